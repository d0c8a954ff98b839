package org.muster.tlog.tile;

import java.io.ByteArrayOutputStream;

/** Up to 256 entries, each after its length in two bytes. The bytes are not copied. */
public final class EntryBundle {

    /** The longest entry that a bundle can hold, in bytes. */
    public static final int ENTRY_BYTES_MAX = 0xFFFF;

    private final byte[] bytes;
    private final int[] starts;

    private EntryBundle(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /**
     * Finds the entries of a bundle.
     *
     * @param width how many it must hold
     * @throws IllegalArgumentException when it ends too early, or goes on after the last entry
     */
    public static EntryBundle parse(byte[] bytes, int width) {
        int[] starts = new int[width + 1];
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (bytes.length - at < 2) {
                throw new IllegalArgumentException("ends before entry " + (i + 1) + " of " + width);
            }
            starts[i] = at + 2;
            at += 2 + length(bytes, at);
            if (at > bytes.length) {
                throw new IllegalArgumentException("ends within entry " + (i + 1) + " of " + width);
            }
        }
        if (at != bytes.length) {
            throw new IllegalArgumentException("goes on after its " + width + " entries");
        }
        starts[width] = at + 2;
        return new EntryBundle(bytes, starts);
    }

    private static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** How many entries. */
    public int width() {
        return starts.length - 1;
    }

    /** Where an entry begins in {@link #bytes()}. */
    public int start(int entry) {
        return starts[entry];
    }

    /** How long an entry is, in bytes. */
    public int length(int entry) {
        return starts[entry + 1] - 2 - starts[entry];
    }

    /** The whole bundle. */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Appends an entry to a bundle in the making.
     *
     * @throws IllegalArgumentException when it is longer than {@link #ENTRY_BYTES_MAX}
     */
    public static void append(ByteArrayOutputStream bundle, byte[] entry) {
        if (entry.length > ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException("an entry of " + entry.length + " bytes fits no bundle");
        }
        bundle.write(entry.length >> 8);
        bundle.write(entry.length);
        bundle.writeBytes(entry);
    }
}
