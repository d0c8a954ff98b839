package org.muster.eventstore.log;

import java.util.concurrent.TimeUnit;

/**
 * Decides when a commit notifies other processes: at once after a pause, and every 3 ms while commits follow each
 * other.
 *
 * <p>Not every commit notifies, because pgjdbc hands notifications on only when none has arrived for a millisecond.
 * At 1,000 commits a second, readers in other processes learned of half of them 10 ms late, and of some 100 ms late.
 * Used by the writer's thread.
 */
public final class NotifyThrottle {

    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private long notifiedNanos = System.nanoTime() - APART_NANOS;
    private boolean owed;

    /** @return whether the next commit should notify */
    public boolean due() {
        return System.nanoTime() - notifiedNanos >= APART_NANOS;
    }

    /** A commit succeeded, and notified or not. */
    public void committed(boolean notified) {
        owed = !notified;
        if (notified) {
            notifiedNanos = System.nanoTime();
        }
    }

    /** The last commit may not have notified. */
    public void unsure() {
        owed = true;
    }

    /** @return whether a notification is due although there may be nothing more to commit */
    public boolean owed() {
        return owed;
    }

    /** @return how long the writer may wait for work: not longer than until the next notification is due */
    public long waitMillisMax(long otherwise) {
        if (!owed) {
            return otherwise;
        }
        long left = APART_NANOS - (System.nanoTime() - notifiedNanos);
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(left) + 1, 1, otherwise);
    }
}
