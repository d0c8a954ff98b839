/** Who came, who left, and why. */
package org.muster.queryside.report.turnover;
