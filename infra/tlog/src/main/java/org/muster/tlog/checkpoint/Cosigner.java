package org.muster.tlog.checkpoint;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.InstantSource;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSigner;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignerKey;
import org.muster.tlog.note.VerifierKey;

/** Cosigns checkpoints with the time. That a checkpoint deserves it is for the caller to check: see the witness. */
public final class Cosigner implements NoteSigner {

    private final CosignatureVerifier verifier;
    private final PrivateKey privateKey;
    private final InstantSource clock;

    /**
     * @param type one of the two cosignature types
     * @param keys a pair of the type's algorithm
     */
    public Cosigner(String name, SignatureType type, KeyPair keys, InstantSource clock) {
        byte[] raw = RawKeys.raw(CosignedMessage.algorithm(type), keys.getPublic());
        this.verifier = new CosignatureVerifier(new VerifierKey(name, type, raw));
        this.privateKey = keys.getPrivate();
        this.clock = clock;
    }

    /**
     * Reads a private Ed25519 key in the text form of {@link SignerKey}.
     *
     * @throws MalformedNoteException when it is none, or not for cosignatures
     */
    public static Cosigner parse(String text, InstantSource clock) throws MalformedNoteException {
        SignerKey key = SignerKey.parse(text, SignatureType.COSIGNATURE_ED25519);
        return new Cosigner(key.name(), key.type(), key.keys(), clock);
    }

    /** A new random Ed25519 key in the text form that {@link #parse} reads. */
    public static String generate(String name) {
        return SignerKey.generate(name, SignatureType.COSIGNATURE_ED25519);
    }

    @Override
    public CosignatureVerifier verifier() {
        return verifier;
    }

    /** @throws IllegalArgumentException when the text is no checkpoint */
    @Override
    public byte[] sign(byte[] text) {
        long time = clock.instant().getEpochSecond();
        SignatureType type = verifier.key().type();
        try {
            byte[] signature = RawKeys.sign(
                    CosignedMessage.algorithm(type), privateKey, CosignedMessage.of(type, verifier.name(), time, text));
            return ByteBuffer.allocate(8 + signature.length)
                    .putLong(time)
                    .put(signature)
                    .array();
        } catch (MalformedNoteException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
