package org.muster.commandside.completeness;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the comparison of store and topic has come to so far.
 *
 * @param round the one that is under way; absent before the first
 * @param ranges how many ranges were compared
 * @param verifiedPosition the last position that was ever compared, in this incarnation of the topic
 * @param oldest when the range was compared that was not compared for longest
 * @param mismatches how many things are wrong
 * @param examples the first of them
 */
record Findings(
        Optional<Round> round,
        long ranges,
        long verifiedPosition,
        Optional<Instant> oldest,
        long mismatches,
        List<Found> examples) {

    /** Nothing yet. */
    static final Findings NONE = new Findings(Optional.empty(), 0, 0, Optional.empty(), 0, List.of());

    /**
     * A round over all events.
     *
     * @param position it has come up to here
     * @param completedAt when the last one came to its end
     * @param completedPosition and where that was
     */
    record Round(Instant startedAt, long position, Optional<Instant> completedAt, Optional<Long> completedPosition) {}

    /** Something wrong, and when that was last seen. */
    record Found(TopicMismatch mismatch, Instant foundAt) {}

    /**
     * A range of positions.
     *
     * @param stored by partition, number of events and digest
     * @param published the same of the topic
     */
    record Range(
            long after,
            long upTo,
            Instant verifiedAt,
            long mismatches,
            Map<Integer, String> stored,
            Map<Integer, String> published) {}
}
