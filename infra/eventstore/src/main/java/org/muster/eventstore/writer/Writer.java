package org.muster.eventstore.writer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.InvalidAppendException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.log.NotifyThrottle;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Batch;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.RebaseResult;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.postgres.WriterConnection;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: takes everything pending, in its order, into one commit.
 *
 * <p>Normally a batch is one autocommitted statement that names the head it follows. When another process moved the head,
 * nothing was stored, and the batch goes the long way once: lock the head row, read what others appended, re-check, write,
 * commit. The same long way finds out what became of a statement whose answer never came (connection lost, PostgreSQL
 * restarted): under the lock, events of ours are either among those read, then they are acknowledged, or they will never be
 * there, since the lost statement named a head that is gone once we append.
 */
public final class Writer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private static final long IDLE_MILLIS = 1_000;

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final TentativeLog tentativeLog;
    private final SeenTagsFilter seen;
    private final TagIndex index;
    private final HeadSignal signal;
    private final ReadAhead ahead;
    private final Executor completions;
    private final EventStoreMetrics metrics;

    private final WriterLease lease = new WriterLease();
    private final NotifyThrottle throttle = new NotifyThrottle();
    private final Outage outage = new Outage();
    private final Follower follower;
    private volatile WriterConnection writer;
    /** Whether a statement was sent whose answer never came: the head must be locked before the next. */
    private boolean uncertain;

    private int alone;
    private volatile boolean stopping;
    private volatile boolean abandon;

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
        this.dataSource = dataSource;
        this.settings = settings;
        this.tentativeLog = tentativeLog;
        this.seen = seen;
        this.index = index;
        this.signal = signal;
        this.completions = completions;
        this.metrics = metrics;
        this.writer = first;
        this.ahead = ahead;
        this.follower = new Follower(settings, tentativeLog, seen, signal, lease, completions, metrics);
    }

    /** Finish what is pending, then end. */
    public void stop() {
        stopping = true;
        tentativeLog.close();
    }

    /** End now: what is still pending fails. */
    public void abandon() {
        abandon = true;
        WriterConnection current = writer;
        if (current != null) {
            try {
                current.connection().abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("The writer's connection could not be cut", e);
            }
        }
    }

    @Override
    public void run() {
        while (!abandon && !(stopping && tentativeLog.drained())) {
            try {
                step();
                outage.over();
            } catch (SQLException e) {
                recover(e);
            } catch (InterruptedException e) {
                abandon = true;
            } catch (RuntimeException | Error e) {
                log.error("The event store's writer failed; what was pending is refused", e);
                uncertain = true;
                refuseAll("The event store's writer failed", e);
                discard();
                outage.failed(e);
                outage.backOff();
            }
        }
        refuseAll("The event store was closed before it could store", null);
        tellLast();
        discard();
    }

    private void step() throws SQLException, InterruptedException {
        if (writer == null) {
            writer = WriterConnection.open(dataSource, settings);
            metrics.recovered();
        }
        if (uncertain) {
            appendUnderLock(List.of());
            return;
        }
        if (!lease.held()) {
            index.awaitRoom(tentativeLog.durable());
        }
        long idleMillis = lease.held() ? lease.idleMillis() : IDLE_MILLIS;
        long waitMillis = throttle.waitMillisMax(idleMillis);
        Batch batch = tentativeLog.take(alone > 0 ? 1 : Integer.MAX_VALUE, waitMillis);
        if (batch != null) {
            write(batch);
        }
        boolean turnEnds = lease.over() || (batch == null && waitMillis == idleMillis);
        if (throttle.owed() && (turnEnds || throttle.due())) {
            tell();
        }
        if (turnEnds) {
            lease.handOn(writer);
        }
    }

    private void tell() throws SQLException {
        writer.sql().tell(tentativeLog.durable());
        throttle.committed(true);
    }

    /** Readers elsewhere ask for the head now and then, so nothing is lost if this fails. */
    private void tellLast() {
        try {
            if (throttle.owed() && writer != null) {
                tell();
            }
        } catch (SQLException e) {
            log.debug("Other processes are not told of the last commit", e);
        }
    }

    private void write(Batch batch) throws SQLException {
        if (batch.members().isEmpty()) {
            follow();
        } else if (batch.events() == 0) {
            if (writer.sql().head() == batch.expected()) {
                acknowledge(batch);
            } else {
                follow();
            }
        } else if (lease.needed()) {
            appendUnderLock(awaitTurn());
        } else {
            long started = System.nanoTime();
            boolean tell = throttle.due();
            if (writer.sql().append(batch.expected(), batch.members(), batch.events(), tell)) {
                throttle.committed(tell);
                metrics.committed(batch, System.nanoTime() - started);
                acknowledge(batch);
                lease.wroteOnly();
            } else {
                metrics.headLost();
                appendUnderLock(List.of());
            }
        }
    }

    /** The events are on disk: the only place from which a caller learns so. */
    private void acknowledge(Batch batch) {
        for (PendingAppend member : batch.members()) {
            seen.add(member.events());
        }
        tentativeLog.committed(batch);
        long head = batch.expected() + batch.events();
        if (alone > 0) {
            alone--;
        }
        for (PendingAppend member : batch.members()) {
            completions.execute(() -> member.outcome().complete(member.appended()));
        }
        signal.advance(head);
    }

    /** Reads what others appended, without the lock; confirmations that waited hold at the head that was read. */
    private void follow() throws SQLException {
        long head = writer.sql().head();
        follower.catchUp(writer, head, List.of());
        for (PendingAppend confirmed : tentativeLog.confirmed()) {
            completions.execute(() -> confirmed.outcome().complete(confirmed.appended()));
        }
    }

    /** @return the first of what others appended meanwhile */
    private List<AppendedEvent> awaitTurn() throws SQLException {
        ahead.begin(tentativeLog.durable());
        List<AppendedEvent> read;
        try {
            lease.take(writer);
        } finally {
            read = ahead.end();
        }
        return read;
    }

    /** @param read the first of what others appended, which need not be read again */
    private void appendUnderLock(List<AppendedEvent> read) throws SQLException {
        Connection connection = writer.connection();
        connection.setAutoCommit(false);
        long started = System.nanoTime();
        long head = writer.sql().lockHead();
        follower.catchUp(writer, head, read);
        uncertain = false; // what was sent before is either acknowledged by now or can not happen any more
        Batch batch = tentativeLog.takeNow(alone > 0 ? 1 : Integer.MAX_VALUE);
        boolean tell = throttle.due();
        if (batch != null && batch.events() > 0 && !writer.sql().append(head, batch.members(), batch.events(), tell)) {
            throw new IllegalStateException("The head moved from %d under its lock".formatted(head));
        }
        connection.commit();
        connection.setAutoCommit(true);
        if (batch != null && batch.events() > 0) {
            throttle.committed(tell);
        }
        if (batch != null && !batch.members().isEmpty()) {
            metrics.committed(batch, System.nanoTime() - started);
            acknowledge(batch);
        }
    }

    private void recover(SQLException e) {
        SqlFailure fault = SqlFailure.of(e);
        switch (fault) {
            case DATA -> {
                endTransaction();
                isolate(e);
            }
            case RETRY -> endTransaction();
            case NO_PARTITION -> {
                endTransaction();
                makeRoom();
            }
            case LOCKED -> {
                endTransaction();
                metrics.headLocked();
                String who = holders();
                log.error("The head row of the event store has been locked for {} by {}", settings.lockTimeout(), who);
                refuseAll(
                        "The head row of the event store has been locked for more than %s by %s"
                                .formatted(settings.lockTimeout(), who),
                        e);
            }
            case REFUSED -> {
                log.error("PostgreSQL refused to store events: {}", e.getMessage());
                endTransaction();
                refuseAll("PostgreSQL refused to store: " + e.getMessage(), e);
            }
            case LOST -> awaitReturn(e);
        }
    }

    /** Seldom: partitions are made ahead of the head, but not if that was away. */
    private void makeRoom() {
        try {
            writer.sql().reach(tentativeLog.tentative());
        } catch (SQLException e) {
            recover(e);
        }
    }

    /** A batch with bad data is written member by member until the bad one stands alone, and only it fails. */
    private void isolate(SQLException e) {
        Batch batch = tentativeLog.takeNow(alone > 0 ? 1 : Integer.MAX_VALUE);
        if (batch == null || batch.members().isEmpty()) {
            return;
        }
        if (batch.members().size() > 1) {
            alone = batch.members().size();
            return;
        }
        alone = Math.max(0, alone - 1);
        RebaseResult rebased = tentativeLog.rebase(List.of(), batch.expected(), batch.members());
        PendingAppend bad = batch.members().getFirst();
        completions.execute(() -> bad.outcome().completeExceptionally(new InvalidAppendException(e)));
        follower.reject(rebased.conflicting());
    }

    private void awaitReturn(SQLException e) {
        uncertain = true;
        discard();
        if (outage.failed(e)) {
            log.warn("The event store lost PostgreSQL and tries again: {}", e.getMessage());
        }
        if (outage.isLongerThan(settings.unavailableTimeout())) {
            refuseAll(
                    "PostgreSQL has been away for more than %s, since: %s"
                            .formatted(settings.unavailableTimeout(), outage.cause()),
                    e);
        }
        outage.backOff();
    }

    /** Fails everything pending; whoever had been sent may have been stored, and is told so. */
    private void refuseAll(String why, Throwable cause) {
        boolean unknown = uncertain;
        for (PendingAppend member : tentativeLog.dropAll()) {
            boolean mayBeStored = unknown && member.sent() && !member.confirmsOnly();
            String message = mayBeStored ? why + ": the events may or may not be stored" : why + ": nothing was stored";
            StoreUnavailableException failure = new StoreUnavailableException(message, mayBeStored, cause);
            completions.execute(() -> member.outcome().completeExceptionally(failure));
        }
        uncertain = false;
        alone = 0;
    }

    private String holders() {
        try {
            return writer == null ? "an unknown session" : writer.holders();
        } catch (SQLException e) {
            return "an unknown session (" + e.getMessage() + ")";
        }
    }

    private void endTransaction() {
        if (writer == null) {
            return;
        }
        try {
            if (!writer.connection().getAutoCommit()) {
                writer.connection().rollback();
                writer.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            log.debug("The transaction could not be ended, so its connection goes", e);
            discard();
        }
    }

    private void discard() {
        WriterConnection old = writer;
        lease.lost();
        throttle.unsure();
        writer = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                log.debug("A broken connection could not be closed", e);
            }
        }
    }
}
