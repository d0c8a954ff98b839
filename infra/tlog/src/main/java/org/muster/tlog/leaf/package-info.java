/** The bytes of a stored event that the log hashes: a versioned, length-prefixed form with one encoding. Pure. */
package org.muster.tlog.leaf;
