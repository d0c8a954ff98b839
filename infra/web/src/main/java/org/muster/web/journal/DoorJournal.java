package org.muster.web.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The entries of a door, in a table of its side. Reads are on disk before anything is shown. Sign-ins and refusals are written behind
 * the answers, some at a time, so that a flood of strangers costs few commits; whatever does not fit is counted, and told.
 */
public final class DoorJournal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DoorJournal.class);

    private static final int WAITING_MAX = 10_000;
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration TIDY_INTERVAL = Duration.ofHours(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final BlockingQueue<DoorEntry> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicLong dropped = new AtomicLong();
    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final String table;
    private final Duration keptFor;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("door-journal").unstarted(this::run);
    private Instant tidied = Instant.MIN;

    private DoorJournal(DataSource database, String table, Duration keptFor) {
        this.batches = new JdbcTemplate(database);
        this.jdbc = JdbcClient.create(database);
        this.table = table;
        this.keptFor = keptFor;
    }

    /**
     * Begins to write. Never fails because PostgreSQL is unavailable.
     *
     * @param table with its schema; see {@code door.sql} of the side
     * @param keptFor entries are deleted after this
     */
    public static DoorJournal begin(DataSource database, String table, Duration keptFor) {
        DoorJournal journal = new DoorJournal(database, table, keptFor);
        journal.thread.start();
        return journal;
    }

    /**
     * Records before anything is shown.
     *
     * @throws DataAccessException if it cannot: then nothing must be shown
     */
    void now(DoorEntry entry) {
        write(List.of(entry));
    }

    /** Records a moment later. */
    void later(DoorEntry entry) {
        if (!waiting.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    /** How many entries were lost since the start, because too many came or PostgreSQL was away. */
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                last = closing.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
                writeWaiting();
                tidy();
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted", e);
        }
    }

    private void writeWaiting() {
        List<DoorEntry> batch = new ArrayList<>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0) {
            try {
                write(batch);
            } catch (DataAccessException e) {
                dropped.addAndGet(batch.size());
                log.debug("{} entries of the door were not recorded", batch.size(), e);
            }
            batch.clear();
        }
    }

    private void write(List<DoorEntry> entries) {
        batches.batchUpdate(
                "INSERT INTO " + table + " (at, kind, caller, client, address, method, target, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                entries,
                entries.size(),
                DoorJournal::bind);
    }

    private static void bind(PreparedStatement row, DoorEntry entry) throws SQLException {
        row.setTimestamp(1, Timestamp.from(entry.at()));
        row.setString(2, entry.kind().name());
        row.setString(3, entry.caller().orElse(null));
        row.setString(4, entry.client().orElse(null));
        row.setString(5, entry.address());
        row.setString(6, entry.method());
        row.setString(7, entry.target());
        row.setInt(8, entry.status());
    }

    private void tidy() {
        Instant now = Instant.now();
        if (now.isBefore(tidied.plus(TIDY_INTERVAL))) {
            return;
        }
        try {
            jdbc.sql("DELETE FROM " + table + " WHERE at < ?")
                    .param(Timestamp.from(now.minus(keptFor)))
                    .update();
            tidied = now;
        } catch (DataAccessException e) {
            log.debug("The journal of the door is tidied later", e);
        }
    }

    /** Entries after one, in the order in which they were recorded. */
    List<DoorEntry.Numbered> after(long number, Optional<String> caller, int limit) {
        return jdbc.sql("SELECT number, at, kind, caller, client, address, method, target, status FROM " + table
                        + " WHERE number > :after AND (:caller::text IS NULL OR caller = :caller)"
                        + " ORDER BY number LIMIT :limit")
                .param("after", number)
                .param("caller", caller.orElse(null), Types.VARCHAR)
                .param("limit", limit)
                .query(DoorJournal::numbered)
                .list();
    }

    private static DoorEntry.Numbered numbered(ResultSet row, int n) throws SQLException {
        return new DoorEntry.Numbered(
                row.getLong(1),
                new DoorEntry(
                        row.getTimestamp(2).toInstant(),
                        DoorEntry.Kind.valueOf(row.getString(3)),
                        Optional.ofNullable(row.getString(4)),
                        Optional.ofNullable(row.getString(5)),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getInt(9)));
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
