package org.muster.eventstore.writer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long PostgreSQL has been away, and how it began. Used by the writer's thread. */
final class Outage {

    private static final long BACKOFF_MILLIS_MAX = 500;

    private int failures;
    private long sinceNanos;
    private String cause;

    /** @return whether this is the first failure of the outage */
    boolean failed(Throwable e) {
        if (failures++ > 0) {
            return false;
        }
        sinceNanos = System.nanoTime();
        cause = e.getMessage();
        return true;
    }

    /** What it began with. */
    String cause() {
        return cause;
    }

    boolean isLongerThan(Duration time) {
        return System.nanoTime() - sinceNanos > time.toNanos();
    }

    /** Waits before the next attempt, longer each time. */
    void backOff() {
        long millis = Math.min(BACKOFF_MILLIS_MAX, 10L << Math.min(failures, 10));
        LockSupport.parkNanos(millis * 1_000_000);
    }

    void over() {
        failures = 0;
    }
}
