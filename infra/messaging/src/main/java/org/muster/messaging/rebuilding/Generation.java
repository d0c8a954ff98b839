package org.muster.messaging.rebuilding;

import java.time.Instant;
import java.util.Optional;

/**
 * One set of a projection's tables.
 *
 * @param number from 1 on; a dropped one's is not used again
 * @param version of the projection that fills it; 0 if it is from before versions were kept
 * @param schema where its tables are
 * @param activatedAt when queries began to be answered from it; empty while it is being filled
 */
public record Generation(
        String projection,
        int number,
        int version,
        String schema,
        State state,
        Instant createdAt,
        Optional<Instant> activatedAt) {

    /** What it is for. */
    public enum State {
        /** A rebuild is filling it. */
        FILLING,
        /** Live events are applied to it and queries answered from it. */
        ACTIVE,
        /** It was active. Nothing changes it any more; it stays until it is dropped. */
        RETIRED
    }
}
