package org.muster.eventstore.api;

/** PostgreSQL refused this append, and would refuse it again: an event id that is already stored, say. Nothing was stored. */
public final class InvalidAppendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidAppendException(Throwable cause) {
        super("The events can not be stored: " + cause.getMessage(), cause);
    }
}
