package org.muster.eventstore.log;

import java.time.Duration;

/** Waiting for threads of our own to end. */
public final class Threads {

    private Threads() {}

    /** @return whether the thread has ended; false when it has not in the time, or when the caller is interrupted */
    public static boolean join(Thread thread, Duration timeout) {
        try {
            return thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
