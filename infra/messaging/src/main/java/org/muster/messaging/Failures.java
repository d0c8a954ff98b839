package org.muster.messaging;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells a database that is away from an event that does not fit. */
final class Failures {

    /**
     * SQLSTATE classes that say nothing about the event: connection, rolled back (deadlock, serialization), resources,
     * object state (lock), operator intervention, system error.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /** A standby that is not promoted yet. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private Failures() {}

    /** Whether the same may succeed later without anybody changing anything. Looks through wrappers. */
    static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.equals(READ_ONLY_TRANSACTION)
                        || state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
