package org.muster.eventstore;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** The threads that run the callbacks of appends. */
final class CompletionPool {

    /** How many callbacks may block at a time before the others wait. */
    private static final int BLOCKED_MAX = 1_024;

    private CompletionPool() {}

    /**
     * A callback is, for instance, a command that is retried after a conflict. If it blocks, which it should not, other threads
     * take over, so that a callback that waits for another append never stops that append.
     */
    static ForkJoinPool start() {
        int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new ForkJoinPool(
                cores,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true,
                cores,
                BLOCKED_MAX,
                cores,
                pool -> true,
                60,
                TimeUnit.SECONDS);
    }
}
