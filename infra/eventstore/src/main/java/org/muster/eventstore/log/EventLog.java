package org.muster.eventstore.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.postgres.EventRows;

/**
 * All events in their one order, for readers that follow it: publisher, audit.
 *
 * <p>A reader at position p sees exactly 1 to p. Positions have no gap and become visible in order, whatever number
 * of processes append and whenever one of them is killed, since each append holds the head row from before its first
 * insert until its commit.
 *
 * <p>All methods block, and throw {@link StoreUnavailableException} when PostgreSQL cannot be read.
 */
public final class EventLog implements AutoCloseable {

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final HeadSignal signal;
    private final Runnable closing;

    private EventLog(DataSource dataSource, HeadSignal signal, Runnable closing) {
        this.dataSource = dataSource;
        this.signal = signal;
        this.closing = closing;
    }

    /** A log in the engine's process, whose readers are woken by the engine's signal. */
    public static EventLog of(DataSource dataSource, HeadSignal signal) {
        return new EventLog(dataSource, signal, () -> {});
    }

    /**
     * A log for a process that only reads. It holds one connection to learn of commits.
     *
     * @param dataSource a pool of at least two connections
     */
    public static EventLog open(DataSource dataSource) {
        HeadSignal signal = new HeadSignal(0);
        HeadListener listener = new HeadListener(dataSource, (head, connection) -> signal.advance(head));
        BackgroundThreads threads = new BackgroundThreads();
        threads.add("listener", listener, listener::stop, listener::cut);
        threads.start();
        return new EventLog(dataSource, signal, () -> {
            signal.close();
            threads.stop(CLOSE_PATIENCE);
        });
    }

    /** @return the events after the position, in order and without gap, at most {@code limit} */
    public List<StoredEvent> readAfter(long position, int limit) {
        return read(connection -> EventRows.read(connection, position, Long.MAX_VALUE, limit));
    }

    /**
     * @return the events after the position that match, in order, at most {@code limit}. One page costs what it returns when
     *     each criterion names tags and types; without types it costs the tag's events, without tags all events
     */
    public List<StoredEvent> readAfter(EventCriteria criteria, long position, int limit) {
        return readUpTo(criteria, position, Long.MAX_VALUE, limit);
    }

    /** As {@link #readAfter(EventCriteria, long, int)}, of the events in {@code (position, upTo]}. */
    public List<StoredEvent> readUpTo(EventCriteria criteria, long position, long upTo, int limit) {
        Criteria asked = Criteria.of(criteria);
        return read(connection -> EventRows.read(connection, asked, position, upTo, limit));
    }

    /** @return the position of the last event; 0 when there is none */
    public long head() {
        return read(EventRows::head);
    }

    /** @return a position up to which everything is durable, as this process has heard; costs nothing, may be behind the head */
    public long knownHead() {
        return signal.head();
    }

    /** @return the last position before the first event that was recorded at or after the instant; the head if none was */
    public long positionBefore(Instant instant) {
        return read(connection -> EventRows.positionBefore(connection, instant));
    }

    /**
     * Waits for events. Woken by the commit itself, in this process or by PostgreSQL's notification from another.
     *
     * @return true as soon as there is an event after the position, false when there is none within the time or the log is
     *     closed
     */
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        return signal.awaitAfter(position, timeout.toNanos());
    }

    /** Stops listening for commits. The log of an engine is closed with the engine. */
    @Override
    public void close() {
        closing.run();
    }

    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T read(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("The event store cannot be read: " + e.getMessage(), false, e);
        }
    }
}
