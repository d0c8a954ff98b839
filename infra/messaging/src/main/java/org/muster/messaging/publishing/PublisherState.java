package org.muster.messaging.publishing;

import java.time.Instant;
import java.util.Optional;

/**
 * What a publisher is doing.
 *
 * @param since when it began to do that
 * @param position everything up to here is known to be published; 0 before this publisher has looked
 * @param problem why it is not publishing, if so
 */
public record PublisherState(Phase phase, Instant since, long position, Optional<String> problem) {

    /** What it is doing. */
    public enum Phase {
        /** Another process leads, or nobody can be asked who does. */
        STANDBY,
        /** It leads, and publishes what there is. */
        PUBLISHING,
        /** Something is unavailable or broken: it tries again, and has lost nothing. */
        RETRYING,
        /** It was closed, or never started. */
        STOPPED
    }
}
