package org.muster.commandside.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;

/**
 * A table of keys and values in which the first value of a key stays: whoever is second reads it, so all processes have one value.
 *
 * <p>Rows are written as events are: callers queue, and one of them writes all that wait in one statement. It is one commit,
 * and on disk when a caller has its value. Nobody needs the right to change a row.
 */
final class FirstWritten {

    /** Rows of one statement. */
    private static final int ROWS_MAX = 1_000;

    private final JdbcOperations jdbc;
    private final String create;
    private final String read;

    private final Queue<Wanted> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * @param table with its schema
     * @param key the column of the key, a text
     * @param value the column of the value, bytes
     */
    FirstWritten(JdbcOperations jdbc, String table, String key, String value) {
        this.jdbc = jdbc;
        this.create = """
                INSERT INTO %1$s (%2$s, %3$s) SELECT * FROM unnest(?::text[], ?::bytea[])
                ON CONFLICT DO NOTHING RETURNING %2$s, %3$s""".formatted(table, key, value);
        this.read = "SELECT %2$s, %3$s FROM %1$s WHERE %2$s = ANY (?)".formatted(table, key, value);
    }

    /**
     * A row that a caller proposes.
     *
     * @param value stays only where the key has none
     */
    record Proposed(String key, byte[] value) {}

    /** A row that a caller waits for. What is written to it is guarded by {@link #writing}. */
    private static final class Wanted {

        final Proposed proposed;
        byte[] stored;
        RuntimeException failure;

        Wanted(Proposed proposed) {
            this.proposed = proposed;
        }

        boolean isDone() {
            return stored != null || failure != null;
        }
    }

    /** The values that the keys have, in their order: those proposed, or those of whoever was first. Any number of callers may ask at once. */
    List<byte[]> createOrRead(List<Proposed> rows) {
        List<Wanted> mine = rows.stream().map(Wanted::new).toList();
        waiting.addAll(mine);
        // Who comes while another writes waits here, and finds its rows written or writes all that have queued
        // meanwhile.
        writing.lock();
        try {
            while (!mine.stream().allMatch(Wanted::isDone)) {
                writeThoseThatWait();
            }
        } finally {
            writing.unlock();
        }
        List<byte[]> values = new ArrayList<>(mine.size());
        for (Wanted wanted : mine) {
            if (wanted.failure != null) {
                throw wanted.failure;
            }
            values.add(wanted.stored);
        }
        return values;
    }

    private void writeThoseThatWait() {
        List<Wanted> now = new ArrayList<>();
        while (now.size() < ROWS_MAX && !waiting.isEmpty()) {
            now.add(waiting.remove());
        }
        Queue<Wanted> left = new ArrayDeque<>(now);
        try {
            while (!left.isEmpty()) {
                Map<String, byte[]> stored = create(left);
                if (stored.size() < left.size()) {
                    // Somebody else was first, and could only have been deleted meanwhile: then it is created again.
                    stored.putAll(
                            read(left.stream().map(one -> one.proposed.key()).toList()));
                }
                left.forEach(wanted -> wanted.stored = stored.get(wanted.proposed.key()));
                left.removeIf(Wanted::isDone);
            }
        } catch (RuntimeException | Error e) {
            // Whatever happened, nobody waits for ever.
            RuntimeException failure = e instanceof RuntimeException known ? known : new IllegalStateException(e);
            left.forEach(wanted -> wanted.failure = failure);
        }
    }

    private Map<String, byte[]> create(Queue<Wanted> wanted) {
        // In one order in all processes: two that insert the same keys would otherwise wait for each other.
        List<Proposed> ordered = wanted.stream()
                .map(one -> one.proposed)
                .sorted(Comparator.comparing(Proposed::key))
                .toList();
        return query(connection -> {
            PreparedStatement statement = connection.prepareStatement(create);
            statement.setArray(
                    1, texts(connection, ordered.stream().map(Proposed::key).toList()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", ordered.stream().map(Proposed::value).toArray(byte[][]::new)));
            return statement;
        });
    }

    /** The value of one key; absent where it has none. */
    Optional<byte[]> read(String key) {
        return Optional.ofNullable(read(List.of(key)).get(key));
    }

    private Map<String, byte[]> read(List<String> keys) {
        return query(connection -> {
            PreparedStatement statement = connection.prepareStatement(read);
            statement.setArray(1, texts(connection, keys));
            return statement;
        });
    }

    private static java.sql.Array texts(Connection connection, List<String> keys) throws SQLException {
        return connection.createArrayOf("text", keys.toArray(String[]::new));
    }

    private Map<String, byte[]> query(PreparedStatementCreator statement) {
        Map<String, byte[]> values = new HashMap<>();
        jdbc.query(statement, row -> {
            values.put(row.getString(1), row.getBytes(2));
        });
        return values;
    }
}
