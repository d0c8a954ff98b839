package org.muster.tlog.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;

/** The bytes that a cosigner signs: a time and a checkpoint. */
final class CosignedMessage {

    private static final byte[] SUBTREE_LABEL = Arrays.copyOf("subtree/v1\n".getBytes(StandardCharsets.US_ASCII), 12);

    private CosignedMessage() {}

    static RawKeys.Algorithm algorithm(SignatureType type) {
        return switch (type) {
            case COSIGNATURE_ED25519 -> RawKeys.Algorithm.ED25519;
            case COSIGNATURE_ML_DSA_44 -> RawKeys.Algorithm.ML_DSA_44;
            case ED25519 -> throw new IllegalArgumentException("not a cosigner's key: " + type);
        };
    }

    /**
     * @param time in seconds since 1970
     * @param text the checkpoint's note text
     */
    static byte[] of(SignatureType type, String cosigner, long time, byte[] text) throws MalformedNoteException {
        return switch (type) {
            case COSIGNATURE_ED25519 -> {
                byte[] head = ("cosignature/v1\ntime " + time + "\n").getBytes(StandardCharsets.US_ASCII);
                yield ByteBuffer.allocate(head.length + text.length)
                        .put(head)
                        .put(text)
                        .array();
            }
            case COSIGNATURE_ML_DSA_44 -> {
                Checkpoint checkpoint = Checkpoint.parse(new String(text, StandardCharsets.UTF_8));
                byte[] name = shortText(cosigner);
                byte[] origin = shortText(checkpoint.origin());
                yield ByteBuffer.allocate(SUBTREE_LABEL.length + 1 + name.length + 8 + 1 + origin.length + 8 + 8 + 32)
                        .put(SUBTREE_LABEL)
                        .put((byte) name.length)
                        .put(name)
                        .putLong(time)
                        .put((byte) origin.length)
                        .put(origin)
                        .putLong(0)
                        .putLong(checkpoint.size())
                        .put(checkpoint.root().bytes())
                        .array();
            }
            case ED25519 -> throw new IllegalArgumentException("not a cosigner's key: " + type);
        };
    }

    private static byte[] shortText(String text) throws MalformedNoteException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new MalformedNoteException("a name longer than 255 bytes cannot be cosigned with ML-DSA-44");
        }
        return bytes;
    }
}
