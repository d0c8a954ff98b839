package org.muster.benchmark.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/** How a subject comes up to speed: what was answered in each second from the first command on. */
public final class FirstSeconds {

    private FirstSeconds() {}

    /**
     * Latencies are those of the commands answered in that second, whenever they were sent.
     *
     * @param second 1 is the first
     */
    public record Second(int second, long accepted, double p50Millis, double p99Millis) {}

    private static final class Slice {
        private final LongAdder accepted = new LongAdder();
        private final ConcurrentHistogram micros =
                new ConcurrentHistogram(TimeUnit.NANOSECONDS.toMicros(Load.LATENCY_MAX.toNanos()), 3);
    }

    static List<Second> run(Subject subject, Supplier<Deployment> work, int inFlight, int issuers, int seconds)
            throws InterruptedException {
        List<Slice> slices = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            slices.add(new Slice());
        }
        long begin = System.nanoTime();
        Load.run(subject, work, inFlight, issuers, Duration.ofSeconds(seconds), (start, now, outcome) -> {
            int second = (int) TimeUnit.NANOSECONDS.toSeconds(now - begin);
            if (second < seconds) {
                Slice slice = slices.get(second);
                slice.micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - start));
                if (outcome.accepted()) {
                    slice.accepted.increment();
                }
            }
        });
        List<Second> result = new ArrayList<>();
        for (Slice slice : slices) {
            result.add(new Second(
                    result.size() + 1,
                    slice.accepted.sum(),
                    slice.micros.getValueAtPercentile(50) / 1000.0,
                    slice.micros.getValueAtPercentile(99) / 1000.0));
        }
        return result;
    }
}
