package org.muster.messaging.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code projection_applied}, in whatever schema the connection's search path says. */
final class AppliedRows {

    private AppliedRows() {}

    /** What was said last; 0 if nothing was. */
    static long load(Connection connection, String projection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT position FROM projection_applied WHERE projection = ?")) {
            statement.setString(1, projection);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** Keeps it, unless more is known. */
    static void raise(Connection connection, String projection, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO projection_applied (projection, position) VALUES (?, ?)
                ON CONFLICT (projection) DO UPDATE SET position = excluded.position
                WHERE projection_applied.position < excluded.position""")) {
            statement.setString(1, projection);
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }
}
