/**
 * A transparency log over stored events, as C2SP specifies it: a Merkle tree that only grows, signed checkpoints,
 * witnesses, and a verifier that needs nothing but a bundle and a key. It knows no domain.
 */
package org.muster.tlog;
