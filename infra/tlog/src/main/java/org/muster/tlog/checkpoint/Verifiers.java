package org.muster.tlog.checkpoint;

import org.muster.tlog.note.Ed25519Verifier;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.VerifierKey;

/** The verifier of each type of key. */
public final class Verifiers {

    private Verifiers() {}

    /** @throws MalformedNoteException when the text is no key that Muster verifies with */
    public static NoteVerifier of(String verifierKey) throws MalformedNoteException {
        VerifierKey key = VerifierKey.parse(verifierKey);
        try {
            return switch (key.type()) {
                case ED25519 -> new Ed25519Verifier(key);
                case COSIGNATURE_ED25519, COSIGNATURE_ML_DSA_44 -> new CosignatureVerifier(key);
            };
        } catch (IllegalArgumentException e) {
            throw new MalformedNoteException("a verifier key whose bytes are no public key");
        }
    }
}
