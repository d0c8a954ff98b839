package org.muster.benchmark.pipeline;

import java.time.Duration;

/** Something that was done so many times in so long. */
record Stopwatch(String what, long count, Duration time) {

    /** What is timed. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    static Stopwatch time(String what, long count, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return new Stopwatch(what, count, Duration.ofNanos(System.nanoTime() - start));
    }

    double perSecond() {
        return count / (time.toNanos() / 1e9);
    }
}
