package org.muster.tlog.leaf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Version 1 of the form. All numbers are big-endian; a text is its length in bytes as four bytes, then UTF-8.
 *
 * <pre>
 * 0x01 · position 8 · id 16 · recordedAtMicros 8 · type · version · subject
 * · tags: count 4, then texts, ascending · metadata: count 4, then name, 0x00 or 0x01 and value, names ascending
 * · payload: length 4, bytes
 * </pre>
 *
 * Each event has one encoding, and each encoding is of one event: what decodes encodes to the same bytes.
 */
public final class EventLeafFormat {

    /** The first byte of an event. */
    public static final byte VERSION = 1;

    private EventLeafFormat() {}

    /** @throws IllegalArgumentException when a text is no Unicode: half a surrogate pair */
    public static byte[] encode(EventLeaf event) {
        LeafBytes to = new LeafBytes(192 + event.payload().length);
        to.put(VERSION);
        to.putLong(event.position());
        to.putLong(event.id().getMostSignificantBits());
        to.putLong(event.id().getLeastSignificantBits());
        to.putLong(event.recordedAtMicros());
        to.putText(event.type());
        to.putText(event.version());
        to.putText(event.subject());
        to.putInt(event.tags().size());
        event.tags().forEach(to::putText);
        to.putInt(event.metadata().size());
        for (Map.Entry<String, String> one : event.metadata().entrySet()) {
            to.putText(one.getKey());
            to.put((byte) (one.getValue() == null ? 0 : 1));
            if (one.getValue() != null) {
                to.putText(one.getValue());
            }
        }
        to.putInt(event.payload().length);
        to.put(event.payload());
        return to.toArray();
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException when the bytes are not the encoding of an event; the message names no value
     */
    public static EventLeaf decode(byte[] bytes, int offset, int length) {
        try {
            ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
            if (from.get() != VERSION) {
                throw new IllegalArgumentException("not an event of version " + VERSION);
            }
            EventLeaf event = new EventLeaf(
                    from.getLong(),
                    new UUID(from.getLong(), from.getLong()),
                    from.getLong(),
                    text(from),
                    text(from),
                    text(from),
                    tags(from),
                    metadata(from),
                    bytes(from));
            if (from.hasRemaining()) {
                throw new IllegalArgumentException("goes on after its payload");
            }
            return event;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("ends too early");
        }
    }

    /** Reads an event. */
    public static EventLeaf decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    private static TreeSet<String> tags(ByteBuffer from) {
        TreeSet<String> tags = new TreeSet<>();
        for (int left = count(from); left > 0; left--) {
            String tag = text(from);
            if (!tags.isEmpty() && tags.last().compareTo(tag) >= 0) {
                throw new IllegalArgumentException("its tags are not ascending");
            }
            tags.add(tag);
        }
        return tags;
    }

    private static TreeMap<String, String> metadata(ByteBuffer from) {
        TreeMap<String, String> metadata = new TreeMap<>();
        for (int left = count(from); left > 0; left--) {
            String name = text(from);
            if (!metadata.isEmpty() && metadata.lastKey().compareTo(name) >= 0) {
                throw new IllegalArgumentException("its metadata is not ascending");
            }
            metadata.put(
                    name,
                    switch (from.get()) {
                        case 0 -> null;
                        case 1 -> text(from);
                        default -> throw new IllegalArgumentException("its metadata has neither value nor none");
                    });
        }
        return metadata;
    }

    private static int count(ByteBuffer from) {
        int count = from.getInt();
        if (count < 0 || count > from.remaining()) {
            throw new IllegalArgumentException("ends too early");
        }
        return count;
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[count(from)];
        from.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer from) {
        int length = count(from);
        int start = from.position();
        from.position(start + length);
        if (isAscii(from.array(), start, length)) { // nearly all texts are: several times faster
            return new String(from.array(), start, length, StandardCharsets.ISO_8859_1);
        }
        try {
            ByteBuffer part = ByteBuffer.wrap(from.array(), start, length);
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("has a text that is not UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
