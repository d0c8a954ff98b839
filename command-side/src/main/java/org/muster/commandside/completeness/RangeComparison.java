package org.muster.commandside.completeness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.muster.commandside.completeness.TopicMismatch.Kind;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.EventDigest;

/** Compares the events of one range of positions, given one by one. Not thread-safe. */
final class RangeComparison {

    /** Named one by one; where more are wrong, their number says it. */
    static final int MISMATCHES_MAX = 100;

    private record Expected(int partition, EventDigest digest) {}

    private final long after;
    private final long upTo;
    private final int partitions;
    private final Map<Long, Expected> expected = new HashMap<>();
    private final Set<Long> found = new HashSet<>();
    private final Map<Integer, EventDigest> stored = new HashMap<>();
    private final Map<Integer, EventDigest> published = new HashMap<>();
    private final List<TopicMismatch> mismatches = new ArrayList<>();
    private long mismatchCount;

    RangeComparison(long after, long upTo, int partitions) {
        this.after = after;
        this.upTo = upTo;
        this.partitions = partitions;
    }

    /** An event that the source has. */
    void stored(long position, ProducerRecord<String, byte[]> event) {
        EventDigest digest = EventDigest.of(event);
        int partition = partitionOf(event.key());
        expected.put(position, new Expected(partition, digest));
        stored.merge(partition, digest, EventDigest::plus);
    }

    /** As Kafka's own producers choose it, which is what keeps a subject's events in order. */
    private int partitionOf(String key) {
        return Utils.toPositive(Utils.murmur2(Utils.utf8(key))) % partitions;
    }

    /** A record of the topic that is not of a later range. */
    void published(ConsumerRecord<byte[], byte[]> record) {
        long position = CloudEventsCodec.positionOf(record).orElse(0);
        EventDigest digest = EventDigest.of(record);
        published.merge(record.partition(), digest, EventDigest::plus);
        Expected event = expected.get(position);
        if (event == null) {
            // Positions have no gaps, so what belongs to an earlier range was found there.
            add(position > 0 && position <= after ? Kind.DOUBLED : Kind.FOREIGN, position, record);
        } else if (!found.add(position)) {
            add(Kind.DOUBLED, position, record);
        } else if (!event.digest().equals(digest)) {
            add(Kind.DIFFERENT, position, record);
        } else if (event.partition() != record.partition()) {
            add(Kind.MISPLACED, position, record);
        }
    }

    private void add(Kind kind, long position, ConsumerRecord<?, ?> record) {
        add(new TopicMismatch(kind, position, record.partition(), record.offset()));
    }

    private void add(TopicMismatch mismatch) {
        mismatchCount++;
        if (mismatches.size() < MISMATCHES_MAX) {
            mismatches.add(mismatch);
        }
    }

    /** What it comes to, once everything was given. */
    VerifiedRange result(VerifiedRange.Place next) {
        expected.entrySet().stream()
                .filter(event -> !found.contains(event.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(event -> add(new TopicMismatch(
                        Kind.MISSING, event.getKey(), event.getValue().partition(), -1)));
        mismatches.sort(Comparator.comparingLong(TopicMismatch::position));
        return new VerifiedRange(after, upTo, stored, published, mismatchCount, mismatches, next);
    }
}
