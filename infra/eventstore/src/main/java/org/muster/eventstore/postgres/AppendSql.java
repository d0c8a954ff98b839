package org.muster.eventstore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.MetadataJson;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.Tags;
import org.muster.eventstore.order.Timestamps;

/** The statements that append. One instance belongs to one connection of the writer. */
public final class AppendSql implements AutoCloseable {

    /**
     * Moves the head, stores the events and may notify listeners: all or nothing, in one round trip. It locks and advances the
     * head row first and holds the lock until commit, so a reader of position p sees all positions before it. When another
     * process moved the head first, {@code h} is empty and nothing happens.
     */
    private static final String APPEND = """
            WITH h AS (
                UPDATE eventstore.head SET position = position + ? WHERE position = ? RETURNING position
            ), e AS (
                INSERT INTO eventstore.event (position, id, type, version, subject, recorded_at, payload, metadata, tags)
                SELECT ? + i.ordinal, i.id, i.type, i.version, i.subject,
                       timestamptz 'epoch' + i.recorded_micros * interval '1 microsecond',
                       i.payload, i.metadata::json, string_to_array(i.tags, E'\\x1f')
                FROM h, unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[])
                     WITH ORDINALITY i(id, type, version, subject, recorded_micros, payload, metadata, tags, ordinal)
            )
            SELECT CASE WHEN ? THEN pg_notify('eventstore', h.position::text) END FROM h""";

    /** The advisory lock of the writer's lease: a number that no other user of the database takes. */
    public static final long LEASE_KEY = 0x6576656e7473L;

    private final Connection connection;
    private final PreparedStatement append;
    private final PreparedStatement notify;
    private final PreparedStatement head;
    private final PreparedStatement lockHead;
    private final PreparedStatement takeLease;
    private final PreparedStatement handOnLease;

    AppendSql(Connection connection) throws SQLException {
        this.connection = connection;
        this.append = connection.prepareStatement(APPEND);
        this.notify = connection.prepareStatement("SELECT pg_notify('eventstore', ?)");
        this.head = connection.prepareStatement("SELECT position FROM eventstore.head");
        this.lockHead = connection.prepareStatement("SELECT position FROM eventstore.head FOR UPDATE");
        this.takeLease = connection.prepareStatement("SELECT pg_advisory_lock(" + LEASE_KEY + ")");
        this.handOnLease = connection.prepareStatement("SELECT pg_advisory_unlock(" + LEASE_KEY + ")");
    }

    /**
     * @param expected the head that the events follow
     * @param members their events, in order
     * @param events how many events they have together, at least one
     * @param notify whether listeners are notified
     * @return false when another process moved the head: then nothing was stored
     */
    public boolean append(long expected, List<PendingAppend> members, int events, boolean notify) throws SQLException {
        Object[] ids = new Object[events];
        String[] types = new String[events];
        String[] versions = new String[events];
        String[] subjects = new String[events];
        Long[] micros = new Long[events];
        byte[][] payloads = new byte[events][];
        String[] metadata = new String[events];
        String[] tags = new String[events];
        int i = 0;
        for (PendingAppend member : members) {
            for (AppendedEvent event : member.events()) {
                ids[i] = event.id();
                types[i] = event.type();
                versions[i] = event.version();
                subjects[i] = event.subject();
                micros[i] = Timestamps.of(event.recordedAt());
                payloads[i] = event.payload();
                metadata[i] = MetadataJson.write(event.metadata());
                tags[i] = String.join(String.valueOf(Tags.SEPARATOR), event.tags());
                i++;
            }
        }
        append.setInt(1, events);
        append.setLong(2, expected);
        append.setLong(3, expected);
        append.setArray(4, connection.createArrayOf("uuid", ids));
        append.setArray(5, connection.createArrayOf("text", types));
        append.setArray(6, connection.createArrayOf("text", versions));
        append.setArray(7, connection.createArrayOf("text", subjects));
        append.setArray(8, connection.createArrayOf("bigint", micros));
        append.setArray(9, connection.createArrayOf("bytea", payloads));
        append.setArray(10, connection.createArrayOf("text", metadata));
        append.setArray(11, connection.createArrayOf("text", tags));
        append.setBoolean(12, notify);
        try (ResultSet rows = append.executeQuery()) {
            return rows.next();
        }
    }

    /** Notifies listeners of a head that is committed already. */
    public void notifyOthers(long head) throws SQLException {
        notify.setString(1, String.valueOf(head));
        notify.execute();
    }

    /** Makes partitions until this position has one. */
    public void reach(long position) throws SQLException {
        try (PreparedStatement reach = connection.prepareStatement("SELECT eventstore.reach(?)")) {
            reach.setLong(1, position);
            reach.execute();
        }
    }

    public long head() throws SQLException {
        return position(head);
    }

    /** Waits for the head row, at most the session's {@code lock_timeout}, and holds it until the transaction ends. */
    public long lockHead() throws SQLException {
        return position(lockHead);
    }

    /** Waits until no other session has the writer's lease, at most the session's {@code lock_timeout}. */
    public void takeLease() throws SQLException {
        takeLease.execute();
    }

    public void handOnLease() throws SQLException {
        handOnLease.execute();
    }

    private static long position(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("eventstore.head has no row");
            }
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        append.close();
        notify.close();
        head.close();
        lockHead.close();
        takeLease.close();
        handOnLease.close();
    }
}
