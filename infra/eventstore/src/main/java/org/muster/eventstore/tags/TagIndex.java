package org.muster.eventstore.tags;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.eventstore.log.HeadSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes the tags of events behind the writer: in larger portions and in the order of the index it is less work than in each
 * commit, and the writer's session, of which there is only one, does not do it.
 *
 * <p>Nothing relies on it: whoever reads by tag looks through the events that are not indexed yet ({@link CriteriaSql}), in the
 * same snapshot. That takes the longer the more they are, so the writer is slowed down when it runs too far ahead, but never
 * stopped. Any process may index; PostgreSQL lets one at a time.
 */
public final class TagIndex implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(TagIndex.class);

    /** A portion takes some 50 ms; smaller ones have less of an order to gain from. */
    private static final int PORTION_EVENTS = 4_096;

    /** A portion is waited for this long before what is there is indexed. */
    private static final long PAUSE_MILLIS = 100;

    /** While another process indexes. */
    private static final long OTHERS_MILLIS = 5;

    /** Looking through so many takes a reader some milliseconds. */
    private static final int BEHIND_EVENTS_MAX = 4 * PORTION_EVENTS;

    /** What a writer who is further ahead than that waits for each event: more than indexing it takes. */
    private static final long SLOW_NANOS_PER_EVENT = 25_000;

    private static final long SLOW_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);

    private final DataSource dataSource;
    private final HeadSignal signal;
    private volatile long position;
    private long writtenUpTo;
    private boolean stopping;
    private boolean told;

    public TagIndex(DataSource dataSource, HeadSignal signal) {
        this.dataSource = dataSource;
        this.signal = signal;
        this.writtenUpTo = signal.head();
    }

    /** @return the tags of every event up to here are indexed; there may be more, indexed by another process */
    public long position() {
        return position;
    }

    /** Slows the writer down, which calls this before each batch, when it is too far ahead. */
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
            told = false;
        } catch (SQLException | RuntimeException e) {
            if (!told) {
                log.warn("Tags are not indexed for now, so readers look through the newest events: {}", e.getMessage());
                told = true;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private long indexUpTo(long head) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement index = connection.prepareStatement("SELECT eventstore.index_tags(?, ?)")) {
            index.setLong(1, head);
            index.setLong(2, PORTION_EVENTS);
            try (ResultSet row = index.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
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
