package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table {@code projection_generation}, and what PostgreSQL's catalog says about the schemas that it names. */
final class GenerationRows {

    private GenerationRows() {}

    /** The generations of a projection, the newest first. */
    static List<Generation> all(Connection connection, String projection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT * FROM projection_generation WHERE projection = ? ORDER BY generation DESC")) {
            statement.setString(1, projection);
            try (ResultSet rows = statement.executeQuery()) {
                List<Generation> generations = new ArrayList<>();
                while (rows.next()) {
                    generations.add(new Generation(
                            projection,
                            rows.getInt("generation"),
                            rows.getString("schema_name"),
                            Generation.State.valueOf(rows.getString("state")),
                            rows.getObject("created_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(rows.getObject("activated_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)));
                }
                return generations;
            }
        }
    }

    static Optional<Generation> find(Connection connection, String projection, int number) throws SQLException {
        return all(connection, projection).stream()
                .filter(generation -> generation.number() == number)
                .findFirst();
    }

    static void add(Connection tx, String projection, int number, String schema) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("""
                INSERT INTO projection_generation (projection, generation, schema_name, state)
                VALUES (?, ?, ?, 'FILLING')""")) {
            statement.setString(1, projection);
            statement.setInt(2, number);
            statement.setString(3, schema);
            statement.executeUpdate();
        }
    }

    static void setState(Connection tx, Generation generation, Generation.State state) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("""
                UPDATE projection_generation
                SET state = ?, activated_at = CASE WHEN ? = 'ACTIVE' THEN clock_timestamp() ELSE activated_at END
                WHERE projection = ? AND generation = ?""")) {
            statement.setString(1, state.name());
            statement.setString(2, state.name());
            statement.setString(3, generation.projection());
            statement.setInt(4, generation.number());
            statement.executeUpdate();
        }
    }

    static void remove(Connection tx, Generation generation) throws SQLException {
        try (PreparedStatement statement =
                tx.prepareStatement("DELETE FROM projection_generation WHERE projection = ? AND generation = ?")) {
            statement.setString(1, generation.projection());
            statement.setInt(2, generation.number());
            statement.executeUpdate();
        }
    }

    /** The tables of a schema. */
    static List<String> tables(Connection connection, String schema) throws SQLException {
        return texts(connection, """
                SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relkind IN ('r', 'p') ORDER BY 1""", schema);
    }

    /** The columns of a table's primary key, in its order; none if it has none. */
    static List<String> keyColumns(Connection connection, String schema, String table) throws SQLException {
        return texts(connection, """
                SELECT a.attname FROM pg_index i
                JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, ord)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                WHERE i.indisprimary AND n.nspname = ? AND c.relname = ? ORDER BY k.ord""", schema, table);
    }

    /** The columns of a table in their order. */
    static List<String> columns(Connection connection, String schema, String table) throws SQLException {
        return texts(connection, """
                SELECT a.attname FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum""", schema, table);
    }

    private static List<String> texts(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            }
        }
    }
}
