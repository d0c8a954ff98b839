package org.muster.eventstore.writer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.postgres.EventRows;

/**
 * Reads the events of other processes on the listener's thread while the writer waits for its {@link WriterLease}.
 * Left to the writer, reading one or two thousand events would take a third of each lease. Nothing is read while this
 * process writes: the events would be its own.
 *
 * <p>The writer never waits for the listener. When it gets the lease it reads the missing events itself.
 */
public final class ReadAhead {

    private final int eventsMax;
    private final EventStoreMetrics metrics;

    /** Null while the writer does not wait. */
    private volatile Waiting waiting;

    /** One wait of the writer: the first of the events after a position, in order and without gap. Guarded by itself. */
    private static final class Waiting {
        private final List<AppendedEvent> events = new ArrayList<>();
        private long upTo;

        private Waiting(long position) {
            this.upTo = position;
        }
    }

    /** @param eventsMax the most that are read; more are not followed one by one ({@link Follower}) */
    public ReadAhead(int eventsMax, EventStoreMetrics metrics) {
        this.eventsMax = eventsMax;
        this.metrics = metrics;
    }

    /** The writer begins to wait, and knows all events up to the position. */
    void begin(long position) {
        waiting = new Waiting(position);
    }

    /**
     * Reads up to the head if the writer waits. Called by one thread, which heard of the head.
     *
     * @param head is committed, and everything before it
     */
    public void read(Connection connection, long head) throws SQLException {
        Waiting reading = waiting;
        if (reading == null) {
            return;
        }
        long after = reading.upTo; // only this thread moves it
        if (head <= after || reading.events.size() + head - after > eventsMax) {
            return;
        }
        List<AppendedEvent> read = EventRows.appended(connection, after, head);
        synchronized (reading) {
            if (waiting != reading) {
                return;
            }
            reading.events.addAll(read);
            reading.upTo = head;
        }
        metrics.readAhead(read.size());
    }

    /** @return the first of the events after the position that the writer began with, in order: as many as were read */
    List<AppendedEvent> end() {
        Waiting ended = waiting;
        synchronized (ended) {
            waiting = null;
        }
        return ended.events;
    }
}
