package org.muster.eventstore.order;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;

/** The one way in which a conflict is told: Axon's own type, so that retrying works as with any engine. */
public final class AppendConflict {

    private AppendConflict() {}

    public static AppendEventsTransactionRejectedException overtaken() {
        return new AppendEventsTransactionRejectedException(
                "An event that matches what was read has been appended since: decide again");
    }

    public static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }
}
