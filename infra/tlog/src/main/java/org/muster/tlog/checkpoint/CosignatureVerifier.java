package org.muster.tlog.checkpoint;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.VerifierKey;

/** Verifies timestamped cosignatures of checkpoints. */
public final class CosignatureVerifier implements NoteVerifier {

    private final VerifierKey key;
    private final int id;
    private final RawKeys.Algorithm algorithm;
    private final PublicKey publicKey;

    /** @throws IllegalArgumentException when the key is not of a cosignature type */
    public CosignatureVerifier(VerifierKey key) {
        this.key = key;
        this.id = key.id();
        this.algorithm = CosignedMessage.algorithm(key.type());
        this.publicKey = RawKeys.publicKey(algorithm, key.key());
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
        if (signature.length <= 8) {
            return false;
        }
        long time = ByteBuffer.wrap(signature).getLong();
        if (time <= 0) {
            return false; // above 2^63 - 1; or 0, with which nothing is said about the log's largest tree
        }
        try {
            byte[] message = CosignedMessage.of(key.type(), key.name(), time, text);
            return RawKeys.verify(algorithm, publicKey, message, Arrays.copyOfRange(signature, 8, signature.length));
        } catch (MalformedNoteException e) {
            return false; // not a checkpoint
        }
    }

    /** When a verified cosignature says it was made, in whole seconds. */
    public static Instant time(NoteSignature verified) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(verified.signature()).getLong());
    }
}
