package org.muster.eventstore;

import java.sql.SQLException;

/**
 * Whose turn it is to write when several processes do. Without it each batch of one overtakes the other's, which then has to
 * be decided again: most work is lost. So a process that was overtaken asks for a turn, writes undisturbed for a while on what
 * it has caught up with, and hands on.
 *
 * <p>A courtesy, not a lock that anything relies on: the head row alone keeps the order. It is an advisory lock of PostgreSQL,
 * first come first served, and ends with its session; who waits too long for it writes without. Used by the writer's thread.
 */
final class Turn {

    /**
     * How many batches one process writes. At each change of turn about one batch of each process is decided in vain, so the
     * more the better for throughput, the fewer the better for whoever waits.
     */
    private static final int BATCHES = 8;

    /** However slow PostgreSQL is. */
    private static final long TURN_NANOS_MAX = 100_000_000;

    /** Without news of another writer for so long, this process is alone. */
    private static final long ALONE_NANOS = 2_000_000_000;

    private boolean contended;
    private long contendedNanos;
    private boolean held;
    private long heldNanos;
    private int batches;

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

    /** Waits for the turn, at most the session's {@code lock_timeout}. */
    void take(WriterConnection writer) throws SQLException {
        try {
            writer.sql.takeTurn();
            held = true;
            heldNanos = System.nanoTime();
            batches = 0;
        } catch (SQLException e) {
            if (Fault.of(e) != Fault.LOCKED) {
                throw e;
            }
        }
    }

    void wroteBatch() {
        batches++;
    }

    boolean over() {
        return held && (batches >= BATCHES || System.nanoTime() - heldNanos > TURN_NANOS_MAX);
    }

    /** Lets the next process write. */
    void handOn(WriterConnection writer) throws SQLException {
        if (held) {
            held = false;
            writer.sql.handOnTurn();
        }
    }

    /** The session is gone, and the turn with it. */
    void lost() {
        held = false;
    }
}
