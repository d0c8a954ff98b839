package org.muster.tlog.leaf;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.tile.EntryBundle;

/**
 * The entry of the log for an event: the event's encoding, or, where that is too long for an entry bundle, its position, its
 * length and its SHA-256.
 *
 * <pre>0x81 · position 8 · length 8 · SHA-256 32</pre>
 */
public final class Entry {

    /** The first byte of an entry that stands for a long event of version 1. */
    public static final byte DIGEST = (byte) 0x81;

    private static final int DIGEST_BYTES = 1 + 8 + 8 + 32;

    private Entry() {}

    /** Whether an encoding is too long to be an entry itself. */
    public static boolean isLong(int eventBytes) {
        return eventBytes > EntryBundle.ENTRY_BYTES_MAX;
    }

    /**
     * The entry for an event.
     *
     * @param position the event's position
     * @param event its encoding, which is given back where it is short enough
     */
    public static byte[] of(long position, byte[] event) {
        if (!isLong(event.length)) {
            return event;
        }
        MessageDigest sha256 = TreeHasher.sha256();
        return ByteBuffer.allocate(DIGEST_BYTES)
                .put(DIGEST)
                .putLong(position)
                .putLong(event.length)
                .put(sha256.digest(event))
                .array();
    }
}
