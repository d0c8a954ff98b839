package org.muster.eventstore.state;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.postgres.CriteriaSql;
import org.muster.eventstore.postgres.EventRows;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.postgres.WriterConnection;
import org.muster.eventstore.tags.TagIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads short histories, many in one statement: most commands ask after something never seen before (a new volunteer, a new
 * command id), and the answer "nothing" costs an index probe, if only the round trip is shared.
 *
 * <p>One thread with a connection of its own takes all that is asked by then. A longer history is not read here, nor one whose end
 * is not indexed yet: its asker is told so and reads it by page.
 */
public final class HistoryReader implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HistoryReader.class);

    private static final long BACKOFF_NANOS = 50_000_000;

    /** More events than this of one tag and type are not short. */
    private static final int SHORT = 64;

    private static final int TOGETHER_MAX = 256;

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

    /** An answer: the events, or null when they are too many for this way. */
    private record Question(Criteria criteria, long after, long upTo, CompletableFuture<List<StoredEvent>> answer) {}

    /** One range of the index, for one question. */
    private record Probe(int question, String tag, String type, String tags) {}

    private final DataSource dataSource;
    private final Executor completions;
    private final EventStoreSettings settings;
    private final TagIndex index;
    private final BlockingQueue<Question> questions;
    private volatile boolean stopping;

    public HistoryReader(DataSource dataSource, EventStoreSettings settings, TagIndex index, Executor completions) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.index = index;
        this.questions = new LinkedBlockingQueue<>(settings.pendingEventsMax());
        this.completions = completions;
    }

    /** @return whether such criteria can be asked here: each names a tag */
    static boolean answers(Criteria criteria) {
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

    /** @return the events in {@code (after, upTo]} that match, in order; null when they can not be read here. Never blocks. */
    CompletableFuture<List<StoredEvent>> read(Criteria criteria, long after, long upTo) {
        if (after >= upTo) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (upTo > index.position()) {
            return CompletableFuture.completedFuture(null);
        }
        Question question = new Question(criteria, after, upTo, new CompletableFuture<>());
        if (!questions.offer(question)) {
            return CompletableFuture.failedFuture(new OverloadedException("questions about history", questions.size()));
        }
        if (stopping) {
            refuseAll(new SQLException("the event store is closed"));
        }
        return question.answer();
    }

    public void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        List<Question> together = new ArrayList<>();
        long failingSinceNanos = 0;
        while (!stopping) {
            try {
                // Connect only for a question: as long as nobody asks, a PostgreSQL that is away is no matter.
                if (!together.isEmpty() || take(together)) {
                    answerAll(together);
                }
                failingSinceNanos = 0;
            } catch (SQLException e) {
                // Reading again is harmless, so a connection that was cut is nobody's business but ours.
                long now = System.nanoTime();
                failingSinceNanos = failingSinceNanos == 0 ? now : failingSinceNanos;
                if (SqlFailure.of(e) != SqlFailure.LOST
                        || now - failingSinceNanos
                                > settings.unavailableTimeout().toNanos()) {
                    refuse(together, e);
                    refuseAll(e);
                } else {
                    LockSupport.parkNanos(BACKOFF_NANOS);
                }
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException | Error e) {
                log.error("A history could not be read", e);
                refuse(together, e);
            }
        }
        SQLException closed = new SQLException("the event store is closed");
        refuse(together, closed);
        refuseAll(closed);
    }

    private void answerAll(List<Question> together) throws SQLException, InterruptedException {
        Connection connection = open();
        try {
            do {
                answer(connection, together);
                together.clear();
            } while (take(together));
        } finally {
            WriterConnection.release(connection);
        }
    }

    /** @return false when nothing is asked any more */
    private boolean take(List<Question> together) throws InterruptedException {
        while (!stopping) {
            Question first = questions.poll(250, TimeUnit.MILLISECONDS);
            if (first != null) {
                together.add(first);
                questions.drainTo(together, TOGETHER_MAX - 1);
                return true;
            }
        }
        return false;
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement set = connection.createStatement()) {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, 60_000);
            set.execute("SET application_name = 'eventstore history'");
            // Each question is a few index probes, whatever the planner believes when the tables are still small; and
            // planning would cost more than they do.
            set.execute("SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
                    + "SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void answer(Connection connection, List<Question> together) throws SQLException {
        List<Probe> typed = new ArrayList<>();
        List<Probe> untyped = new ArrayList<>();
        List<Set<Long>> positions = new ArrayList<>();
        for (int i = 0; i < together.size(); i++) {
            positions.add(new TreeSet<>());
            for (Criteria.Criterion criterion : together.get(i).criteria().any()) {
                String tags = CriteriaSql.joined(criterion.tags());
                if (criterion.types().isEmpty()) {
                    untyped.add(new Probe(i, criterion.tags()[0], null, tags));
                }
                for (String type : criterion.types()) {
                    typed.add(new Probe(i, criterion.tags()[0], type, tags));
                }
            }
        }
        probe(connection, TYPED, typed, together, positions);
        probe(connection, UNTYPED, untyped, together, positions);
        Map<Long, StoredEvent> events = events(connection, positions);
        for (int i = 0; i < together.size(); i++) {
            Question question = together.get(i);
            List<StoredEvent> found = many(positions.get(i))
                    ? null
                    : positions.get(i).stream().map(events::get).toList();
            completions.execute(() -> question.answer().complete(found));
        }
    }

    /** Any range that was cut off makes at least this many. */
    private static boolean many(Set<Long> positions) {
        return positions.size() > SHORT;
    }

    private static void probe(
            Connection connection, String sql, List<Probe> probes, List<Question> together, List<Set<Long>> positions)
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
                            probe -> together.get(probe.question()).after()));
            select.setArray(
                    next,
                    array(
                            connection,
                            "bigint",
                            probes,
                            probe -> together.get(probe.question()).upTo()));
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

    private void refuseAll(Throwable because) {
        List<Question> waiting = new ArrayList<>();
        questions.drainTo(waiting);
        refuse(waiting, because);
    }

    private void refuse(List<Question> unanswered, Throwable because) {
        for (Question question : unanswered) {
            StoreUnavailableException failure = new StoreUnavailableException(
                    "The history of a state can not be read: " + because.getMessage(), false, because);
            completions.execute(() -> question.answer().completeExceptionally(failure));
        }
        unanswered.clear();
    }
}
