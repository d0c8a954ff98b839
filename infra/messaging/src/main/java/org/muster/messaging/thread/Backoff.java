package org.muster.messaging.thread;

import java.time.Duration;

/** Waiting times between attempts: doubling, up to a limit, from the start again after a success. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(2);

    private Duration next = FIRST;

    public Duration next() {
        Duration current = next;
        next = current.multipliedBy(2).compareTo(MAX) > 0 ? MAX : current.multipliedBy(2);
        return current;
    }

    public void reset() {
        next = FIRST;
    }
}
