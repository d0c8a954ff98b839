package org.muster.messaging;

import io.cloudevents.CloudEvent;
import java.util.Objects;

/**
 * An event to be published.
 *
 * @param position its place in the event store, from 1 on; the publisher writes it as extension {@code position}
 * @param partitionKey events of one key keep their order: the primary subject
 * @param event everything else
 */
public record OutgoingEvent(long position, String partitionKey, CloudEvent event) {

    /** Refuses what could not be published. */
    public OutgoingEvent {
        if (position < 1) {
            throw new IllegalArgumentException("Positions start at 1: " + position);
        }
        Objects.requireNonNull(partitionKey, "partitionKey");
        Objects.requireNonNull(event, "event");
    }
}
