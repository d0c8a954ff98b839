/** RFC 9162 trees: hashing, and proofs of inclusion and consistency, made and checked. Pure. */
package org.muster.tlog.merkle;
