package org.muster.tlog.note;

import java.nio.charset.StandardCharsets;

/** A private key that signs notes under one name. */
public interface NoteSigner {

    /** The public key that verifies what this one signs. */
    NoteVerifier verifier();

    /**
     * Signs a note's text.
     *
     * @param text with its last newline
     * @return the signature, without the key's id
     */
    byte[] sign(byte[] text);

    /** The signature of a text as a note carries it. */
    default NoteSignature signature(String text) {
        return new NoteSignature(verifier().name(), verifier().keyId(), sign(text.getBytes(StandardCharsets.UTF_8)));
    }
}
