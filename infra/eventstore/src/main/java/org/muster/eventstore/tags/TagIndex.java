package org.muster.eventstore.tags;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.postgres.HeldConnection;
import org.muster.eventstore.postgres.Outage;

/**
 * Indexes the tags of events behind the writer. In larger portions and in the order of the index this is less work
 * than in every commit, and the one session of the writer does not do it.
 *
 * <p>Correctness does not depend on it: a reader by tag scans the events that are not indexed yet, in the same
 * snapshot. That takes longer the more they are, so a writer that runs too far ahead is slowed down, but never
 * stopped. Any process may index; PostgreSQL lets one do it at a time.
 */
public final class TagIndex implements Runnable {

    /** A portion takes about 50 ms; a smaller one gains less from its order. */
    private static final int PORTION_EVENTS = 4_096;

    /** The time after which a smaller portion is indexed, too. */
    private static final long PAUSE_MILLIS = 100;

    /** The pause while another process indexes. */
    private static final long OTHERS_MILLIS = 5;

    /** Scanning this many events takes a reader a few milliseconds. */
    private static final int BEHIND_EVENTS_MAX = 4 * PORTION_EVENTS;

    /** The wait of a writer that is further ahead, for each event: more than indexing one takes. */
    private static final long SLOW_NANOS_PER_EVENT = 25_000;

    private static final long SLOW_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    private final HeldConnection held;
    private final HeadSignal signal;
    private volatile long position;
    private long writtenUpTo;
    private boolean stopping;
    private final Outage outage = new Outage("The tag index");

    /** @param timeout how long PostgreSQL may take over one portion before its connection counts as lost */
    public TagIndex(DataSource dataSource, HeadSignal signal, Duration timeout) {
        this.held = new HeldConnection(dataSource, timeout);
        this.signal = signal;
        this.writtenUpTo = signal.head();
    }

    /** @return the tags of every event up to here are indexed; there may be more, indexed by another process */
    public long position() {
        return position;
    }

    /** Slows down a writer that is too far ahead. The writer calls this before each batch. */
    public synchronized void awaitRoom(long durable) throws InterruptedException {
        long left = Math.min((durable - writtenUpTo) * SLOW_NANOS_PER_EVENT, SLOW_NANOS_MAX);
        writtenUpTo = durable;
        long deadline = System.nanoTime() + left;
        while (durable - position > BEHIND_EVENTS_MAX && left > 0 && !stopping) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
    }

    public synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            while (pause()) {
                index();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false when it is over */
    private synchronized boolean pause() throws InterruptedException {
        long left = PAUSE_MILLIS;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        while (!stopping && left > 0 && signal.head() - position < PORTION_EVENTS) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        return !stopping;
    }

    private void index() throws InterruptedException {
        long head = signal.head();
        if (head <= position) {
            return;
        }
        try {
            advance(indexUpTo(head));
            outage.over();
        } catch (SQLException | RuntimeException e) {
            // Until it works again readers look through the newest events: slower, and right.
            if (!isStopping()) {
                outage.failed(e);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private long indexUpTo(long head) throws SQLException {
        try (held;
                PreparedStatement index = held.open().prepareStatement("SELECT eventstore.index_tags(?, ?)")) {
            index.setLong(1, head);
            index.setLong(2, PORTION_EVENTS);
            try (ResultSet row = index.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Ends what runs on its connection. Called by any thread. */
    public void cut() {
        held.cut();
    }

    private synchronized void advance(long upTo) throws InterruptedException {
        if (upTo > position) {
            position = upTo;
            notifyAll();
        } else {
            wait(OTHERS_MILLIS);
        }
    }
}
