package org.muster.messaging.parking;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.Sql;
import org.springframework.jdbc.core.SqlParameterValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table {@code parked_event}, in whatever schema the connection's search path says.
 *
 * <p>Who writes it holds the checkpoint's row of the partition: a member by moving it, {@link ParkedEvents} by locking it. So
 * parking, queueing, retrying and discarding in one partition happen one after the other, and none of them meets a live event
 * of the subject that is neither queued nor applied.
 */
public final class ParkedRows {

    private static final int TEXT_LENGTH_MAX = 2000;
    private static final JsonMapper JSON = new JsonMapper();

    /** A parked record as it was read, and its number. */
    record Row(long position, ConsumerRecord<byte[], byte[]> record) {}

    /** A header in the table; the value may be null, as Kafka's may. */
    record StoredHeader(String name, String value) {}

    /** How much is parked. */
    public record Count(long subjects, long events) {}

    private ParkedRows() {}

    /** Whose events a record is to be queued with: its key; where that is no text, a name for it in its partition. */
    public static String subjectOf(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return "unkeyed:" + record.partition();
        }
        try {
            return storable(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record.key()))
                    .toString());
        } catch (CharacterCodingException e) {
            // Not ours. The bytes themselves are kept in the row.
            return storable("bytes:" + record.partition() + ":" + HexFormat.of().formatHex(record.key()));
        }
    }

    /** The subjects of these partitions that have a queue. */
    public static Set<String> subjects(Connection tx, String projection, Collection<Integer> partitions)
            throws SQLException {
        return Set.copyOf(Sql.on(
                tx,
                jdbc -> jdbc.sql(
                                "SELECT DISTINCT subject FROM parked_event WHERE projection = ? AND partition = ANY (?)")
                        .param(projection)
                        .param(partitions.toArray(Integer[]::new))
                        .query(String.class)
                        .list()));
    }

    /**
     * Adds a record at the end of its subject's queue.
     *
     * @param position empty if the record states none
     * @param cause empty if it waits behind another
     * @throws ProjectionStoppedException if another record claims the same position
     */
    public static void add(
            Connection tx,
            String projection,
            ConsumerRecord<byte[], byte[]> record,
            OptionalLong position,
            Optional<String> cause)
            throws SQLException {
        int added = Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                INSERT INTO parked_event (projection, subject, position, topic, partition, record_offset,
                                          record_key, record_value, headers, cause)
                VALUES (?, ?, COALESCE(?, -nextval('parked_event_order')), ?, ?, ?, ?, ?, ?::json, ?)
                ON CONFLICT DO NOTHING""")
                        .params(
                                projection,
                                subjectOf(record),
                                new SqlParameterValue(Types.BIGINT, position.isPresent() ? position.getAsLong() : null),
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                new SqlParameterValue(Types.BINARY, record.key()),
                                new SqlParameterValue(Types.BINARY, record.value()),
                                headersOf(record),
                                new SqlParameterValue(
                                        Types.VARCHAR,
                                        cause.map(ParkedRows::storable).orElse(null)))
                        .update());
        if (added != 1) {
            throw new ProjectionStoppedException(
                    "Position " + position + " is parked already, and read again at " + record.topic() + "-"
                            + record.partition() + " offset " + record.offset(),
                    null);
        }
    }

    private static String headersOf(ConsumerRecord<byte[], byte[]> record) {
        List<StoredHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            byte[] value = header.value();
            headers.add(new StoredHeader(
                    header.key(), value == null ? null : Base64.getEncoder().encodeToString(value)));
        }
        return JSON.writeValueAsString(headers);
    }

    /** PostgreSQL takes no NUL, and people no pages. */
    public static String storable(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= TEXT_LENGTH_MAX ? clean : clean.substring(0, TEXT_LENGTH_MAX) + "…";
    }

    public static Count count(Connection connection, String projection) throws SQLException {
        return Sql.on(
                connection,
                jdbc -> jdbc.sql("SELECT count(DISTINCT subject), count(*) FROM parked_event WHERE projection = ?")
                        .param(projection)
                        .query((row, number) -> new Count(row.getLong(1), row.getLong(2)))
                        .single());
    }

    /** The first of a subject's queue. */
    static Optional<Row> head(Connection tx, String projection, String subject) throws SQLException {
        return Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                SELECT position, topic, partition, record_offset, record_key, record_value, headers
                FROM parked_event WHERE projection = ? AND subject = ? ORDER BY queued LIMIT 1""")
                        .params(projection, subject)
                        .query((row, number) -> new Row(row.getLong("position"), record(row)))
                        .optional());
    }

    /** The subject in whose queue an event is. */
    static Optional<String> subjectOf(Connection tx, String projection, long position) throws SQLException {
        return Sql.on(
                tx,
                jdbc -> jdbc.sql("SELECT subject FROM parked_event WHERE projection = ? AND position = ?")
                        .params(projection, position)
                        .query(String.class)
                        .optional());
    }

    /** A row as people see it. */
    static ParkedEvent event(ResultSet row) throws SQLException {
        ConsumerRecord<byte[], byte[]> record = record(row);
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            byte[] value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        return new ParkedEvent(
                row.getString("projection"),
                row.getString("subject"),
                row.getLong("position"),
                record.partition(),
                record.offset(),
                headers,
                record.value() == null ? new byte[0] : record.value(),
                Optional.ofNullable(row.getString("cause")),
                Sql.instant(row, "parked_at").orElseThrow());
    }

    /** The record of a row, as it came from Kafka. */
    static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getBytes("record_key"),
                row.getBytes("record_value"));
        for (StoredHeader header : JSON.readValue(row.getString("headers"), StoredHeader[].class)) {
            record.headers()
                    .add(
                            header.name(),
                            header.value() == null ? null : Base64.getDecoder().decode(header.value()));
        }
        return record;
    }

    /** @return false if it is not there */
    static boolean remove(Connection tx, String projection, long position) throws SQLException {
        return Sql.on(
                        tx,
                        jdbc -> jdbc.sql("DELETE FROM parked_event WHERE projection = ? AND position = ?")
                                .params(projection, position)
                                .update())
                == 1;
    }

    static void setCause(Connection tx, String projection, long position, String cause) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("UPDATE parked_event SET cause = ? WHERE projection = ? AND position = ?")
                        .params(storable(cause), projection, position)
                        .update());
    }

    /** Gives a projection the parked events of another, which has none then. */
    public static void replace(Connection tx, String projection, String by) throws SQLException {
        removeAll(tx, projection);
        Sql.on(
                tx,
                jdbc -> jdbc.sql("UPDATE parked_event SET projection = ? WHERE projection = ?")
                        .params(projection, by)
                        .update());
    }

    public static void removeAll(Connection tx, String projection) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("DELETE FROM parked_event WHERE projection = ?")
                        .param(projection)
                        .update());
    }
}
