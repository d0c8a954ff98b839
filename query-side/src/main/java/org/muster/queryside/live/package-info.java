/** The stream of how far the register has come, for pages that stay open. */
package org.muster.queryside.live;
