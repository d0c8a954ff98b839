/** Read models at size: projected live, rebuilt, and read by many at once. */
package org.muster.benchmark.reports;
