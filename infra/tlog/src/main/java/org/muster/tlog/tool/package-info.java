/** The tools of auditors and witnesses on the command line. They need a JDK and nothing of Muster. */
package org.muster.tlog.tool;
