package org.muster.messaging.rebuilding;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A rebuild that was asked for, as any process sees it.
 *
 * @param generation that it fills
 * @param paused somebody wants it to stand still
 * @param offsetsDone how much of the log is read, in offsets of all partitions, which include the markers of transactions
 * @param offsetsTotal how much there was to read when last looked
 * @param eventsPerSecond how fast events were applied lately
 * @param problem why it waits, or why it failed
 * @param report how the rows differ, once they were compared
 */
public record RebuildState(
        long id,
        String projection,
        int generation,
        SwitchPolicy policy,
        Phase phase,
        boolean paused,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        long offsetsDone,
        long offsetsTotal,
        long eventsPerSecond,
        Optional<String> problem,
        Optional<RebuildReport> report) {

    /** How far it is. */
    public enum Phase {
        /** No process has begun it. */
        REQUESTED,
        /** Events are read and applied to the new generation. */
        FILLING,
        /** Both generations are compared, row by row. */
        COMPARING,
        /** The new generation catches up once more and becomes the active one. */
        SWITCHING,
        /** The new generation is the active one. */
        SWITCHED,
        /** The rows were compared and the new generation was dropped, as the {@link SwitchPolicy} says. */
        NOT_SWITCHED,
        /** Somebody cancelled it; the new generation was dropped. */
        CANCELLED,
        /** It could not go on, see {@code problem}; the new generation was dropped. */
        FAILED
    }

    /** Whether it goes on, or would if it were not paused. */
    public boolean isOpen() {
        return endedAt.isEmpty();
    }

    /** How long filling will take from now on at the present rate; empty if that is not known. */
    public Optional<Duration> remaining() {
        return phase != Phase.FILLING || eventsPerSecond <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.ceilDiv(offsetsTotal - offsetsDone, eventsPerSecond)));
    }

    /** What shall become of a generation once it is filled and compared. */
    public enum SwitchPolicy {
        /** It becomes the active one, whatever the comparison says. */
        ALWAYS,
        /** It becomes the active one if its rows equal those of the active one; otherwise it is dropped. */
        IF_EQUAL,
        /** It is dropped: only the comparison was wanted. */
        NEVER
    }
}
