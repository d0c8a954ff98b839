package org.muster.tlog.leaf;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A stored event as the log knows it. The payload is what is stored: where it holds personal data, ciphertext. Nothing else
 * may hold personal data, since it is hashed, and exported, in clear.
 *
 * @param position its place in the store, from 1
 * @param id unique among all events
 * @param recordedAtMicros microseconds since 1970, UTC
 * @param type the qualified name of its type
 * @param version the version of its type when it was stored
 * @param subject its primary subject; empty when it has none
 * @param tags in the text form in which they are stored
 * @param metadata values may be null
 * @param payload the stored bytes
 */
public record EventLeaf(
        long position,
        UUID id,
        long recordedAtMicros,
        String type,
        String version,
        String subject,
        SortedSet<String> tags,
        SortedMap<String, String> metadata,
        byte[] payload) {

    public EventLeaf {
        if (position < 1) {
            throw new IllegalArgumentException("positions begin at 1");
        }
        Objects.requireNonNull(id);
        Objects.requireNonNull(payload);
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** An event whose tags and metadata come in any order. */
    public static EventLeaf of(
            long position,
            UUID id,
            long recordedAtMicros,
            String type,
            String version,
            String subject,
            Iterable<String> tags,
            Map<String, String> metadata,
            byte[] payload) {
        TreeSet<String> sorted = new TreeSet<>();
        tags.forEach(sorted::add);
        return new EventLeaf(
                position, id, recordedAtMicros, type, version, subject, sorted, new TreeMap<>(metadata), payload);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventLeaf that
                && position == that.position
                && recordedAtMicros == that.recordedAtMicros
                && id.equals(that.id)
                && type.equals(that.type)
                && version.equals(that.version)
                && subject.equals(that.subject)
                && tags.equals(that.tags)
                && metadata.equals(that.metadata)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(position, id);
    }

    /** Position and type only: an event's other fields do not belong into logs. */
    @Override
    public String toString() {
        return "EventLeaf[" + position + " " + type + "]";
    }
}
