/** Duty stations. */
package org.muster.queryside.report.stations;
