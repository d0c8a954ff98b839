package org.muster.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts of which there are few, such as types and sources, told from their bytes without being made again. Of those that
 * share a place the last one stays, so it does not grow. Thread-safe: whoever loses a race makes a text once more.
 */
final class StringInterner {

    private static final int PLACES = 1 << 10;

    private record Text(byte[] bytes, String text) {}

    private final Text[] texts = new Text[PLACES];

    /** @param bytes are kept, and must not change */
    String of(byte[] bytes) {
        int place = Arrays.hashCode(bytes) & PLACES - 1;
        Text known = texts[place];
        if (known == null || !Arrays.equals(known.bytes(), bytes)) {
            known = new Text(bytes, new String(bytes, StandardCharsets.UTF_8));
            texts[place] = known;
        }
        return known.text();
    }
}
