package org.muster.eventstore.api;

/**
 * A queue of the engine is full: nothing was stored. The caller should answer "busy, retry later" rather than wait, so that
 * the delay of those already queued stays bounded.
 */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OverloadedException(String what, long waiting) {
        super("The event store is overloaded: %d %s wait, and no more may".formatted(waiting, what));
    }
}
