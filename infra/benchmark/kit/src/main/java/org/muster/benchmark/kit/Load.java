package org.muster.benchmark.kit;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Keeps a fixed number of operations in flight (a closed loop: an answer is followed by the next command at once), first for a
 * warm-up, then for a window in which it measures, then waits for the last answers.
 *
 * <p>A closed loop slows down with what it measures, so latencies say what a caller sees at that many in flight, not what
 * one sees who sends at a fixed rate.
 */
public final class Load {

    /** Longer latencies are counted as this long. */
    static final Duration LATENCY_MAX = Duration.ofMinutes(2);

    private static final Duration DRAIN_MAX = Duration.ofSeconds(60);

    private final Subject subject;
    private final Supplier<Deployment> work;
    private final int inFlight;
    private final int issuers;
    private final long windowNanos;
    private final long windowStartNanos;
    private final long windowEndNanos;

    private final Recorder latenciesMicros = new Recorder(TimeUnit.NANOSECONDS.toMicros(LATENCY_MAX.toNanos()), 3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder acceptedEver = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Failures failed = new Failures();
    private final LongAdder retries = new LongAdder();
    private final CountDownLatch ended;
    private final Listener listener;

    /** Hears of each answer from the first command on, warm-up included. */
    @FunctionalInterface
    interface Listener {
        void answered(long startNanos, long nowNanos, Outcome outcome);
    }

    private Load(
            Subject subject,
            Supplier<Deployment> work,
            int inFlight,
            int issuers,
            Duration warmup,
            Duration window,
            Listener listener) {
        this.listener = listener;
        this.subject = subject;
        this.work = work;
        this.inFlight = inFlight;
        this.issuers = issuers;
        this.windowNanos = window.toNanos();
        this.windowStartNanos = System.nanoTime() + warmup.toNanos();
        this.windowEndNanos = windowStartNanos + windowNanos;
        this.ended = new CountDownLatch(inFlight);
    }

    /**
     * Measures once.
     *
     * @param issuers threads that issue the commands of an {@link AsyncSubject}
     */
    public static Measurement run(
            Subject subject, Supplier<Deployment> work, int inFlight, int issuers, Duration warmup, Duration window)
            throws InterruptedException {
        return new Load(subject, work, inFlight, issuers, warmup, window, (start, now, outcome) -> {}).run();
    }

    /** The same without a warm-up; the listener hears of each answer. */
    static Measurement run(
            Subject subject, Supplier<Deployment> work, int inFlight, int issuers, Duration window, Listener listener)
            throws InterruptedException {
        return new Load(subject, work, inFlight, issuers, Duration.ZERO, window, listener).run();
    }

    private Measurement run() throws InterruptedException {
        ExecutorService threads = switch (subject) {
            case BlockingSubject blocking -> {
                ExecutorService pool = Executors.newFixedThreadPool(inFlight);
                for (int i = 0; i < inFlight; i++) {
                    pool.execute(() -> callInTurn(blocking));
                }
                yield pool;
            }
            case AsyncSubject async -> {
                ExecutorService pool = Executors.newFixedThreadPool(issuers);
                for (int i = 0; i < inFlight; i++) {
                    next(async, pool);
                }
                yield pool;
            }
        };
        try {
            sleepUntil(windowStartNanos);
            long cpuBefore = cpuNanos();
            long collectionBefore = collectionMillis();
            sleepUntil(windowEndNanos);
            long cpu = cpuNanos() - cpuBefore;
            long collection = collectionMillis() - collectionBefore;
            boolean drained = ended.await(DRAIN_MAX.toSeconds(), TimeUnit.SECONDS);
            return measurement(cpu, collection, drained ? 0 : (int) ended.getCount());
        } finally {
            threads.shutdownNow();
        }
    }

    private void callInTurn(BlockingSubject blocking) {
        try {
            while (System.nanoTime() < windowEndNanos) {
                Deployment command = work.get();
                long start = System.nanoTime();
                try {
                    answered(start, blocking.deploy(command));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (Exception e) {
                    failed.add(e);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    /** The clock starts here: waiting for a thread that issues commands is waiting, too. */
    private void next(AsyncSubject async, ExecutorService pool) {
        long start = System.nanoTime();
        if (start >= windowEndNanos) {
            ended.countDown();
        } else {
            pool.execute(() -> issue(start, async, pool));
        }
    }

    private void issue(long start, AsyncSubject async, ExecutorService pool) {
        CompletionStage<Outcome> answer;
        try {
            answer = async.deploy(work.get());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((outcome, failure) -> {
            if (failure == null) {
                answered(start, outcome);
            } else {
                failed.add(failure);
            }
            next(async, pool);
        });
    }

    private void answered(long startNanos, Outcome outcome) {
        long now = System.nanoTime();
        if (outcome.accepted()) {
            acceptedEver.increment();
        }
        listener.answered(startNanos, now, outcome);
        if (now < windowStartNanos) {
            return;
        }
        latenciesMicros.recordValue(Math.min(
                TimeUnit.NANOSECONDS.toMicros(now - startNanos), TimeUnit.NANOSECONDS.toMicros(LATENCY_MAX.toNanos())));
        if (now >= windowEndNanos) {
            return;
        }
        (outcome.accepted() ? accepted : refused).increment();
        retries.add(outcome.retries());
    }

    private Measurement measurement(long cpuNanos, long collectionMillis, int unanswered) {
        Histogram latencies = latenciesMicros.getIntervalHistogram();
        double seconds = windowNanos / 1e9;
        long count = accepted.sum();
        return new Measurement(
                inFlight,
                round(count / seconds),
                round(count * subject.eventsPerOperation() / seconds),
                round(latencies.getValueAtPercentile(50) / 1000.0),
                round(latencies.getValueAtPercentile(99) / 1000.0),
                round(latencies.getMaxValue() / 1000.0),
                count,
                refused.sum(),
                failed.count(),
                retries.sum(),
                acceptedEver.sum() * subject.eventsPerOperation(),
                count == 0 ? 0 : round(cpuNanos / 1000.0 / count),
                collectionMillis,
                unanswered,
                failed.first());
    }

    private static double round(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean process
                ? process.getProcessCpuTime()
                : 0;
    }

    private static long collectionMillis() {
        List<Long> times = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            times.add(collector.getCollectionTime());
        }
        return times.stream().mapToLong(Long::longValue).sum();
    }
}
