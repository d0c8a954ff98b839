package org.muster.commandside.completeness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.muster.commandside.completeness.TopicMismatch.Kind;
import org.muster.messaging.wire.EventDigest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of schema {@code completeness}, in the event store's database. */
final class VerifiedRanges {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<Integer, Long>> OFFSETS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    VerifiedRanges(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Where the round under way goes on; empty before the first. */
    Optional<VerifiedRange.Place> place() {
        return jdbc.sql("SELECT topic_id, position, offsets FROM completeness.round")
                .query((row, n) -> new VerifiedRange.Place(
                        row.getString(1), row.getLong(2), JSON.readValue(row.getString(3), OFFSETS)))
                .optional();
    }

    /** A round begins. What was found in another incarnation of the topic is forgotten. */
    void begin(VerifiedRange.Place start) {
        transactions.executeWithoutResult(tx -> {
            int same = jdbc.sql("""
                            UPDATE completeness.round SET started_at = now(), position = 0, offsets = '{}'
                            WHERE topic_id = :topic""").param("topic", start.topicId()).update();
            if (same == 0) {
                jdbc.sql("TRUNCATE completeness.round, completeness.verified_range, completeness.mismatch")
                        .update();
                jdbc.sql("""
                                INSERT INTO completeness.round (topic_id, started_at, position, offsets)
                                VALUES (:topic, now(), 0, '{}')""").param("topic", start.topicId()).update();
            }
        });
    }

    /** The round under way has come to its end. */
    void complete() {
        jdbc.sql("UPDATE completeness.round SET completed_at = now(), completed_position = position")
                .update();
    }

    /** Records what a range came to, in place of what was known about these positions. */
    void record(VerifiedRange range) {
        transactions.executeWithoutResult(tx -> {
            forget(range);
            Set<Integer> partitions = new TreeSet<>(range.stored().keySet());
            partitions.addAll(range.published().keySet());
            partitions.forEach(partition -> insert(range, partition));
            range.mismatches().forEach(mismatch -> insert(range, mismatch));
            jdbc.sql("UPDATE completeness.round SET position = :position, offsets = :offsets::json")
                    .param("position", range.upTo())
                    .param("offsets", JSON.writeValueAsString(range.next().offsets()))
                    .update();
        });
    }

    private void forget(VerifiedRange range) {
        for (String table : List.of("verified_range", "mismatch")) {
            jdbc.sql("DELETE FROM completeness." + table + " WHERE after_position >= :after AND after_position < :upTo")
                    .param("after", range.after())
                    .param("upTo", range.upTo())
                    .update();
        }
    }

    private void insert(VerifiedRange range, int partition) {
        jdbc.sql("""
                        INSERT INTO completeness.verified_range
                        VALUES (:after, :upTo, :partition, :stored, :published, :mismatches, now())""")
                .param("after", range.after())
                .param("upTo", range.upTo())
                .param("partition", partition)
                .param("stored", text(range.stored(), partition))
                .param("published", text(range.published(), partition))
                .param("mismatches", range.mismatchCount())
                .update();
    }

    private static String text(Map<Integer, EventDigest> digests, int partition) {
        return digests.getOrDefault(partition, EventDigest.NONE).toString();
    }

    private void insert(VerifiedRange range, TopicMismatch mismatch) {
        jdbc.sql("""
                        INSERT INTO completeness.mismatch
                            (after_position, kind, position, partition, record_offset, found_at)
                        VALUES (:after, :kind, :position, :partition, :offset, now())""")
                .param("after", range.after())
                .param("kind", mismatch.kind().name())
                .param("position", mismatch.position())
                .param("partition", mismatch.partition())
                .param("offset", mismatch.offset())
                .update();
    }

    /** Everything at a glance, with so many examples of what is wrong. */
    Findings findings(int examplesMax) {
        Optional<Findings.Round> round = jdbc.sql("SELECT * FROM completeness.round")
                .query((row, n) -> new Findings.Round(
                        instant(row, "started_at").orElseThrow(),
                        row.getLong("position"),
                        instant(row, "completed_at"),
                        Optional.ofNullable(row.getObject("completed_position", Long.class))))
                .optional();
        return jdbc.sql("""
                        SELECT count(*) AS ranges, coalesce(max(up_to_position), 0) AS verified,
                               min(verified_at) AS oldest, coalesce(sum(mismatches), 0) AS mismatches
                        FROM (SELECT up_to_position, min(verified_at) AS verified_at, max(mismatches) AS mismatches
                              FROM completeness.verified_range GROUP BY after_position, up_to_position) range""")
                .query((row, n) -> new Findings(
                        round,
                        row.getLong("ranges"),
                        row.getLong("verified"),
                        instant(row, "oldest"),
                        row.getLong("mismatches"),
                        examples(examplesMax)))
                .single();
    }

    private List<Findings.Found> examples(int max) {
        return jdbc.sql("SELECT * FROM completeness.mismatch ORDER BY position, id LIMIT :max")
                .param("max", max)
                .query((row, n) -> new Findings.Found(
                        new TopicMismatch(
                                Kind.valueOf(row.getString("kind")),
                                row.getLong("position"),
                                row.getInt("partition"),
                                row.getLong("record_offset")),
                        instant(row, "found_at").orElseThrow()))
                .list();
    }

    /** Ranges that begin at a position or after it, in order. */
    List<Findings.Range> ranges(long after, int max) {
        Map<Long, Findings.Range> ranges = new TreeMap<>();
        List<Counted> rows = jdbc.sql("""
                        SELECT * FROM completeness.verified_range WHERE after_position IN (
                            SELECT DISTINCT after_position FROM completeness.verified_range
                            WHERE after_position >= :after ORDER BY after_position LIMIT :max)
                        ORDER BY after_position, partition""")
                .param("after", after)
                .param("max", max)
                .query((row, n) -> new Counted(
                        row.getInt("partition"),
                        row.getString("stored"),
                        row.getString("published"),
                        new Findings.Range(
                                row.getLong("after_position"),
                                row.getLong("up_to_position"),
                                instant(row, "verified_at").orElseThrow(),
                                row.getLong("mismatches"),
                                new TreeMap<>(),
                                new TreeMap<>())))
                .list();
        for (Counted row : rows) {
            Findings.Range range = ranges.computeIfAbsent(row.range().after(), start -> row.range());
            range.stored().put(row.partition(), row.stored());
            range.published().put(row.partition(), row.published());
        }
        return List.copyOf(ranges.values());
    }

    private record Counted(int partition, String stored, String published, Findings.Range range) {}

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
