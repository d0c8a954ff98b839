package org.muster.eventstore.order;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;

/** The one form of a conflict: Axon's own exception, so that retrying works as with any engine. */
public final class AppendConflict {

    private AppendConflict() {}

    public static AppendEventsTransactionRejectedException overtaken() {
        return new AppendEventsTransactionRejectedException(
                "An event that matches a read of this append has been stored since: retry the command");
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
