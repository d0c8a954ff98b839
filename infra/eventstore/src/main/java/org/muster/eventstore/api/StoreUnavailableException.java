package org.muster.eventstore.api;

/**
 * PostgreSQL could not be made to store, or to confirm, within the time set. {@link #outcomeUnknown()} says whether the
 * events may nevertheless have been stored: the same append, repeated with the same event ids or the same command tag in
 * its condition, then yields one outcome and not two.
 */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    public StoreUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** @return true when the events may have been stored although nobody could say so in time. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
