package org.muster.tlog.leaf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow as they are written. */
final class LeafBytes {

    private ByteBuffer to;

    LeafBytes(int expected) {
        this.to = ByteBuffer.allocate(expected);
    }

    void put(byte one) {
        room(1).put(one);
    }

    void putInt(int number) {
        room(4).putInt(number);
    }

    void putLong(long number) {
        room(8).putLong(number);
    }

    void put(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    void putText(String text) {
        // getBytes writes '?' for half a surrogate pair: two texts would have one encoding.
        if (hasSurrogate(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("a text of the event is not Unicode");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        put(bytes);
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    byte[] toArray() {
        return Arrays.copyOf(to.array(), to.position());
    }

    private ByteBuffer room(int bytes) {
        if (to.remaining() < bytes) {
            int needed = Math.addExact(to.position(), bytes);
            to = ByteBuffer.allocate(Math.max(needed, Math.multiplyExact(to.capacity(), 2)))
                    .put(to.flip());
        }
        return to;
    }
}
