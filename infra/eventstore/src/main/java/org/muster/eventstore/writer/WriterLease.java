package org.muster.eventstore.writer;

import java.sql.SQLException;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.postgres.WriterConnection;

/**
 * Lets several processes write one after the other. Without it each batch of one invalidates the other's, which must
 * then be retried, and most work is lost. So a process that was overtaken asks for the lease, writes undisturbed for
 * a while on the events that it has caught up with, and hands on.
 *
 * <p>A courtesy, not a lock that correctness depends on: the head row alone keeps the order. It is an advisory lock
 * of PostgreSQL, first come first served, and ends with its session. A process that waits too long for it writes
 * without. Used by the writer's thread.
 */
final class WriterLease {

    /**
     * The time that one process writes. At each change the appends that wait in the next process are decided in
     * vain once, and the events of the last process are read: longer is better for throughput, shorter for the
     * processes that wait.
     */
    private static final long LEASE_NANOS = 75_000_000;

    /** A process waits this long after its last answer for new appends of its callers, before it hands on. */
    private static final long IDLE_MILLIS = 1;

    /** The wait for appends that are retried because another process came first: enough to fold its events. */
    private static final long RETRY_MILLIS = 25;

    /** Without an event of another process for this long, this process is alone. */
    private static final long ALONE_NANOS = 2_000_000_000;

    private boolean contended;
    private long contendedNanos;
    private boolean held;
    private long heldNanos;
    private boolean retrying;

    /** Another process has appended. */
    void othersWrite() {
        contended = true;
        contendedNanos = System.nanoTime();
    }

    /** @return whether the lease must be taken before writing */
    boolean needed() {
        if (contended && System.nanoTime() - contendedNanos > ALONE_NANOS) {
            contended = false;
        }
        return contended && !held;
    }

    boolean held() {
        return held;
    }

    /** Waits for the lease, at most the session's {@code lock_timeout}. */
    void take(WriterConnection writer) throws SQLException {
        try {
            writer.sql().takeLease();
            held = true;
            heldNanos = System.nanoTime();
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.LOCKED) {
                throw e;
            }
        }
    }

    /** Some pending appends conflicted: their callers are about to retry them. */
    void rejectedSome() {
        retrying = true;
    }

    /** A batch was stored of which nothing had to be retried. */
    void wroteOnly() {
        retrying = false;
    }

    /** How long a holder of the lease waits for something to write, in milliseconds. */
    long idleMillis() {
        return retrying ? RETRY_MILLIS : IDLE_MILLIS;
    }

    boolean over() {
        return held && System.nanoTime() - heldNanos > LEASE_NANOS;
    }

    /** Lets the next process write. */
    void handOn(WriterConnection writer) throws SQLException {
        if (held) {
            held = false;
            retrying = false;
            writer.sql().handOnLease();
        }
    }

    /** The session is gone, and the lease with it. */
    void lost() {
        held = false;
    }
}
