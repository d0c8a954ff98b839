/** Who serves on a day. */
package org.muster.queryside.report.headcount;
