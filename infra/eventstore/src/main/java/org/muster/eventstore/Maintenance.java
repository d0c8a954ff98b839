package org.muster.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.HeldConnection;
import org.muster.eventstore.postgres.Outage;
import org.muster.eventstore.state.Snapshots;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagFilter;
import org.postgresql.PGStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the work that nobody waits for: makes partitions ahead of the head, stores {@link Snapshots}, and keeps the
 * {@link SeenTagsFilter} up to date with the store. It reads the stored filters at the start, then the tags of the
 * events since, and stores the filters now and then, so that the next start has little to read.
 */
final class Maintenance implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Maintenance.class);

    private static final int PAGE = 5_000;

    /** A start reads at most about this many events; storing costs about 60 bytes of filters for each event. */
    private static final int STORE_EVERY_EVENTS = 1 << 17;

    /** Reading this few events is faster than storing filters. */
    private static final int CLOSE_EVENTS_MIN = 2_000;

    private static final long LOOK_MILLIS = 500;

    private final HeldConnection held;
    private final Outage outage = new Outage("The maintenance");
    private final TentativeLog tentativeLog;
    private final SeenTagsFilter seen;
    private final Snapshots snapshots;
    private boolean stopping;

    /** Whether this look has asked PostgreSQL for anything. */
    private boolean asked;

    private long partitionsHoldUntil;
    private boolean restored;
    private int storedLength;
    private long storedUpTo;

    Maintenance(
            DataSource dataSource,
            Duration timeout,
            TentativeLog tentativeLog,
            SeenTagsFilter seen,
            Snapshots snapshots) {
        this.held = new HeldConnection(dataSource, timeout);
        this.tentativeLog = tentativeLog;
        this.seen = seen;
        this.snapshots = snapshots;
    }

    /** Ends what runs on its connection. Called by any thread. */
    void cut() {
        held.cut();
    }

    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    private synchronized boolean pause() throws InterruptedException {
        if (!stopping) {
            wait(LOOK_MILLIS);
        }
        return !stopping;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    @Override
    public void run() {
        try {
            do {
                look();
            } while (pause());
            if (seen.upTo() - storedUpTo > CLOSE_EVENTS_MIN) {
                store();
            }
            storeSnapshots();
        } catch (SQLException e) {
            log.debug("Tag filters and snapshots are not stored; the next start reads more events", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        asked = false;
        try {
            if (tentativeLog.durable() >= partitionsHoldUntil) {
                makePartitions();
            }
            if (!restored && tentativeLog.durable() > 0) {
                restore();
            }
            if (seen.upTo() < tentativeLog.durable()) {
                follow();
            }
            if (seen.upTo() - storedUpTo >= STORE_EVERY_EVENTS) {
                store();
            }
            storeSnapshots();
            if (asked) {
                outage.over();
            }
        } catch (SQLException e) {
            // Until it works again PostgreSQL is asked about every tag, and the writer makes partitions: slower, and
            // right.
            if (!isStopping()) {
                outage.failed(e);
            }
        } catch (RuntimeException e) {
            log.error("Partitions and tag filters do not follow the store", e);
        }
    }

    private Connection open() throws SQLException {
        asked = true;
        return held.open();
    }

    private void storeSnapshots() throws SQLException {
        if (snapshots.noneWait()) {
            return;
        }
        try (held) {
            snapshots.store(open());
        }
    }

    /** The next partition is made when the last is half full. */
    private void makePartitions() throws SQLException {
        try (held;
                PreparedStatement reach = open().prepareStatement(
                                "SELECT eventstore.reach(? + positions / 2) - positions / 2 FROM eventstore.partitioning")) {
            reach.setLong(1, tentativeLog.durable());
            try (ResultSet row = reach.executeQuery()) {
                row.next();
                partitionsHoldUntil = row.getLong(1);
            }
        }
    }

    private void restore() throws SQLException {
        long durable = tentativeLog.durable();
        List<SeenTagsFilter.Stored> chain = new ArrayList<>();
        try (held;
                PreparedStatement select = open().prepareStatement("""
                        SELECT ordinal, after, up_to, tags, bits FROM eventstore.tag_filter
                        WHERE format = ? ORDER BY ordinal""")) {
            // As bytes from the first time on, not as hexadecimal text.
            select.unwrap(PGStatement.class).setPrepareThreshold(-1);
            select.setInt(1, TagFilter.FORMAT);
            try (ResultSet row = select.executeQuery()) {
                // Filters beyond the head belong to a future that a restored backup does not have.
                while (row.next() && row.getInt(1) == chain.size() && row.getLong(3) <= durable) {
                    chain.add(new SeenTagsFilter.Stored(
                            row.getInt(1), row.getLong(2), row.getLong(3), row.getInt(4), row.getBytes(5)));
                }
            }
        }
        storedLength = seen.restore(chain);
        storedUpTo = storedLength == 0 ? 0 : chain.get(storedLength - 1).upTo();
        restored = true;
    }

    /** Reads the tags of the events that the filter lacks, until the writer can add the next ones itself. */
    private void follow() throws SQLException {
        try (held;
                PreparedStatement select = open().prepareStatement(
                                "SELECT position, tags FROM eventstore.event WHERE position > ? ORDER BY position LIMIT ?")) {
            while (!isStopping() && seen.upTo() < tentativeLog.durable()) {
                select.setLong(1, seen.upTo());
                select.setInt(2, PAGE);
                int rows = 0;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        rows++;
                        seen.addStored(
                                row.getLong(1), (String[]) row.getArray(2).getArray());
                    }
                }
                if (rows == 0) {
                    return;
                }
            }
        }
    }

    private void store() throws SQLException {
        if (seen.isTooLarge()) {
            return;
        }
        List<SeenTagsFilter.Stored> chain = seen.storedFrom(Math.max(0, storedLength - 1));
        try (held;
                PreparedStatement insert = open().prepareStatement("""
                        INSERT INTO eventstore.tag_filter AS f (format, ordinal, after, up_to, tags, bits)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (format, ordinal) DO UPDATE
                        SET after = excluded.after, up_to = excluded.up_to, tags = excluded.tags, bits = excluded.bits
                        WHERE f.up_to < excluded.up_to OR f.up_to > ?""")) {
            for (SeenTagsFilter.Stored filter : chain) {
                insert.setInt(1, TagFilter.FORMAT);
                insert.setInt(2, filter.ordinal());
                insert.setLong(3, filter.after());
                insert.setLong(4, filter.upTo());
                insert.setInt(5, filter.tags());
                insert.setBytes(6, filter.bits());
                insert.setLong(7, tentativeLog.durable());
                insert.executeUpdate();
            }
        }
        storedLength = chain.getLast().ordinal() + 1;
        storedUpTo = chain.getLast().upTo();
    }
}
