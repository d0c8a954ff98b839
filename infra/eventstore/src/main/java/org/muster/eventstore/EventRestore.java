package org.muster.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.muster.eventstore.order.MetadataJson;
import org.muster.eventstore.order.Tags;

/**
 * Fills a store with events that were recorded before, as they were: same positions, ids, times, bytes. In one transaction, so
 * that a store is restored whole or not at all. No process may serve the store meanwhile.
 */
public final class EventRestore implements AutoCloseable {

    private static final int BATCH = 1_000;

    private static final String INSERT = """
            INSERT INTO eventstore.event (position, id, type, version, subject, recorded_at, payload, metadata, tags)
            SELECT i.position, i.id, i.type, i.version, i.subject,
                   timestamptz 'epoch' + i.recorded_micros * interval '1 microsecond',
                   i.payload, i.metadata::json, string_to_array(i.tags, E'\\x1f')
            FROM unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[])
                 i(position, id, type, version, subject, recorded_micros, payload, metadata, tags)""";

    private final Connection connection;
    private final List<Event> batch = new ArrayList<>(BATCH);
    private long position;

    /**
     * An event as it was stored.
     *
     * @param position its place, from 1
     * @param recordedAtMicros microseconds since 1970
     * @param metadata values may be null
     * @param tags in their text form, {@code key:value}
     */
    public record Event(
            long position,
            UUID id,
            String type,
            String version,
            String subject,
            long recordedAtMicros,
            byte[] payload,
            Map<String, String> metadata,
            Collection<String> tags) {}

    private EventRestore(Connection connection, long position) {
        this.connection = connection;
        this.position = position;
    }

    /**
     * Locks the store.
     *
     * @param after the position that the store must be at: 0 for an empty one
     * @throws IllegalStateException when it is at another one
     */
    public static EventRestore begin(DataSource owner, long after) throws SQLException {
        Connection connection = owner.getConnection();
        try {
            connection.setAutoCommit(false);
            long head = head(connection);
            if (head != after) {
                throw new IllegalStateException(
                        "the store has " + head + " events, and what is restored begins after " + after);
            }
            return new EventRestore(connection, after);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static long head(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT position FROM eventstore.head FOR UPDATE NOWAIT");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** @throws IllegalArgumentException when the event is not the next one */
    public void add(Event event) throws SQLException {
        if (event.position() != position + 1) {
            throw new IllegalArgumentException("event " + (position + 1) + " should come, not " + event.position());
        }
        position++;
        batch.add(event);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try (PreparedStatement reach = connection.prepareStatement("SELECT eventstore.reach(?)")) {
            reach.setLong(1, position);
            reach.execute();
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            array(insert, 1, "bigint", batch.stream().map(Event::position).toArray());
            array(insert, 2, "uuid", batch.stream().map(Event::id).toArray());
            array(insert, 3, "text", batch.stream().map(Event::type).toArray());
            array(insert, 4, "text", batch.stream().map(Event::version).toArray());
            array(insert, 5, "text", batch.stream().map(Event::subject).toArray());
            array(
                    insert,
                    6,
                    "bigint",
                    batch.stream().map(Event::recordedAtMicros).toArray());
            array(insert, 7, "bytea", batch.stream().map(Event::payload).toArray(byte[][]::new));
            array(
                    insert,
                    8,
                    "text",
                    batch.stream()
                            .map(one -> MetadataJson.write(one.metadata()))
                            .toArray());
            array(insert, 9, "text", batch.stream().map(EventRestore::tags).toArray());
            insert.executeUpdate();
        }
        batch.clear();
    }

    private void array(PreparedStatement insert, int index, String type, Object[] values) throws SQLException {
        insert.setArray(index, connection.createArrayOf(type, values));
    }

    private static String tags(Event event) {
        event.tags().forEach(tag -> Tags.requirePrintable("tag", tag));
        return String.join(String.valueOf(Tags.SEPARATOR), event.tags());
    }

    /** Makes everything that was added visible at once. Indexes and snapshots follow when the store is served. */
    public void complete() throws SQLException {
        flush();
        try (PreparedStatement head = connection.prepareStatement("UPDATE eventstore.head SET position = ?")) {
            head.setLong(1, position);
            head.executeUpdate();
        }
        connection.commit();
    }

    /** Takes everything back that was not completed. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.rollback();
        }
    }
}
