/** One file per report: its SQL, its rows, and what exactly it counts. Reports only read. */
package org.muster.queryside.report;
