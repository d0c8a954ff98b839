package org.muster.messaging.progress;

import java.sql.Connection;
import java.sql.SQLException;
import org.muster.messaging.checkpoint.Sql;

/** The table {@code projection_applied}, in whatever schema the connection's search path says. */
final class AppliedRows {

    private AppliedRows() {}

    /** What was said last; 0 if nothing was. */
    static long load(Connection connection, String projection) throws SQLException {
        return Sql.on(
                connection,
                jdbc -> jdbc.sql("SELECT position FROM projection_applied WHERE projection = ?")
                        .param(projection)
                        .query(Long.class)
                        .optional()
                        .orElse(0L));
    }

    /** Keeps it, unless more is known. */
    static void raise(Connection connection, String projection, long position) throws SQLException {
        Sql.on(connection, jdbc -> jdbc.sql("""
                INSERT INTO projection_applied (projection, position) VALUES (?, ?)
                ON CONFLICT (projection) DO UPDATE SET position = excluded.position
                WHERE projection_applied.position < excluded.position""").params(projection, position).update());
    }
}
