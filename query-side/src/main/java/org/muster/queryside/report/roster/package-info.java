/** Single assignments and volunteers: what is behind the figures, for those with scope roster. */
package org.muster.queryside.report.roster;
