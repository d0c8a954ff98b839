package org.muster.eventstore.api;

/**
 * PostgreSQL refused this append and would refuse it again, for instance because of invalid data. Nothing was stored.
 */
public final class InvalidAppendException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidAppendException(Throwable cause) {
        super("The events cannot be stored: " + cause.getMessage(), cause);
    }
}
