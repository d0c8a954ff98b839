/** Counts since 1992. */
package org.muster.queryside.report.cumulative;
