package org.muster.messaging;

/** A projection cannot go on without people: ends its member and becomes its state. */
final class ProjectionStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProjectionStoppedException(String why, Throwable cause) {
        super(why, cause);
    }
}
