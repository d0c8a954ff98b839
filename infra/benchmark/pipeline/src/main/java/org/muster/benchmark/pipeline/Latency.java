package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * How long after a fact is recorded a query that asks for its position gets it: publication and all read models, at a steady
 * rate; without the store, which is memory here.
 */
record Latency(FixedSource source, QuerySideProcess querySide, int first, int perSecond, Duration window) {

    private static final int STEPS_PER_SECOND = 200;

    /** At most this many queries wait at once; what finds no place is not a sample. */
    private static final int WAITING_MAX = 64;

    String measure() throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        Semaphore places = new Semaphore(WAITING_MAX);
        long steps = window.toSeconds() * STEPS_PER_SECOND;
        long start = System.nanoTime();
        try (ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long step = 1; step <= steps; step++) {
                long due = start + step * TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int position = first + (int) (step * perSecond / STEPS_PER_SECOND);
                long recorded = System.nanoTime();
                source.release(position);
                if (step > STEPS_PER_SECOND && places.tryAcquire()) {
                    queries.execute(() -> {
                        try {
                            querySide.await(position);
                            micros.recordValue((System.nanoTime() - recorded) / 1_000);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        } finally {
                            places.release();
                        }
                    });
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, %d samples",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getTotalCount());
    }
}
