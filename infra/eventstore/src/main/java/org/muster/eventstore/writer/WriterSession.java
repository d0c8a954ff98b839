package org.muster.eventstore.writer;

import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.InvalidAppendException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.log.NotifyThrottle;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.Batch;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.RebaseResult;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.Outage;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.postgres.WriterConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's connection, and the recovery from each kind of failure on it. Used by the writer's thread, except for
 * {@link #cut()} and {@link #unavailable()}.
 */
final class WriterSession {

    private static final Logger log = LoggerFactory.getLogger(WriterSession.class);

    private final DataSource dataSource;
    private final EventStoreSettings settings;
    private final TentativeLog tentativeLog;
    private final Follower follower;
    private final WriterLease lease;
    private final NotifyThrottle throttle;
    private final Executor completions;
    private final EventStoreMetrics metrics;
    private final Outage outage = new Outage("The writer");

    private volatile WriterConnection connection;
    private boolean uncertain;
    private int alone;

    WriterSession(
            DataSource dataSource,
            EventStoreSettings settings,
            TentativeLog tentativeLog,
            Follower follower,
            WriterLease lease,
            NotifyThrottle throttle,
            Executor completions,
            EventStoreMetrics metrics,
            WriterConnection first) {
        this.dataSource = dataSource;
        this.settings = settings;
        this.tentativeLog = tentativeLog;
        this.follower = follower;
        this.lease = lease;
        this.throttle = throttle;
        this.completions = completions;
        this.metrics = metrics;
        this.connection = first;
    }

    /** @return the connection, a new one if the last was lost */
    WriterConnection open() throws SQLException {
        if (connection == null) {
            connection = WriterConnection.open(dataSource, settings);
            metrics.recovered();
        }
        return connection;
    }

    /** @return the connection, or null when it was lost */
    WriterConnection connection() {
        return connection;
    }

    /** @return whether a statement was sent whose answer never came: the head must be locked before the next */
    boolean uncertain() {
        return uncertain;
    }

    /** Everything that was sent is either acknowledged by now, or cannot happen any more. */
    void certain() {
        uncertain = false;
    }

    /** @return how many appends the next batch may have: one while a bad one is searched for */
    int membersMax() {
        return alone > 0 ? 1 : Integer.MAX_VALUE;
    }

    /** A batch was stored. */
    void stored() {
        if (alone > 0) {
            alone--;
        }
    }

    /** PostgreSQL does what it is asked. */
    void works() {
        outage.over();
    }

    /** @return whether PostgreSQL did not answer the last time it was asked. Called by any thread. */
    boolean unavailable() {
        return outage.ongoing();
    }

    void recover(SQLException e) {
        switch (SqlFailure.of(e)) {
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
                String problem = "The head row of the event store has been locked for more than %s by %s"
                        .formatted(settings.lockTimeout(), holders());
                log.error(problem);
                refuseAll(problem, e);
            }
            case REFUSED -> {
                log.error("PostgreSQL refused to store events: {}", e.getMessage());
                endTransaction();
                refuseAll("PostgreSQL refused to store: " + e.getMessage(), e);
            }
            case LOST -> awaitReturn(e);
        }
    }

    /** The engine itself failed: everything pending is refused, and a new connection is used. */
    void recover(Throwable e) {
        log.error("The writer of the event store failed, and everything pending is refused", e);
        uncertain = true;
        refuseAll("The event store's writer failed", e);
        discard();
        outage.failed(e);
        outage.backOff();
    }

    /** Rare: partitions are made ahead of the head, unless PostgreSQL was unavailable then. */
    private void makeRoom() {
        try {
            connection.sql().reach(tentativeLog.tentative());
        } catch (SQLException e) {
            recover(e);
        }
    }

    /** A batch with bad data is written append by append until the bad one stands alone, and only that fails. */
    private void isolate(SQLException e) {
        Batch batch = tentativeLog.takeNow(membersMax());
        if (batch == null || batch.members().isEmpty()) {
            return;
        }
        if (batch.members().size() > 1) {
            alone = batch.members().size();
            return;
        }
        alone = Math.max(0, alone - 1);
        RebaseResult rebased = tentativeLog.drop(batch);
        PendingAppend bad = batch.members().getFirst();
        completions.execute(() -> bad.outcome().completeExceptionally(new InvalidAppendException(e)));
        follower.reject(rebased.conflicting());
    }

    private void awaitReturn(SQLException e) {
        uncertain = true;
        discard();
        outage.failed(e);
        if (outage.isLongerThan(settings.unavailableTimeout())) {
            refuseAll(
                    "PostgreSQL has been unavailable for more than %s, since: %s"
                            .formatted(settings.unavailableTimeout(), outage.cause()),
                    e);
        }
        outage.backOff();
    }

    /** Fails everything pending. An append that was sent may have been stored, and its failure says so. */
    void refuseAll(String why, Throwable cause) {
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
            return connection == null ? "an unknown session" : connection.holders();
        } catch (SQLException e) {
            return "an unknown session (" + e.getMessage() + ")";
        }
    }

    private void endTransaction() {
        if (connection == null) {
            return;
        }
        try {
            if (!connection.connection().getAutoCommit()) {
                connection.connection().rollback();
                connection.connection().setAutoCommit(true);
            }
        } catch (SQLException e) {
            log.debug("A transaction could not be ended, so its connection is discarded", e);
            discard();
        }
    }

    /** Gives the connection back to its pool, which closes a broken one. */
    void discard() {
        WriterConnection old = connection;
        lease.lost();
        throttle.unsure();
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                log.debug("A broken connection could not be closed", e);
            }
        }
    }

    /** Ends what runs on the connection. Called by any thread. */
    void cut() {
        WriterConnection current = connection;
        if (current != null) {
            try {
                current.connection().abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("The writer's connection could not be cut", e);
            }
        }
    }
}
