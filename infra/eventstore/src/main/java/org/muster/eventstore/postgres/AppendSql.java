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
     * The head moves, the events are stored and listeners may be told: all or nothing, in one round trip. The first act is to
     * lock and advance the head row, and its lock is held until commit: so whoever sees position p sees all before it. When
     * another process moved the head first, {@code h} is empty and nothing at all happens.
     */
    private static final String APPEND = """
            WITH h AS (
                UPDATE eventstore.head SET position = position + ? WHERE position = ? RETURNING position
            ), e AS (
                INSERT INTO eventstore.event (position, id, type, version, recorded_at, payload, metadata, tags)
                SELECT ? + i.ordinal, i.id, i.type, i.version,
                       timestamptz 'epoch' + i.recorded_micros * interval '1 microsecond',
                       i.payload, i.metadata::json, string_to_array(i.tags, E'\\x1f')
                FROM h, unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::text[], ?::text[])
                     WITH ORDINALITY i(id, type, version, recorded_micros, payload, metadata, tags, ordinal)
            )
            SELECT CASE WHEN ? THEN pg_notify('eventstore', h.position::text) END FROM h""";

    /** Any number that no other user of advisory locks in the same database takes. */
    public static final long LEASE_KEY = 0x6576656e7473L;

    private final Connection connection;
    private final PreparedStatement append;
    private final PreparedStatement tell;
    private final PreparedStatement head;
    private final PreparedStatement lockHead;
    private final PreparedStatement takeTurn;
    private final PreparedStatement handOnTurn;

    AppendSql(Connection connection) throws SQLException {
        this.connection = connection;
        this.append = connection.prepareStatement(APPEND);
        this.tell = connection.prepareStatement("SELECT pg_notify('eventstore', ?)");
        this.head = connection.prepareStatement("SELECT position FROM eventstore.head");
        this.lockHead = connection.prepareStatement("SELECT position FROM eventstore.head FOR UPDATE");
        this.takeTurn = connection.prepareStatement("SELECT pg_advisory_lock(" + LEASE_KEY + ")");
        this.handOnTurn = connection.prepareStatement("SELECT pg_advisory_unlock(" + LEASE_KEY + ")");
    }

    /**
     * @param expected the head that the events follow
     * @param members their events, in order
     * @param events how many events they have together, at least one
     * @param tell whether listeners are told
     * @return false when another process moved the head: then nothing was stored
     */
    public boolean append(long expected, List<PendingAppend> members, int events, boolean tell) throws SQLException {
        Object[] ids = new Object[events];
        String[] types = new String[events];
        String[] versions = new String[events];
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
        append.setArray(7, connection.createArrayOf("bigint", micros));
        append.setArray(8, connection.createArrayOf("bytea", payloads));
        append.setArray(9, connection.createArrayOf("text", metadata));
        append.setArray(10, connection.createArrayOf("text", tags));
        append.setBoolean(11, tell);
        try (ResultSet rows = append.executeQuery()) {
            return rows.next();
        }
    }

    /** Tells listeners of the head that was committed before. */
    public void tell(long head) throws SQLException {
        tell.setString(1, String.valueOf(head));
        tell.execute();
    }

    /** Sees to it that positions have a partition up to here, at least. */
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

    /** Waits until no other session has the lease, at most the session's {@code lock_timeout}; see {@link WriterLease}. */
    public void takeTurn() throws SQLException {
        takeTurn.execute();
    }

    public void handOnTurn() throws SQLException {
        handOnTurn.execute();
    }

    private static long position(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("eventstore.head has lost its row");
            }
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        append.close();
        tell.close();
        head.close();
        lockHead.close();
        takeTurn.close();
        handOnTurn.close();
    }
}
