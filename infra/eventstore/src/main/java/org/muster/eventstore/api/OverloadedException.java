package org.muster.eventstore.api;

/**
 * A queue of the engine is full, and nothing was stored. The caller should answer "busy, retry later" rather than
 * wait, so that the delay of queued appends stays bounded.
 */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(String what, long waiting) {
        super("The event store is overloaded: %d %s are waiting, which is the limit".formatted(waiting, what));
    }
}
