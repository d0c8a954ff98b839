package org.muster.commandside.completeness;

import java.util.List;
import java.util.Map;
import org.muster.messaging.wire.EventDigest;

/**
 * What the comparison of one range of positions came to.
 *
 * @param after the position before its first
 * @param upTo its last position
 * @param stored what the source has, by the partition in which it belongs
 * @param published what the topic has, by partition
 * @param mismatchCount how many there are
 * @param mismatches the first of them, in the order of positions
 * @param next where the next range begins
 */
public record VerifiedRange(
        long after,
        long upTo,
        Map<Integer, EventDigest> stored,
        Map<Integer, EventDigest> published,
        long mismatchCount,
        List<TopicMismatch> mismatches,
        Place next) {

    /**
     * A place between two ranges.
     *
     * @param topicId the incarnation of the topic
     * @param position the last one that was compared
     * @param offsets per partition where to read on; from the start where there is none
     */
    public record Place(String topicId, long position, Map<Integer, Long> offsets) {

        /** Copies the offsets. */
        public Place {
            offsets = Map.copyOf(offsets);
        }

        /** Before the first event. */
        public static Place start(String topicId) {
            return new Place(topicId, 0, Map.of());
        }
    }

    /** Copies everything. */
    public VerifiedRange {
        stored = Map.copyOf(stored);
        published = Map.copyOf(published);
        mismatches = List.copyOf(mismatches);
    }

    /** Whether the topic holds in this range what it should, once each. */
    public boolean isComplete() {
        return mismatchCount == 0 && stored.equals(published);
    }
}
