package org.muster.eventstore.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.Criteria;

/** The SQL that answers many questions about short histories at once: a few index probes for each, in one round trip. */
public final class ShortHistories {

    /** A history with more events than this of one tag and type is not short. */
    private static final int SHORT = 64;

    private static final String RANGE = """

                  AND t.position > q.after AND t.position <= q.up_to
                ORDER BY t.position LIMIT %d) t""".formatted(SHORT + 1);

    /** Only positions: the answer is mostly "none", and a plan without the events' columns starts in half the time. */
    private static final String TYPED = """
            SELECT q.question, t.position
            FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                 q(question, tag, type, tags, after, up_to)
            CROSS JOIN LATERAL (
                SELECT t.position FROM eventstore.event_tag t
                WHERE\s""" + CriteriaSql.TYPED_MATCH + RANGE;

    private static final String UNTYPED = """
            SELECT q.question, t.position
            FROM unnest(?::int[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                 q(question, tag, tags, after, up_to)
            CROSS JOIN LATERAL (
                SELECT t.position FROM eventstore.event_tag t
                WHERE\s""" + CriteriaSql.UNTYPED_MATCH + RANGE;

    /** A question: the events in {@code (after, upTo]} that match. Each criterion must name a tag. */
    public interface Question {

        Criteria criteria();

        long after();

        long upTo();
    }

    /** One range of the index, for one question. */
    private record Probe(int question, String tag, String type, String tags) {}

    private ShortHistories() {}

    /** @return whether such criteria can be asked here: each names a tag */
    public static boolean answers(Criteria criteria) {
        if (criteria.all()) {
            return false;
        }
        for (Criteria.Criterion criterion : criteria.any()) {
            if (criterion.tags().length == 0) {
                return false;
            }
        }
        return true;
    }

    /** Sets a session up to be asked. */
    public static void prepare(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET application_name = 'eventstore history'");
            // Each question is a few index probes, whatever the planner believes while the tables are small; and
            // planning
            // would cost more than they do.
            set.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
                    + "SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off");
        }
    }

    /** @return for each question its events in order, or null when its history is not short */
    public static List<List<StoredEvent>> read(Connection connection, List<? extends Question> questions)
            throws SQLException {
        List<Probe> typed = new ArrayList<>();
        List<Probe> untyped = new ArrayList<>();
        List<Set<Long>> positions = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            positions.add(new TreeSet<>());
            for (Criteria.Criterion criterion : questions.get(i).criteria().any()) {
                String tags = CriteriaSql.joined(criterion.tags());
                if (criterion.types().isEmpty()) {
                    untyped.add(new Probe(i, criterion.tags()[0], null, tags));
                }
                for (String type : criterion.types()) {
                    typed.add(new Probe(i, criterion.tags()[0], type, tags));
                }
            }
        }
        probe(connection, TYPED, typed, questions, positions);
        probe(connection, UNTYPED, untyped, questions, positions);
        Map<Long, StoredEvent> events = events(connection, positions);
        List<List<StoredEvent>> answers = new ArrayList<>();
        for (Set<Long> some : positions) {
            answers.add(many(some) ? null : some.stream().map(events::get).toList());
        }
        return answers;
    }

    /** A range that was cut off has at least this many. */
    private static boolean many(Set<Long> positions) {
        return positions.size() > SHORT;
    }

    private static void probe(
            Connection connection,
            String sql,
            List<Probe> probes,
            List<? extends Question> questions,
            List<Set<Long>> positions)
            throws SQLException {
        if (probes.isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = 1;
            select.setArray(next++, array(connection, "int", probes, Probe::question));
            select.setArray(next++, array(connection, "text", probes, Probe::tag));
            if (sql.equals(TYPED)) {
                select.setArray(next++, array(connection, "text", probes, Probe::type));
            }
            select.setArray(next++, array(connection, "text", probes, Probe::tags));
            select.setArray(
                    next++,
                    array(
                            connection,
                            "bigint",
                            probes,
                            probe -> questions.get(probe.question()).after()));
            select.setArray(
                    next,
                    array(
                            connection,
                            "bigint",
                            probes,
                            probe -> questions.get(probe.question()).upTo()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.get(row.getInt(1)).add(row.getLong(2));
                }
            }
        }
    }

    private static Map<Long, StoredEvent> events(Connection connection, List<Set<Long>> positions) throws SQLException {
        Set<Long> wanted = new TreeSet<>();
        for (Set<Long> some : positions) {
            if (!many(some)) {
                wanted.addAll(some);
            }
        }
        Map<Long, StoredEvent> events = new HashMap<>();
        for (StoredEvent event : EventRows.at(connection, wanted)) {
            events.put(event.position(), event);
        }
        return events;
    }

    private static Array array(Connection connection, String type, List<Probe> probes, Function<Probe, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, probes.stream().map(column).toArray());
    }
}
