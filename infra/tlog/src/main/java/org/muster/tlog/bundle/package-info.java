/** A log in files, to be verified without access to Muster, and the verifier. It needs the JDK alone. */
package org.muster.tlog.bundle;
