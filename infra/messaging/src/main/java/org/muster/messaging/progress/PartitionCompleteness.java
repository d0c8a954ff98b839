package org.muster.messaging.progress;

import java.util.Optional;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.wire.EventDigest;
import org.muster.messaging.wire.PublishedWatermark;

/**
 * What a projection has handled in one partition, beside what was published there.
 *
 * @param offset of the checkpoint
 * @param position the last one handled
 * @param handled applied or parked since the first event
 * @param published up to the same offset; empty if no publisher's statement about it is known
 */
public record PartitionCompleteness(
        int partition,
        long offset,
        long position,
        EventDigest handled,
        Optional<EventDigest> published,
        Verdict verdict) {

    /** What the comparison says. */
    public enum Verdict {
        /** Everything that was published up to here was handled, once and as it was published. */
        EQUAL,
        /** Something was skipped, doubled or altered, or the checkpoint was changed by hand. */
        DIFFERENT,
        /** The checkpoint is between two statements, and its number of events within theirs: a moment later it is on one. */
        BETWEEN,
        /** Positions are known from before that are not published again yet: the topic is being rebuilt. */
        AHEAD,
        /** No statement about this partition is known yet. */
        UNSTATED
    }

    /**
     * Statements about one partition around an offset.
     *
     * @param below the newest that ends before it
     * @param at the newest that ends there
     * @param above the oldest that ends after it
     */
    record Statements(
            Optional<PublishedWatermark> below, Optional<PublishedWatermark> at, Optional<PublishedWatermark> above) {}

    static PartitionCompleteness of(Checkpoints.Counted counted, Statements statements) {
        Checkpoint checkpoint = counted.checkpoint();
        return new PartitionCompleteness(
                checkpoint.partition(),
                checkpoint.nextOffset(),
                checkpoint.lastPosition(),
                counted.handled(),
                statements.at().map(at -> at.digest(checkpoint.partition())),
                verdict(counted, statements));
    }

    private static Verdict verdict(Checkpoints.Counted counted, Statements statements) {
        Checkpoint checkpoint = counted.checkpoint();
        Optional<PublishedWatermark> reach = statements.at().or(statements::above);
        if (reach.isPresent() && checkpoint.lastPosition() > reach.get().position()) {
            return Verdict.AHEAD;
        }
        if (statements.at().isEmpty()) {
            return between(counted, statements);
        }
        EventDigest published = statements.at().get().digest(checkpoint.partition());
        return published.equals(counted.handled()) ? Verdict.EQUAL : Verdict.DIFFERENT;
    }

    /** Which events these are cannot be told here, but how many there are at least and at most. */
    private static Verdict between(Checkpoints.Counted counted, Statements statements) {
        if (statements.below().isEmpty() && statements.above().isEmpty()) {
            return Verdict.UNSTATED;
        }
        int partition = counted.checkpoint().partition();
        long events = counted.handled().events();
        boolean tooFew = statements
                .below()
                .map(below -> below.digest(partition))
                .filter(below -> events < below.events())
                .isPresent();
        boolean tooMany = statements
                .above()
                .map(above -> above.digest(partition))
                .filter(above -> events > above.events())
                .isPresent();
        return tooFew || tooMany ? Verdict.DIFFERENT : Verdict.BETWEEN;
    }
}
