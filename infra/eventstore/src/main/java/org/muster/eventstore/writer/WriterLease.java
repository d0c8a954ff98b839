package org.muster.eventstore.writer;

import java.sql.SQLException;
import org.muster.eventstore.postgres.SqlFailure;
import org.muster.eventstore.postgres.WriterConnection;

/**
 * Whose turn it is to write when several processes do. Without it each batch of one overtakes the other's, which then has to
 * be decided again: most work is lost. So a process that was overtaken asks for a lease, writes undisturbed for a while on what
 * it has caught up with, and hands on.
 *
 * <p>A courtesy, not a lock that anything relies on: the head row alone keeps the order. It is an advisory lock of PostgreSQL,
 * first come first served, and ends with its session; who waits too long for it writes without. Used by the writer's thread.
 */
final class WriterLease {

    /**
     * How long one process writes. At each change of turn what waits in the next process is decided in vain once, and what the
     * last one wrote is read: the longer the better for throughput, the shorter the better for whoever waits.
     */
    private static final long TURN_NANOS = 75_000_000;

    /** After its last answer a process waits this long for what its callers ask next, before it hands on. */
    private static final long IDLE_MILLIS = 1;

    /** So long for what has to be decided again, since another process came first: time enough to fold what that wrote. */
    private static final long DECIDED_AGAIN_MILLIS = 25;

    /** Without news of another writer for so long, this process is alone. */
    private static final long ALONE_NANOS = 2_000_000_000;

    private boolean contended;
    private long contendedNanos;
    private boolean held;
    private long heldNanos;
    private boolean decidedAgain;

    /** Another process has appended. */
    void othersWrite() {
        contended = true;
        contendedNanos = System.nanoTime();
    }

    /** @return whether a turn must be asked for before writing */
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
            writer.sql().takeTurn();
            held = true;
            heldNanos = System.nanoTime();
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.LOCKED) {
                throw e;
            }
        }
    }

    /** Some of what waited did not hold any more: its callers are about to decide it again. */
    void rejectedSome() {
        decidedAgain = true;
    }

    /** A batch of which nothing had to be decided again. */
    void wroteOnly() {
        decidedAgain = false;
    }

    /** How long a holder of the turn waits for something to write, in milliseconds. */
    long idleMillis() {
        return decidedAgain ? DECIDED_AGAIN_MILLIS : IDLE_MILLIS;
    }

    boolean over() {
        return held && System.nanoTime() - heldNanos > TURN_NANOS;
    }

    /** Lets the next process write. */
    void handOn(WriterConnection writer) throws SQLException {
        if (held) {
            held = false;
            decidedAgain = false;
            writer.sql().handOnTurn();
        }
    }

    /** The session is gone, and the turn with it. */
    void lost() {
        held = false;
    }
}
