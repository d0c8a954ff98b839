package org.muster.messaging.rebuilding;

/** A rebuild cannot go on, now or later: ends it and becomes its problem. */
final class RebuildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildFailedException(String why, Throwable cause) {
        super(why, cause);
    }
}
