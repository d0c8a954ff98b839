package org.muster.eventstore.postgres;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** The meaning of a failed statement for the appends that wait for it. */
public enum SqlFailure {
    /** The data of one append is bad: it is found and fails alone. */
    DATA,
    /** Nothing was stored, and trying again at once is right. */
    RETRY,
    /** The next positions have no partition yet: nothing was stored. */
    NO_PARTITION,
    /** A stuck session holds the head row: nothing was stored. */
    LOCKED,
    /** PostgreSQL answered that it cannot: disk full, read-only, no permission, cancelled. Nothing was stored. */
    REFUSED,
    /** There was no answer: the statement may or may not have been executed. */
    LOST;

    /**
     * Decides by the SQLSTATE. Everything that is not a plain answer to this statement counts as {@link #LOST},
     * and so does an error that ended the session: a PANIC while the commit was written (for instance without
     * room for the log) leaves open whether it is on disk.
     */
    public static SqlFailure of(SQLException e) {
        for (SQLException next = e.getNextException(); next != null; next = next.getNextException()) {
            if (ofState(next) == LOST) {
                return LOST;
            }
        }
        return ofState(e);
    }

    private static SqlFailure ofState(SQLException e) {
        String state = e.getSQLState();
        if (state == null || state.length() != 5) {
            return LOST;
        }
        if (state.equals("55P03")) {
            return LOCKED;
        }
        if (state.equals("57014")) {
            return REFUSED;
        }
        if (state.equals("23514") && isWithoutConstraint(e)) {
            return NO_PARTITION;
        }
        return switch (state.substring(0, 2)) {
            case "21", "22", "23", "54" -> DATA;
            case "40" -> RETRY;
            case "08", "57", "58", "XX", "F0" -> LOST;
            default -> REFUSED;
        };
    }

    /** A row that fits no partition violates a check without a name. */
    private static boolean isWithoutConstraint(SQLException e) {
        return e instanceof PSQLException refused
                && refused.getServerErrorMessage() != null
                && refused.getServerErrorMessage().getConstraint() == null;
    }
}
