package org.muster.eventstore.api;

/**
 * PostgreSQL did not store or confirm in time. {@link #outcomeUnknown()} says whether the events may be stored
 * nevertheless. The same append, repeated with the same event ids or the same command tag in its condition, then has
 * one outcome and not two.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    public StoreUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** @return true when the events may be stored although PostgreSQL did not confirm it in time */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
