package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where a connection looks for tables.
 *
 * @param text as PostgreSQL writes it
 * @param schema the first of it that exists
 */
record SearchPath(String text, String schema) {

    /** What holds for this connection now. */
    static SearchPath of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_setting('search_path'), current_schema()")) {
            rows.next();
            if (rows.getString(2) == null) {
                throw new IllegalStateException("No schema of the search path exists: " + rows.getString(1));
            }
            return new SearchPath(rows.getString(1), rows.getString(2));
        }
    }

    /** Until the transaction ends, this schema comes first. */
    void enter(Connection tx, String before) throws SQLException {
        set(tx, quoted(before) + ", " + text);
    }

    /** Until the transaction ends, the search path is this again. */
    void restore(Connection tx) throws SQLException {
        set(tx, text);
    }

    private static void set(Connection tx, String path) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("SELECT set_config('search_path', ?, true)")) {
            statement.setString(1, path);
            statement.execute();
        }
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }
}
