package org.muster.cli.access;

/** There are no credentials that a token could be had for, or they are refused. */
public final class NotPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotPermittedException(String message) {
        super(message);
    }
}
