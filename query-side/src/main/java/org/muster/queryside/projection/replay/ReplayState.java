package org.muster.queryside.projection.replay;

import java.time.Instant;
import java.util.List;

/**
 * How far a replay is, and what came of it.
 *
 * @param number its number, since the start of this process
 * @param to the position or instant that was asked for
 * @param position the last position that is replayed
 * @param who asked
 * @param phase what it does
 * @param events replayed so far; at the end, all up to the position
 * @param questions asked of both so far
 * @param reports that were asked
 * @param differences between the answers, some of them; empty if there are none
 * @param failure why it could not be done; null if it could
 */
record ReplayState(
        long number,
        String to,
        long position,
        String who,
        Phase phase,
        long events,
        long questions,
        long reports,
        List<String> differences,
        String failure,
        Instant beganAt,
        Instant endedAt) {

    /** What a replay does. */
    enum Phase {
        FILLING,
        COMPARING,
        /** Every report answers the same. */
        EQUAL,
        DIFFERENT,
        FAILED
    }

    ReplayState {
        differences = List.copyOf(differences);
    }

    boolean isOver() {
        return endedAt != null;
    }
}
