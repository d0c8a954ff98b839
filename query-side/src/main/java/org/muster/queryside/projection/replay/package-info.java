/** Read models built as of a past point beside the live ones, to prove what reports answer for it. */
package org.muster.queryside.projection.replay;
