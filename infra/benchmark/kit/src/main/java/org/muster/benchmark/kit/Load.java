package org.muster.benchmark.kit;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final long LATENCY_MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private static final Duration DRAIN_MAX = Duration.ofSeconds(60);

    private final Subject subject;
    private final Supplier<Deployment> work;
    private final int inFlight;
    private final long startNanos;

    /** Comes earlier when the work is used up. */
    private final AtomicLong endNanos;

    private final Recorder latenciesMicros = new Recorder(LATENCY_MAX_MICROS, 3);
    private final LongAdder accepted = new LongAdder();
    private final LongAdder acceptedEver = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private final CountDownLatch ended;
    private final ExecutorService threads;

    private Load(
            Subject subject, Supplier<Deployment> work, int inFlight, int issuers, Duration warmup, Duration window) {
        this.subject = subject;
        this.work = work;
        this.inFlight = inFlight;
        this.startNanos = System.nanoTime() + warmup.toNanos();
        this.endNanos = new AtomicLong(startNanos + window.toNanos());
        this.ended = new CountDownLatch(inFlight);
        this.threads = Executors.newFixedThreadPool(subject.blocking() ? inFlight : issuers);
    }

    /**
     * Measures once.
     *
     * @param work ends the run early when it returns null
     * @param issuers threads that issue the commands of a subject that does not block
     */
    public static Measurement run(
            Subject subject, Supplier<Deployment> work, int inFlight, int issuers, Duration warmup, Duration window)
            throws InterruptedException {
        return new Load(subject, work, inFlight, issuers, warmup, window).run();
    }

    private Measurement run() throws InterruptedException {
        try (threads) {
            for (int slot = 0; slot < inFlight; slot++) {
                next();
            }
            ended.await(startNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            long cpuBefore = cpuNanos();
            ended.await(endNanos.get() - System.nanoTime(), TimeUnit.NANOSECONDS);
            long cpu = cpuNanos() - cpuBefore;
            ended.await(DRAIN_MAX.toSeconds(), TimeUnit.SECONDS);
            threads.shutdownNow();
            return measurement(cpu, (int) ended.getCount());
        }
    }

    /** The clock starts here: waiting for a thread that issues commands is waiting, too. */
    private void next() {
        long now = System.nanoTime();
        if (now >= endNanos.get()) {
            ended.countDown();
        } else {
            threads.execute(() -> issue(now));
        }
    }

    private void issue(long sinceNanos) {
        Deployment command = work.get();
        if (command == null) {
            endNanos.accumulateAndGet(System.nanoTime(), Math::min);
            ended.countDown();
            return;
        }
        CompletionStage<Outcome> answer;
        try {
            answer = subject.deploy(command);
        } catch (Exception e) {
            answer = CompletableFuture.failedStage(e);
        }
        answer.whenComplete((outcome, failure) -> {
            if (failure == null) {
                answered(sinceNanos, outcome);
            } else {
                failed(failure);
            }
            next();
        });
    }

    private void answered(long sinceNanos, Outcome outcome) {
        long now = System.nanoTime();
        if (outcome.accepted()) {
            acceptedEver.increment();
        }
        if (now < startNanos) {
            return;
        }
        latenciesMicros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(now - sinceNanos), LATENCY_MAX_MICROS));
        if (now < endNanos.get()) {
            (outcome.accepted() ? accepted : refused).increment();
            retries.add(outcome.retries());
        }
    }

    private void failed(Throwable failure) {
        failed.increment();
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        firstFailure.compareAndSet("", String.valueOf(cause).lines().findFirst().orElse("?"));
    }

    private Measurement measurement(long cpuNanos, int unanswered) {
        Histogram latencies = latenciesMicros.getIntervalHistogram();
        double seconds = Math.max(1, endNanos.get() - startNanos) / 1e9;
        long events = accepted.sum() * subject.eventsPerOperation();
        return new Measurement(
                inFlight,
                events / seconds,
                latencies.getValueAtPercentile(50) / 1000.0,
                latencies.getValueAtPercentile(99) / 1000.0,
                latencies.getMaxValue() / 1000.0,
                accepted.sum(),
                refused.sum(),
                failed.sum(),
                retries.sum(),
                acceptedEver.sum() * subject.eventsPerOperation(),
                events == 0 ? 0 : cpuNanos / 1000.0 / events,
                unanswered,
                firstFailure.get());
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean process
                ? process.getProcessCpuTime()
                : 0;
    }
}
