/** Checkpoints, cosignatures and proofs in text, as c2sp.org/tlog-checkpoint, -cosignature and -proof say. Pure. */
package org.muster.tlog.checkpoint;
