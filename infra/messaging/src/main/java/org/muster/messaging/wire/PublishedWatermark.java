package org.muster.messaging.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far the events' topic reaches, and what it holds up to there: written in the same Kafka transaction as the events
 * themselves, so it is never ahead of them and never behind.
 *
 * @param position everything up to here is published
 * @param topicId the incarnation of the events' topic: one that was deleted and created again has another
 * @param offsets per partition the offset after its last event; partitions that never had one are missing
 * @param digests per partition all its events up to there, each position once; of the same partitions as offsets
 */
public record PublishedWatermark(
        long position, String topicId, Map<Integer, Long> offsets, Map<Integer, EventDigest> digests) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Sorts by partition and makes unmodifiable. */
    public PublishedWatermark {
        offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** Nothing is published yet. */
    public static PublishedWatermark none(String topicId) {
        return new PublishedWatermark(0, topicId, Map.of(), Map.of());
    }

    /** All events of a partition up to its offset. */
    public EventDigest digest(int partition) {
        return digests.getOrDefault(partition, EventDigest.NONE);
    }

    /** This one, continued: by offsets after, and digests of, what was added. */
    public PublishedWatermark advancedTo(
            long newPosition, Map<Integer, Long> newOffsets, Map<Integer, EventDigest> added) {
        SortedMap<Integer, Long> all = new TreeMap<>(offsets);
        all.putAll(newOffsets);
        SortedMap<Integer, EventDigest> sums = new TreeMap<>(digests);
        added.forEach((partition, digest) -> sums.merge(partition, digest, EventDigest::plus));
        return new PublishedWatermark(newPosition, topicId, all, sums);
    }

    /** Whether a topic with these end offsets can hold what this claims: after a loss of power it may not. */
    public boolean isWithin(Map<Integer, Long> endOffsets) {
        return offsets.entrySet().stream()
                .allMatch(claimed -> endOffsets.getOrDefault(claimed.getKey(), 0L) >= claimed.getValue());
    }

    public byte[] toJson() {
        return JSON.writeValueAsBytes(this);
    }

    public static PublishedWatermark fromJson(byte[] json) {
        return JSON.readValue(new String(json, StandardCharsets.UTF_8), PublishedWatermark.class);
    }
}
