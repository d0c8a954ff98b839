package org.muster.eventstore.writer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.log.NotifyThrottle;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Batch;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.WriterConnection;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: it takes everything pending, in its order, into one commit.
 *
 * <p>Normally a batch is one autocommitted statement that names the head it follows. When another process moved the head,
 * nothing was stored, and the batch goes the long way once: lock the head row, read the events of the other process, check
 * the conditions again, write, commit. The same long way finds out about a statement whose answer never came (connection
 * lost, PostgreSQL restarted). Under the lock, our events are either among those that were read, and are then acknowledged,
 * or they will never be stored: the lost statement named a head that is gone once we append.
 */
public final class Writer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private static final long IDLE_MILLIS = 1_000;

    private final TentativeLog tentativeLog;
    private final SeenTagsFilter seen;
    private final TagIndex index;
    private final HeadSignal signal;
    private final ReadAhead ahead;
    private final Executor completions;
    private final EventStoreMetrics metrics;

    private final WriterLease lease = new WriterLease();
    private final NotifyThrottle throttle = new NotifyThrottle();
    private final Follower follower;
    private final WriterSession session;
    private volatile boolean stopping;
    private volatile boolean abandoned;

    public Writer(
            DataSource dataSource,
            EventStoreSettings settings,
            TentativeLog tentativeLog,
            SeenTagsFilter seen,
            TagIndex index,
            HeadSignal signal,
            ReadAhead ahead,
            Executor completions,
            EventStoreMetrics metrics,
            WriterConnection first) {
        this.tentativeLog = tentativeLog;
        this.seen = seen;
        this.index = index;
        this.signal = signal;
        this.ahead = ahead;
        this.completions = completions;
        this.metrics = metrics;
        this.follower = new Follower(settings, tentativeLog, seen, signal, lease, completions, metrics);
        this.session = new WriterSession(
                dataSource, settings, tentativeLog, follower, lease, throttle, completions, metrics, first);
    }

    /** Accepts nothing more, finishes everything pending, then ends. */
    public void stop() {
        stopping = true;
        tentativeLog.close();
    }

    /** Ends now: what is still pending fails. Its thread should be interrupted, too. */
    public void abandon() {
        abandoned = true;
        session.cut();
    }

    /** @return whether PostgreSQL did not answer the last time it was asked */
    public boolean unavailable() {
        return session.unavailable();
    }

    @Override
    public void run() {
        while (!abandoned && !(stopping && tentativeLog.drained())) {
            try {
                step(session.open());
                session.works();
            } catch (SQLException e) {
                session.recover(e);
            } catch (InterruptedException e) {
                abandoned = true;
            } catch (RuntimeException | Error e) {
                session.recover(e);
            }
        }
        session.refuseAll("The event store was closed before it could store", null);
        notifyLast();
        session.discard();
    }

    private void step(WriterConnection writer) throws SQLException, InterruptedException {
        if (session.uncertain()) {
            appendUnderLock(writer, List.of());
            return;
        }
        if (!lease.held()) {
            index.awaitRoom(tentativeLog.durable());
        }
        long idleMillis = lease.held() ? lease.idleMillis() : IDLE_MILLIS;
        long waitMillis = throttle.waitMillisMax(idleMillis);
        Batch batch = tentativeLog.take(session.membersMax(), waitMillis);
        if (batch != null) {
            write(writer, batch);
        }
        boolean leaseEnds = lease.over() || (batch == null && waitMillis == idleMillis);
        if (throttle.owed() && (leaseEnds || throttle.due())) {
            notifyOthers(writer);
        }
        if (leaseEnds) {
            lease.handOn(writer);
        }
    }

    private void notifyOthers(WriterConnection writer) throws SQLException {
        writer.sql().notifyOthers(tentativeLog.durable());
        throttle.committed(true);
    }

    /** Readers in other processes ask for the head now and then, so nothing is lost if this fails. */
    private void notifyLast() {
        WriterConnection writer = session.connection();
        try {
            if (throttle.owed() && writer != null) {
                notifyOthers(writer);
            }
        } catch (SQLException e) {
            log.debug("Other processes are not notified of the last commit", e);
        }
    }

    private void write(WriterConnection writer, Batch batch) throws SQLException {
        if (batch.members().isEmpty()) {
            follow(writer);
        } else if (batch.events() == 0) {
            if (writer.sql().head() == batch.expected()) {
                acknowledge(batch);
            } else {
                follow(writer);
            }
        } else if (lease.needed()) {
            appendUnderLock(writer, awaitLease(writer));
        } else {
            long started = System.nanoTime();
            boolean notify = throttle.due();
            if (writer.sql().append(batch.expected(), batch.members(), batch.events(), notify)) {
                throttle.committed(notify);
                metrics.committed(batch, System.nanoTime() - started);
                acknowledge(batch);
                lease.wroteOnly();
            } else {
                metrics.headLost();
                appendUnderLock(writer, List.of());
            }
        }
    }

    /** The events are on disk. A caller learns of it from here and from nowhere else. */
    private void acknowledge(Batch batch) {
        for (PendingAppend member : batch.members()) {
            seen.add(member.events());
        }
        tentativeLog.committed(batch);
        long head = batch.expected() + batch.events();
        session.stored();
        for (PendingAppend member : batch.members()) {
            completions.execute(() -> member.outcome().complete(member.appended()));
        }
        signal.advance(head);
    }

    /** Reads the events of other processes, without the lock. Confirmations that waited hold at the head that was read. */
    private void follow(WriterConnection writer) throws SQLException {
        long head = writer.sql().head();
        follower.catchUp(writer, head, List.of());
        for (PendingAppend confirmed : tentativeLog.confirmed()) {
            completions.execute(() -> confirmed.outcome().complete(confirmed.appended()));
        }
    }

    /** @return the first of the events that other processes appended meanwhile */
    private List<AppendedEvent> awaitLease(WriterConnection writer) throws SQLException {
        ahead.begin(tentativeLog.durable());
        List<AppendedEvent> read;
        try {
            lease.take(writer);
        } finally {
            read = ahead.end();
        }
        return read;
    }

    /** @param read the first of the events of other processes, which need not be read again */
    private void appendUnderLock(WriterConnection writer, List<AppendedEvent> read) throws SQLException {
        Connection connection = writer.connection();
        connection.setAutoCommit(false);
        long started = System.nanoTime();
        long head = writer.sql().lockHead();
        follower.catchUp(writer, head, read);
        session.certain();
        Batch batch = tentativeLog.takeNow(session.membersMax());
        boolean notify = throttle.due();
        if (batch != null
                && batch.events() > 0
                && !writer.sql().append(head, batch.members(), batch.events(), notify)) {
            throw new IllegalStateException("The head moved from %d under its lock".formatted(head));
        }
        connection.commit();
        connection.setAutoCommit(true);
        if (batch != null && batch.events() > 0) {
            throttle.committed(notify);
        }
        if (batch != null && !batch.members().isEmpty()) {
            metrics.committed(batch, System.nanoTime() - started);
            acknowledge(batch);
        }
    }
}
