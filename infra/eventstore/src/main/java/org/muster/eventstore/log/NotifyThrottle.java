package org.muster.eventstore.log;

import java.util.concurrent.TimeUnit;

/**
 * When other processes are told of the head: with the commit itself after a pause, and each few milliseconds while commits follow
 * each other.
 *
 * <p>Not with each of them, because pgjdbc hands notifications to who waits for them only when none has come for a millisecond:
 * at 1,000 commits a second readers in other processes heard of half of them 10 ms late, and of some 100 ms late. Used by the
 * writer's thread.
 */
public final class NotifyThrottle {

    private static final long APART_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    private long toldNanos = System.nanoTime() - APART_NANOS;
    private boolean owed;

    /** @return whether what is committed now tells of itself */
    public boolean due() {
        return System.nanoTime() - toldNanos >= APART_NANOS;
    }

    /** A commit is done, and either told of itself or did not. */
    public void committed(boolean told) {
        owed = !told;
        if (told) {
            toldNanos = System.nanoTime();
        }
    }

    /** What was last committed may not have told of itself. */
    public void unsure() {
        owed = true;
    }

    /** @return whether somebody must be told although there is nothing more to commit */
    public boolean owed() {
        return owed;
    }

    /** @return how long the writer may wait for work: not beyond the moment at which a notice is due */
    public long waitMillisMax(long otherwise) {
        if (!owed) {
            return otherwise;
        }
        long left = APART_NANOS - (System.nanoTime() - toldNanos);
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(left) + 1, 1, otherwise);
    }
}
