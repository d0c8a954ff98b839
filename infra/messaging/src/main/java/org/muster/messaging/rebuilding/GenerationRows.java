package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.muster.messaging.checkpoint.Sql;

/** The table {@code projection_generation}, and what PostgreSQL's catalog says about the schemas that it names. */
final class GenerationRows {

    private GenerationRows() {}

    /** The generations of a projection, the newest first. */
    static List<Generation> all(Connection connection, String projection) throws SQLException {
        return Sql.on(
                connection,
                jdbc -> jdbc.sql("SELECT * FROM projection_generation WHERE projection = ? ORDER BY generation DESC")
                        .param(projection)
                        .query((row, number) -> new Generation(
                                projection,
                                row.getInt("generation"),
                                row.getInt("version"),
                                row.getString("schema_name"),
                                Generation.State.valueOf(row.getString("state")),
                                Sql.instant(row, "created_at").orElseThrow(),
                                Sql.instant(row, "activated_at")))
                        .list());
    }

    static Optional<Generation> find(Connection connection, String projection, int number) throws SQLException {
        return all(connection, projection).stream()
                .filter(generation -> generation.number() == number)
                .findFirst();
    }

    static void add(Connection tx, String projection, int number, int version, String schema) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                INSERT INTO projection_generation (projection, generation, version, schema_name, state)
                VALUES (?, ?, ?, ?, 'FILLING')""")
                        .params(projection, number, version, schema)
                        .update());
    }

    static void setState(Connection tx, Generation generation, Generation.State state) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                UPDATE projection_generation
                SET state = ?, activated_at = CASE WHEN ? = 'ACTIVE' THEN clock_timestamp() ELSE activated_at END
                WHERE projection = ? AND generation = ?""")
                        .params(state.name(), state.name(), generation.projection(), generation.number())
                        .update());
    }

    static void remove(Connection tx, Generation generation) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("DELETE FROM projection_generation WHERE projection = ? AND generation = ?")
                        .params(generation.projection(), generation.number())
                        .update());
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
        return Sql.on(
                connection,
                jdbc -> jdbc.sql(sql)
                        .params((Object[]) parameters)
                        .query(String.class)
                        .list());
    }
}
