package org.muster.queryside.completeness;

import java.time.Instant;
import org.muster.messaging.progress.PartitionCompleteness;
import org.muster.messaging.progress.PartitionCompleteness.Verdict;
import org.muster.messaging.wire.EventDigest;

/**
 * What is known about one partition of a projection.
 *
 * @param offset of the checkpoint
 * @param position the last one handled
 * @param handled number of events and digest, "events:digest"; null if not counted
 * @param published the same as published up to that offset; null where no publisher's statement is known
 * @param verdict as last looked
 * @param result the last verdict that decided: counts stay wrong once they are, and between two statements nobody can tell
 * @param equalAt when it was last found complete; null before that
 */
record PartitionCheck(
        int partition,
        long offset,
        long position,
        String handled,
        String published,
        Verdict verdict,
        Result result,
        Instant equalAt) {

    /** What counts have decided. */
    enum Result {
        /** Everything that was published was handled, once and as it was published. */
        EQUAL,
        /** Something was skipped, doubled or altered, or the checkpoint was changed by hand. */
        DIFFERENT,
        /** Nothing yet. */
        UNDECIDED
    }

    /** @param before what was known; null if nothing was */
    static PartitionCheck after(PartitionCheck before, PartitionCompleteness found, Instant now) {
        Result known = before == null ? Result.UNDECIDED : before.result();
        Instant equalAt = before == null ? null : before.equalAt();
        Result result = switch (found.verdict()) {
            case EQUAL -> Result.EQUAL;
            case DIFFERENT -> Result.DIFFERENT;
            case BETWEEN, AHEAD, UNSTATED -> known;
        };
        return new PartitionCheck(
                found.partition(),
                found.offset(),
                found.position(),
                found.handled().toString(),
                found.published().map(EventDigest::toString).orElse(null),
                found.verdict(),
                result,
                found.verdict() == Verdict.EQUAL ? now : equalAt);
    }
}
