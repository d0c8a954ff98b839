package org.muster.commandside.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.log.EventLog;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.postgres.CheckpointSigner;
import org.muster.tlog.postgres.LogBuilder;
import org.muster.tlog.postgres.StoredLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Builds the audit log behind the writer and signs it, on a thread of its own. Any number of processes may do so on one store:
 * one at a time extends the tree. Appends wait for nothing of it.
 */
public final class AuditLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final EventLog events;
    private final LogBuilder builder;
    private final CheckpointSigner signer;
    private final StoredLog tree;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("audit-log").unstarted(this::run);
    private volatile long size;
    private volatile Optional<Problem> problem = Optional.empty();

    /**
     * Why the log does not grow.
     *
     * @param serious whether a person must look: somebody changed what must not change
     */
    record Problem(String cause, Instant since, boolean serious) {}

    private AuditLog(
            DataSource database, EventLog events, LeafSource leaves, Ed25519Signer key, AuditLogSettings settings) {
        this.events = events;
        this.builder = new LogBuilder(database, leaves, settings.batchMax());
        this.signer = new CheckpointSigner(database, key);
        this.tree = new StoredLog(database);
        this.interval = settings.checkpointEvery();
    }

    /**
     * Begins to build. Never fails because PostgreSQL is unavailable.
     *
     * @param database holds the schema {@code tlog} beside the events
     * @param meters gets {@code muster.audit.log.*}
     */
    static AuditLog begin(
            DataSource database,
            EventLog events,
            LeafSource leaves,
            Ed25519Signer key,
            AuditLogSettings settings,
            MeterRegistry meters) {
        AuditLog auditLog = new AuditLog(database, events, leaves, key, settings);
        Gauge.builder("muster.audit.log.size", auditLog, one -> one.size)
                .description("Events in the audit log's tree, as far as this process has seen")
                .register(meters);
        Gauge.builder("muster.audit.log.lag", auditLog, AuditLog::lagOrNaN)
                .description("Events that are recorded and not yet in the audit log's tree")
                .register(meters);
        Gauge.builder("muster.audit.log.broken", auditLog, one -> one.isBroken() ? 1 : 0)
                .description("1 while the audit log is not signed because somebody changed what must not change")
                .register(meters);
        auditLog.thread.start();
        return auditLog;
    }

    /** Events that are recorded and not yet in the tree. */
    long lag() {
        return Math.max(0, events.head() - tree.size());
    }

    private double lagOrNaN() {
        try {
            return lag();
        } catch (StoreUnavailableException | DataAccessException e) {
            log.debug("PostgreSQL is unavailable", e);
            return Double.NaN;
        }
    }

    long size() {
        return size;
    }

    Optional<Problem> problem() {
        return problem;
    }

    private boolean isBroken() {
        return problem.filter(Problem::serious).isPresent();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try {
                    round();
                    problem = Optional.empty();
                } catch (StoreUnavailableException | DataAccessException | TransactionException e) {
                    troubled(e, false);
                } catch (RuntimeException e) {
                    troubled(e, true); // a gap, a damaged tree, another key
                }
                if (closing.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted: the next process goes on behind the last batch", e);
        }
    }

    private void round() throws InterruptedException {
        // A tree that is broken stays quiet: it must be looked at again although no event comes.
        boolean more = events.awaitAfter(size, IDLE);
        if (more && builder.catchUp() == LogBuilder.Step.BUSY) {
            size = tree.size();
            return;
        }
        size = tree.size();
        if (size > 0) {
            signer.sign();
        }
    }

    /** Says each problem once; the publisher and the event store say themselves that PostgreSQL is unavailable. */
    private void troubled(RuntimeException e, boolean serious) {
        if (closing.getCount() == 0) {
            return;
        }
        String cause = String.valueOf(e.getMessage());
        if (problem.filter(known -> known.cause().equals(cause)).isEmpty()) {
            if (serious) {
                log.error("The audit log is not signed any more: {}", cause, e);
            } else {
                log.debug("The audit log waits for PostgreSQL", e);
            }
        }
        problem = Optional.of(new Problem(cause, problem.map(Problem::since).orElseGet(Instant::now), serious));
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                log.warn("The audit log's thread does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
