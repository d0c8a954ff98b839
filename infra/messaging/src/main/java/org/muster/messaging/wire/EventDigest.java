package org.muster.messaging.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * How many events, and which: the sum, modulo 2^64, of 64 bits of SHA-256 of each. Sums do not depend on order and add up,
 * so whoever publishes and whoever reads can compare what they handled without reading it again.
 *
 * <p>It covers what makes an event and nothing that may be added to its record later: key, id, type, subject, time, position,
 * the id of its command, and its data byte for byte. That list is fixed for ever, because sums of years depend on it.
 *
 * <p>It finds accidents: that two different sets of events agree by chance is as likely as guessing 64 bits. It is no seal
 * against somebody who may write records as he likes, since sums can be forged.
 *
 * @param events how many
 * @param sum as unsigned 64 bits
 */
public record EventDigest(long events, long sum) {

    /** Of no events. */
    public static final EventDigest NONE = new EventDigest(0, 0);

    /** Looking for one takes as long as its work on an event; after each it is as new. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventDigest::sha256);

    private static final String[] COVERED = {
        "ce_id",
        "ce_type",
        "ce_subject",
        "ce_time",
        "ce_" + CloudEventsCodec.POSITION,
        "ce_" + CloudEventsCodec.COMMAND_ID
    };

    /** Refuses a number of events that cannot be. */
    public EventDigest {
        if (events < 0) {
            throw new IllegalArgumentException("There are no " + events + " events");
        }
    }

    /** Of one event as it is read, whether it can be understood or not. */
    public static EventDigest of(ConsumerRecord<byte[], byte[]> event) {
        return of(event.key(), event.headers(), event.value());
    }

    /** Of one event as it is published. */
    public static EventDigest of(ProducerRecord<String, byte[]> event) {
        byte[] key = event.key() == null ? null : event.key().getBytes(StandardCharsets.UTF_8);
        return of(key, event.headers(), event.value());
    }

    /** Of both. */
    public EventDigest plus(EventDigest other) {
        return new EventDigest(events + other.events, sum + other.sum);
    }

    private static EventDigest of(byte[] key, Headers headers, byte[] value) {
        byte[][] parts = new byte[COVERED.length + 2][];
        parts[0] = key;
        for (int i = 0; i < COVERED.length; i++) {
            Header header = headers.lastHeader(COVERED[i]);
            parts[i + 1] = header == null ? null : header.value();
        }
        parts[COVERED.length + 1] = value;
        return new EventDigest(
                1, ByteBuffer.wrap(SHA_256.get().digest(joined(parts))).getLong());
    }

    /** Each with its length before it, so that nothing moves from one into the next unnoticed; absent is not empty. */
    private static byte[] joined(byte[][] parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += Integer.BYTES + (part == null ? 0 : part.length);
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.putInt(part == null ? -1 : part.length);
            if (part != null) {
                joined.put(part);
            }
        }
        return joined.array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The number of events, a colon, and the sum as 16 hexadecimal digits. */
    @JsonValue
    @Override
    public String toString() {
        return events + ":" + HexFormat.of().toHexDigits(sum);
    }

    /**
     * What {@link #toString()} says.
     *
     * @throws IllegalArgumentException if it says nothing of the kind
     */
    @JsonCreator
    public static EventDigest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || text.length() - colon - 1 != 2 * Long.BYTES) {
            throw new IllegalArgumentException("No digest of events: " + text);
        }
        return new EventDigest(
                Long.parseLong(text.substring(0, colon)),
                HexFormat.fromHexDigitsToLong(text, colon + 1, text.length()));
    }
}
