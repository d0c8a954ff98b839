package org.muster.commandside.audit.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.commandside.intake.RefusalSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The refused commands, in {@code audit.refusal}. They are written behind the commands, some at a time: no caller waits for it, and
 * a flood of refusals costs few commits. Whatever does not fit is counted, and told.
 */
public final class RefusalLog implements RefusalSink, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

    private static final int WAITING_MAX = 10_000;
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIDY_INTERVAL = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final BlockingQueue<Refusal> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final Duration keptFor;
    private final Counter dropped;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("refusal-log").unstarted(this::run);
    private Instant tidied = Instant.MIN;

    private RefusalLog(DataSource database, Duration keptFor, MeterRegistry meters) {
        this.batches = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(database);
        this.keptFor = keptFor;
        this.dropped = Counter.builder("muster.audit.refusals.dropped")
                .description("Refusals that were not logged, because too many came or PostgreSQL was away")
                .register(meters);
    }

    /** Begins to write. Never fails because PostgreSQL is unavailable. */
    static RefusalLog begin(DataSource database, Duration keptFor, MeterRegistry meters) {
        RefusalLog refusals = new RefusalLog(database, keptFor, meters);
        refusals.thread.start();
        return refusals;
    }

    @Override
    public void refused(Refusal refusal) {
        if (!waiting.offer(refusal)) {
            dropped.increment();
        }
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                last = closing.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
                write();
                tidy();
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted", e);
        }
    }

    private void write() {
        List<Refusal> batch = new ArrayList<>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                batches.batchUpdate("""
                        INSERT INTO audit.refusal
                            (refused_at, command_id, command, actor, code, details, payload, after_position, up_to_position)
                        VALUES (?, ?::uuid, ?, ?, ?, ?::json, ?::json, ?, ?)""", batch.stream().map(RefusalLog::row).toList());
            } catch (DataAccessException e) {
                dropped.increment(batch.size());
                log.debug("{} refusals were not logged", batch.size(), e);
            }
            batch.clear();
        }
    }

    private static Object[] row(Refusal refusal) {
        return new Object[] {
            Timestamp.from(refusal.at()),
            refusal.commandId(),
            refusal.command(),
            refusal.actor(),
            refusal.code(),
            JSON.writeValueAsString(refusal.details()),
            refusal.payload().orElse(null),
            refusal.after(),
            refusal.upTo()
        };
    }

    private void tidy() {
        Instant now = Instant.now();
        if (now.isBefore(tidied.plus(TIDY_INTERVAL))) {
            return;
        }
        try {
            jdbc.sql("DELETE FROM audit.refusal WHERE refused_at < ?")
                    .param(Timestamp.from(now.minus(keptFor)))
                    .update();
            tidied = now;
        } catch (DataAccessException e) {
            log.debug("Refusals are tidied later", e);
        }
    }

    /**
     * A refusal that was logged.
     *
     * @param number its place in the log
     */
    record Logged(long number, Refusal refusal) {}

    /** Refusals after one, in the order in which they were logged. */
    List<Logged> after(long number, Optional<String> code, Optional<String> actor, int limit) {
        return jdbc.sql("""
                        SELECT * FROM audit.refusal
                        WHERE number > :after AND (:code::text IS NULL OR code = :code) AND (:actor::text IS NULL OR actor = :actor)
                        ORDER BY number LIMIT :limit""")
                .param("after", number)
                .param("code", code.orElse(null), java.sql.Types.VARCHAR)
                .param("actor", actor.orElse(null), java.sql.Types.VARCHAR)
                .param("limit", limit)
                .query(RefusalLog::logged)
                .list();
    }

    /** The refusals of a command id, in order: a refused command may have been sent again. */
    List<Logged> of(UUID commandId) {
        return jdbc.sql("SELECT * FROM audit.refusal WHERE command_id = ? ORDER BY number LIMIT 100")
                .param(commandId)
                .query(RefusalLog::logged)
                .list();
    }

    private static Logged logged(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Logged(
                row.getLong("number"),
                new Refusal(
                        row.getString("command_id"),
                        row.getString("command"),
                        row.getString("actor"),
                        row.getString("code"),
                        JSON.readValue(row.getString("details"), DETAILS),
                        Optional.ofNullable(row.getString("payload")),
                        row.getLong("after_position"),
                        row.getLong("up_to_position"),
                        row.getTimestamp("refused_at").toInstant()));
    }

    /** Writes what waits. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
