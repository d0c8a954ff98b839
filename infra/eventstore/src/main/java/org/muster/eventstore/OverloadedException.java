package org.muster.eventstore;

/**
 * The queue of appends is full: nothing was stored. The caller should answer "busy, retry later" rather than wait, so that
 * the delay of those already queued stays bounded.
 */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverloadedException(long pendingEvents, long pendingEventsMax) {
        super("The event store is overloaded: %d events wait to be stored, at most %d may"
                .formatted(pendingEvents, pendingEventsMax));
    }
}
