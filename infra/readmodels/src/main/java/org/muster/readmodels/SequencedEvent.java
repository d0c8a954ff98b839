package org.muster.readmodels;

import java.time.Instant;
import java.util.Objects;

/**
 * An event, decoded, and where it stands in the register.
 *
 * @param position its place in the one order of all events; later events have greater ones
 * @param recordedAt when it was recorded; almost in the order of positions, because each writer has its own clock
 * @param subject the primary subject, which alone decides the order in which events arrive
 * @param event what happened
 */
public record SequencedEvent(long position, Instant recordedAt, String subject, Object event) {

    public SequencedEvent {
        Objects.requireNonNull(recordedAt, "recordedAt");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(event, "event");
    }
}
