/** Posts by month: authorized, encumbered, vacant. */
package org.muster.queryside.report.strength;
