package org.muster.messaging.checkpoint;

/** A projection cannot go on without people: ends its member and becomes its state. */
public final class ProjectionStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProjectionStoppedException(String why, Throwable cause) {
        super(why, cause);
    }
}
