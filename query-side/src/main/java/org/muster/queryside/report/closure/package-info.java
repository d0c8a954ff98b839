/** What still blocks the closing of a mission. */
package org.muster.queryside.report.closure;
