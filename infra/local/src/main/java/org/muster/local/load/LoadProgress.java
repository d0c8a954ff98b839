package org.muster.local.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The progress of the load. The load writes it; the display and the readiness of the query side read it. */
public final class LoadProgress {

    /** The load's phases, in order; from any of them it may fail. */
    public enum Phase {
        WAITING,
        LOADING,
        PROJECTING,
        READY,
        FAILED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong position = new AtomicLong();

    public Phase phase() {
        return phase.get();
    }

    /** Commands of the whole history. */
    public long total() {
        return total.get();
    }

    /** Commands that an earlier start had recorded. */
    public long found() {
        return found.get();
    }

    /** Commands that this start sent and that were accepted. */
    public long sent() {
        return sent.get();
    }

    /** The highest position of the history's events that is known so far. */
    public long position() {
        return position.get();
    }

    /** There is nothing to load, so readers need not wait. */
    public void nothingToLoad() {
        enter(Phase.READY);
    }

    void enter(Phase next) {
        phase.set(next);
    }

    void begin(long commands) {
        total.set(commands);
        enter(Phase.LOADING);
    }

    void foundRecorded(long commands) {
        found.addAndGet(commands);
    }

    void accepted(long commands) {
        sent.addAndGet(commands);
    }

    void reached(long highest) {
        position.accumulateAndGet(highest, Math::max);
    }
}
