package org.muster.benchmark.doors;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.muster.benchmark.kit.Work;

/**
 * From a command's answer to the answer of a query that names the command's position in {@code Muster-Position}: publication,
 * projection, and the query itself. Commands come at a steady rate, whatever becomes of the earlier ones.
 */
final class Visibility {

    private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");
    private static final int QUERIES_PER_SECOND = 100;
    private static final long LATENCY_MAX_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final URI mission;
    private final String token;
    private final AtomicLong highestPosition = new AtomicLong();

    /** @param mission to ask for */
    Visibility(int queryPort, String mission, String token) {
        this.mission = URI.create("http://127.0.0.1:" + queryPort + "/missions/" + mission);
        this.token = token;
    }

    /**
     * The figures of one rate.
     *
     * @param lateSeconds by how much the last command was answered after the time had passed
     */
    record Visible(
            int perSecond,
            long accepted,
            long refused,
            double lateSeconds,
            long queries,
            long failedQueries,
            double p50Millis,
            double p99Millis) {}

    Visible run(BulkSubject commands, Work work, int perSecond, Duration time) throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(LATENCY_MAX_MICROS, 3);
        LongAdder accepted = new LongAdder();
        LongAdder refused = new LongAdder();
        LongAdder failed = new LongAdder();
        long count = perSecond * time.toMillis() / 1000;
        long start = System.nanoTime();
        AtomicLong lastAnswer = new AtomicLong(start);
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor()) {
            Phaser unanswered = new Phaser(1);
            for (long number = 0; number < count; number++) {
                long due = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                boolean sampled = number % (perSecond / QUERIES_PER_SECOND) == 0;
                unanswered.register();
                commands.send(Commands.OPEN_DUTY_STATION.line(work.get())).whenComplete((answer, failure) -> {
                    long now = System.nanoTime();
                    lastAnswer.accumulateAndGet(now, Math::max);
                    if (failure == null && BulkSubject.outcome(answer).accepted()) {
                        accepted.increment();
                        if (sampled) {
                            queries.execute(() -> query(http, position(answer), now, micros, failed));
                        }
                    } else {
                        refused.increment();
                    }
                    unanswered.arriveAndDeregister();
                });
            }
            unanswered.awaitAdvanceInterruptibly(unanswered.arrive());
        }
        return new Visible(
                perSecond,
                accepted.sum(),
                refused.sum(),
                (lastAnswer.get() - start) / 1e9 - time.toMillis() / 1e3,
                micros.getTotalCount(),
                failed.sum(),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3);
    }

    private long position(String answer) {
        Matcher position = POSITION.matcher(answer);
        if (!position.find()) {
            throw new IllegalStateException("An answer without a position: " + answer);
        }
        long value = Long.parseLong(position.group(1));
        highestPosition.accumulateAndGet(value, Math::max);
        return value;
    }

    private void query(HttpClient http, long position, long sinceNanos, ConcurrentHistogram micros, LongAdder failed) {
        try {
            int status = ask(http, position);
            if (status == 200) {
                micros.recordValue(Math.min(LATENCY_MAX_MICROS, (System.nanoTime() - sinceNanos) / 1_000));
            } else {
                failed.increment();
            }
        } catch (IOException e) {
            failed.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int ask(HttpClient http, long position) throws IOException, InterruptedException {
        HttpRequest query = HttpRequest.newBuilder(mission)
                .header("Authorization", "Bearer " + token)
                .header("Muster-Position", Long.toString(position))
                .build();
        return http.send(query, BodyHandlers.discarding()).statusCode();
    }

    /** Until the query side has caught up with this answer. */
    void await(String answer, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (ask(http, position(answer)) != 200) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The query side has not caught up after " + limit);
                }
                Thread.sleep(100);
            }
        }
    }
}
