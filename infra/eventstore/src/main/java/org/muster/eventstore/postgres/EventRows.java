package org.muster.eventstore.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.MetadataJson;
import org.muster.eventstore.order.Tags;

/** The statements that read. Everything visible is a prefix of the order: appends become visible in the order of positions. */
public final class EventRows {

    private static final String COLUMNS =
            "SELECT e.position, e.id, e.type, e.version, e.recorded_at, e.payload, e.metadata, e.tags, e.subject"
                    + " FROM eventstore.event e";

    private EventRows() {}

    public static long head(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT position FROM eventstore.head");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** @return the events in {@code (after, upTo]}, at most {@code limit}, in order */
    public static List<StoredEvent> read(Connection connection, long after, long upTo, int limit) throws SQLException {
        String sql = COLUMNS + " WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            select.setInt(3, limit);
            return events(select);
        }
    }

    /** @return the events in {@code (after, upTo]} that match, at most {@code limit}, in order */
    public static List<StoredEvent> read(Connection connection, Criteria criteria, long after, long upTo, int limit)
            throws SQLException {
        if (criteria.all()) {
            return read(connection, after, upTo, limit);
        }
        if (criteria.any().length == 0 || after >= upTo) {
            return List.of();
        }
        CriteriaSql matching = CriteriaSql.of(criteria);
        // position = ANY (ARRAY(…)) makes the planner fetch the found rows by key, whatever it believes about their
        // number.
        String sql = COLUMNS + " WHERE e.position = ANY (ARRAY(" + matching.sql() + ")) ORDER BY e.position";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            matching.bind(select, connection, after, upTo, limit);
            return events(select);
        }
    }

    /** @return all events in {@code (after, upTo]}, in order, for memory: metadata and payload are decoded on demand */
    public static List<AppendedEvent> appended(Connection connection, long after, long upTo) throws SQLException {
        if (after >= upTo) {
            return List.of();
        }
        String sql = COLUMNS + " WHERE e.position > ? AND e.position <= ? ORDER BY e.position";
        List<AppendedEvent> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new AppendedEvent(
                            row.getLong(1),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant(),
                            row.getBytes(6),
                            row.getString(7),
                            texts(row.getArray(8))));
                }
            }
        }
        return events;
    }

    /** @return the events at these positions, in order */
    public static List<StoredEvent> at(Connection connection, Collection<Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return List.of();
        }
        String sql = COLUMNS + " WHERE e.position = ANY (?) ORDER BY e.position";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            return events(select);
        }
    }

    /** @return the position of the event with this id, if that is greater than {@code after}, or 0. Reads all after. */
    public static long positionOf(Connection connection, UUID id, long after) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT position FROM eventstore.event WHERE position > ? AND id = ?")) {
            select.setLong(1, after);
            select.setObject(2, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** @return the last position before the first event recorded at or after the instant; the head if there is none */
    public static long positionBefore(Connection connection, Instant instant) throws SQLException {
        // OFFSET 0 keeps min() from walking the primary key: the index on recorded_at finds the few blocks.
        String sql = """
                SELECT coalesce(
                    (SELECT min(position) - 1 FROM (
                        SELECT position FROM eventstore.event WHERE recorded_at >= ? OFFSET 0) since),
                    (SELECT position FROM eventstore.head))""";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, instant.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** @return whether any event in {@code (after, upTo]} matches */
    public static boolean anyMatch(Connection connection, Criteria criteria, long after, long upTo)
            throws SQLException {
        if (after >= upTo) {
            return false;
        }
        if (criteria.all()) {
            return true;
        }
        if (criteria.any().length == 0) {
            return false;
        }
        CriteriaSql matching = CriteriaSql.of(criteria);
        try (PreparedStatement select = connection.prepareStatement(matching.sql())) {
            matching.bind(select, connection, after, upTo, 1);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static List<StoredEvent> events(PreparedStatement select) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                events.add(event(row));
            }
        }
        return events;
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(9),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getBytes(6),
                MetadataJson.read(row.getString(7)),
                Tags.tags(texts(row.getArray(8))));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
