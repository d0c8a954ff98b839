package org.muster.messaging.checkpoint;

import io.cloudevents.rw.CloudEventRWException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.muster.messaging.UnreadableEventException;
import tools.jackson.core.JacksonException;

/** Tells a database that is unavailable from an event that does not fit, and both from a program that is wrong. */
public final class SqlFailures {

    /**
     * SQLSTATE classes that say nothing about the event: connection, rolled back (deadlock, serialization), resources,
     * object state (lock), operator intervention, system error.
     */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /** A standby that is not promoted yet. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    /** SQLSTATE classes by which the read model refuses what an event says: data exception, integrity violation. */
    private static final Set<String> REFUSING_CLASSES = Set.of("22", "23");

    private SqlFailures() {}

    /**
     * Whether it is the event's fault: it cannot be read, or it violates the read model. Anything else that does not pass is
     * a fault of the program or of the schema, and would be the same for every event. Looks through wrappers.
     */
    public static boolean isPoison(Throwable failure) {
        if (isPassing(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableEventException
                    || cause instanceof JacksonException
                    || cause instanceof CloudEventRWException
                    || cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().length() == 5
                            && REFUSING_CLASSES.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the same may succeed later without anybody changing anything. Looks through wrappers. */
    public static boolean isPassing(Throwable failure) {
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

    /** The same failure for the log, with its place and its type, but not its message: that may quote what was sent. */
    public static Exception withoutWords(Throwable failure) {
        Exception safe = new IllegalStateException(failure.getClass().getName());
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }
}
