/** Published figures beside computed ones. */
package org.muster.queryside.report.published;
