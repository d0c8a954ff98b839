package org.muster.messaging.projecting;

import java.time.Instant;
import java.util.Optional;

/**
 * What one member of a projection is doing.
 *
 * @param since when it began to do that
 * @param problem why it is not running, if so
 */
public record ProjectionState(Phase phase, Instant since, Optional<String> problem) {

    /** What it is doing. */
    public enum Phase {
        /** It applies what there is. */
        RUNNING,
        /** The database or Kafka is unavailable: it waits, and skips nothing. */
        WAITING,
        /**
         * The program fails at an event, too many events are parked, or the topic lacks events: people must look. Nothing
         * after it was applied.
         */
        FAILED,
        /** It was closed, or never started. */
        STOPPED
    }
}
