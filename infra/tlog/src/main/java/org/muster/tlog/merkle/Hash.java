package org.muster.tlog.merkle;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A SHA-256 hash: 32 bytes that never change. */
public final class Hash {

    /** Bytes in a hash. */
    public static final int SIZE = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Copies a hash out of a larger array.
     *
     * @throws IndexOutOfBoundsException when fewer than 32 bytes follow the offset
     */
    public static Hash copyOf(byte[] from, int offset) {
        Objects.checkFromIndexSize(offset, SIZE, from.length);
        return new Hash(Arrays.copyOfRange(from, offset, offset + SIZE));
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** @throws IllegalArgumentException when the text is not the base64 form of 32 bytes, padded, and the only such form */
    public static Hash ofBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != SIZE || !Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not the base64 form of a hash");
        }
        return new Hash(bytes);
    }

    /** Writes the 32 bytes into an array. */
    public void copyTo(byte[] to, int offset) {
        System.arraycopy(bytes, 0, to, offset, SIZE);
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether an array holds this hash at an offset. */
    public boolean isAt(byte[] array, int offset) {
        return Arrays.equals(bytes, 0, SIZE, array, offset, offset + SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The base64 form, as checkpoints and proofs carry it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
