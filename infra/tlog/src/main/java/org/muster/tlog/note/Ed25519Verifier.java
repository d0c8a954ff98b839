package org.muster.tlog.note;

import java.security.PublicKey;

/** Verifies notes signed with Ed25519 over their text. */
public final class Ed25519Verifier implements NoteVerifier {

    private final VerifierKey key;
    private final int id;
    private final PublicKey publicKey;

    /** @throws IllegalArgumentException when the key is of another type, or no point */
    public Ed25519Verifier(VerifierKey key) {
        if (key.type() != SignatureType.ED25519) {
            throw new IllegalArgumentException("a log's key is of type Ed25519, not " + key.type());
        }
        this.key = key;
        this.id = key.id();
        this.publicKey = RawKeys.publicKey(RawKeys.Algorithm.ED25519, key.key());
    }

    /** The key in its text form. */
    public VerifierKey key() {
        return key;
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public int keyId() {
        return id;
    }

    @Override
    public boolean verify(byte[] text, byte[] signature) {
        return RawKeys.verify(RawKeys.Algorithm.ED25519, publicKey, text, signature);
    }
}
