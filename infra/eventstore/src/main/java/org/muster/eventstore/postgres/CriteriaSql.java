package org.muster.eventstore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.Tags;

/**
 * The SQL that finds the first {@code limit} positions in {@code (after, upTo]} that match some {@link Criteria}.
 *
 * <p>Each pair of tag and type is one range of the index (key, position), read in order and no further than the
 * limit, so a page costs as much as it returns and not as much as the tag has. A criterion without type reads the
 * tag's whole range. One without tag has no index and reads the events. Keys are hashes, so each found event is
 * compared with the criterion.
 *
 * <p>Events that are not indexed yet are scanned. One statement sees one snapshot, in which every event is either
 * indexed or scanned.
 */
public final class CriteriaSql {

    /** Of {@code t.position}, against {@code q.tags}, joined, and {@code q.type}. */
    static final String TYPED_MATCH = """
            t.key = eventstore.key(q.tag, q.type)
            AND (SELECT e.type = q.type AND e.tags @> string_to_array(q.tags, E'\\x1f')
                 FROM eventstore.event e WHERE e.position = t.position)""";

    static final String UNTYPED_MATCH = """
            t.key BETWEEN eventstore.first_key(q.tag) AND eventstore.first_key(q.tag) + 65535
            AND (SELECT e.tags @> string_to_array(q.tags, E'\\x1f')
                 FROM eventstore.event e WHERE e.position = t.position)""";

    private static final String TYPED = """
            SELECT p.position FROM unnest(?::text[], ?::text[], ?::text[]) q(tag, tags, type)
            CROSS JOIN LATERAL (
                SELECT t.position FROM eventstore.event_tag t
                WHERE t.position > ? AND t.position <= ? AND\s""" + TYPED_MATCH + """

                ORDER BY t.position LIMIT ?) p""";

    private static final String UNTYPED = """
            SELECT p.position FROM unnest(?::text[], ?::text[]) q(tag, tags)
            CROSS JOIN LATERAL (
                SELECT t.position FROM eventstore.event_tag t
                WHERE t.position > ? AND t.position <= ? AND\s""" + UNTYPED_MATCH + """

                ORDER BY t.position LIMIT ?) p""";

    /** Each event once: one that matches twice must not count twice towards the limit. */
    private static final String UNINDEXED = """
            (SELECT e.position FROM eventstore.event e
             WHERE e.position > greatest(?, (SELECT position FROM eventstore.tag_index)) AND e.position <= ?
               AND EXISTS (SELECT FROM unnest(%s) q(%s) WHERE %s e.tags @> string_to_array(q.tags, E'\\x1f'))
             ORDER BY e.position LIMIT ?)""";

    private static final String TYPED_UNINDEXED =
            UNINDEXED.formatted("?::text[], ?::text[]", "tags, type", "e.type = q.type AND");

    private static final String UNTYPED_UNINDEXED = UNINDEXED.formatted("?::text[]", "tags", "");

    private static final String UNTAGGED = """
            (SELECT x.position FROM eventstore.event x
             WHERE x.type = ANY (?::text[]) AND x.position > ? AND x.position <= ?
             ORDER BY x.position LIMIT ?)""";

    private final List<String[]> typed = new ArrayList<>();
    private final List<String[]> untyped = new ArrayList<>();
    private final Set<String> untagged = new TreeSet<>();

    private CriteriaSql() {}

    static CriteriaSql of(Criteria criteria) {
        CriteriaSql sql = new CriteriaSql();
        for (Criteria.Criterion criterion : criteria.any()) {
            sql.add(criterion);
        }
        return sql;
    }

    private void add(Criteria.Criterion criterion) {
        String[] tags = criterion.tags();
        if (tags.length == 0) {
            untagged.addAll(criterion.types());
            return;
        }
        String all = joined(tags);
        if (criterion.types().isEmpty()) {
            untyped.add(new String[] {tags[0], all});
        }
        for (String type : criterion.types()) {
            typed.add(new String[] {tags[0], all, type});
        }
    }

    /** @return the tags as one parameter */
    static String joined(String[] tags) {
        return String.join(String.valueOf(Tags.SEPARATOR), tags);
    }

    String sql() {
        List<String> parts = new ArrayList<>();
        if (!typed.isEmpty()) {
            parts.add(TYPED);
            parts.add(TYPED_UNINDEXED);
        }
        if (!untyped.isEmpty()) {
            parts.add(UNTYPED);
            parts.add(UNTYPED_UNINDEXED);
        }
        if (!untagged.isEmpty()) {
            parts.add(UNTAGGED);
        }
        return "SELECT DISTINCT position FROM (" + String.join("\nUNION ALL\n", parts)
                + ") m ORDER BY position LIMIT ?";
    }

    void bind(PreparedStatement select, Connection connection, long after, long upTo, int limit) throws SQLException {
        Parameters parameters = new Parameters(select, connection);
        if (!typed.isEmpty()) {
            parameters.texts(typed, 0, 1, 2).range(after, upTo).integer(limit);
            parameters.range(after, upTo).texts(typed, 1, 2).integer(limit);
        }
        if (!untyped.isEmpty()) {
            parameters.texts(untyped, 0, 1).range(after, upTo).integer(limit);
            parameters.range(after, upTo).texts(untyped, 1).integer(limit);
        }
        if (!untagged.isEmpty()) {
            parameters.texts(untagged.toArray()).range(after, upTo).integer(limit);
        }
        parameters.integer(limit);
    }

    /** Sets one parameter after the other. */
    private static final class Parameters {

        private final PreparedStatement select;
        private final Connection connection;
        private int next = 1;

        Parameters(PreparedStatement select, Connection connection) {
            this.select = select;
            this.connection = connection;
        }

        Parameters texts(List<String[]> rows, int... columns) throws SQLException {
            for (int column : columns) {
                texts(rows.stream().map(row -> row[column]).toArray());
            }
            return this;
        }

        Parameters texts(Object[] texts) throws SQLException {
            select.setArray(next++, connection.createArrayOf("text", texts));
            return this;
        }

        Parameters range(long after, long upTo) throws SQLException {
            select.setLong(next++, after);
            select.setLong(next++, upTo);
            return this;
        }

        Parameters integer(int value) throws SQLException {
            select.setInt(next++, value);
            return this;
        }
    }
}
