package org.muster.messaging.commands;

import java.time.Instant;
import java.util.Optional;

/**
 * What one member of a command loop is doing.
 *
 * @param since when it began to do that
 * @param problem why it is not running, if so
 */
public record CommandLoopState(Phase phase, Instant since, Optional<String> problem) {

    /** What it is doing. */
    public enum Phase {
        /** It answers what there is. */
        RUNNING,
        /** Kafka, or something that the handler needs, is unavailable: commands wait, and none is skipped. */
        WAITING,
        /** It was closed, or never started. */
        STOPPED
    }
}
