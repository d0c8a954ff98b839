/** What a report is: its parameters, columns, question and answer. Each report is a package below. Reports only read. */
package org.muster.queryside.report;
