package org.muster.eventstore.postgres;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person when PostgreSQL becomes unavailable to one part of the engine, and when it is back: one line each, however
 * often the part tries in between. Used by the part's own thread.
 */
public final class Outage {

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    /** Callers wait as long as this after PostgreSQL is back, and a refused connection costs next to nothing. */
    private static final long BACKOFF_MILLIS_MAX = 160;

    private final String part;
    private int failures;
    private long sinceNanos;
    private String cause;

    /** Read by the thread that closes the engine. */
    private volatile boolean ongoing;

    /** @param part the subject of the two sentences, such as "The writer" */
    public Outage(String part) {
        this.part = part;
    }

    /** PostgreSQL did not answer. */
    public void failed(Throwable e) {
        if (failures++ == 0) {
            sinceNanos = System.nanoTime();
            cause = e.getMessage();
            ongoing = true;
            log.warn("{} of the event store has no PostgreSQL and tries again: {}", part, cause);
        }
    }

    /** PostgreSQL answered. */
    public void over() {
        if (failures > 0) {
            log.info("{} of the event store has PostgreSQL again after {} ms", part, elapsedNanos() / 1_000_000);
            failures = 0;
            ongoing = false;
        }
    }

    /** @return whether PostgreSQL did not answer the last time it was asked */
    public boolean ongoing() {
        return ongoing;
    }

    /** @return the message of its first failure */
    public String cause() {
        return cause;
    }

    public boolean isLongerThan(Duration time) {
        return failures > 0 && elapsedNanos() > time.toNanos();
    }

    private long elapsedNanos() {
        return System.nanoTime() - sinceNanos;
    }

    /** Waits before the next attempt, longer each time up to a limit. Returns at once when interrupted. */
    public void backOff() {
        LockSupport.parkNanos(Math.min(BACKOFF_MILLIS_MAX, 10L << Math.min(failures, 10)) * 1_000_000);
    }
}
