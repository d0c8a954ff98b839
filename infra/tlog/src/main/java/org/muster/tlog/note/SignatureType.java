package org.muster.tlog.note;

import java.util.Optional;

/** The kinds of signature that Muster makes and verifies. A new one is a constant here and a verifier in {@link VerifierKey}. */
public enum SignatureType {
    /** Ed25519 over the note's text. */
    ED25519(0x01, 32),
    /** A timestamped Ed25519 cosignature of a checkpoint, c2sp.org/tlog-cosignature. */
    COSIGNATURE_ED25519(0x04, 32),
    /** A timestamped ML-DSA-44 cosignature of a checkpoint, c2sp.org/tlog-cosignature. */
    COSIGNATURE_ML_DSA_44(0x06, 1312);

    private final int id;
    private final int keyBytes;

    SignatureType(int id, int keyBytes) {
        this.id = id;
        this.keyBytes = keyBytes;
    }

    /** The type's byte in keys and key ids. */
    public byte id() {
        return (byte) id;
    }

    /** The length of a public key. */
    public int keyBytes() {
        return keyBytes;
    }

    static Optional<SignatureType> of(byte id) {
        for (SignatureType type : values()) {
            if (type.id() == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
