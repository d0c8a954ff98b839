package org.muster.benchmark.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands over HTTP at a steady rate, whatever becomes of the earlier ones, and how long after its answer a command is visible
 * to a query over HTTP. Command side and query side are processes of their own, with one PostgreSQL and, in this process, one
 * broker.
 */
public final class LatencyBenchmark {

    private static final int SINGLE_PER_SECOND = 1_000;
    private static final int BULK_PER_SECOND = 5_000;
    private static final int STEPS_PER_SECOND = 200;
    private static final int BULK_STREAMS = 4;
    private static final int WARM_UP_SECONDS = 5;
    private static final int WINDOW_SECONDS = 10;

    /** So many commands a second are followed by a query. */
    private static final int QUERIES_PER_SECOND = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<String> rows = new ArrayList<>();
    private final Deployments deployments =
            new Deployments((SINGLE_PER_SECOND + BULK_PER_SECOND) * (WARM_UP_SECONDS + WINDOW_SECONDS));

    private LatencyBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        new LatencyBenchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("latency");
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalKafka kafka = LocalKafka.temporary();
                TokenIssuer issuer = new TokenIssuer();
                RunningSides sides = new RunningSides(folder, issuer)
                        .start(
                                postgres.createDatabase("events", "command_side"),
                                postgres.createDatabase("query", "query_side"),
                                kafka.bootstrapServers())) {
            String token = issuer.token("commands import reports");
            long start = System.nanoTime();
            deployments.prepare(sides.commandPort(), token);
            row("prepared in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s", "", "");
            singles(sides, token, WARM_UP_SECONDS);
            row("one command a request, " + SINGLE_PER_SECOND + "/s", singles(sides, token, WINDOW_SECONDS));
            bulk(sides, token, WARM_UP_SECONDS);
            row(
                    BULK_STREAMS + " bulk requests, " + BULK_PER_SECOND + "/s together",
                    bulk(sides, token, WINDOW_SECONDS));
        }
        Path out = Path.of(System.getProperty("benchmark.home", ".")).resolve("out/latency.md");
        Files.createDirectories(out.getParent());
        Files.writeString(out, String.join("\n", rows) + "\n");
    }

    /** What came of a round. */
    private record Round(String commands, String visible) {}

    private Round singles(RunningSides sides, String token, int seconds) throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        LongAdder refused = new LongAdder();
        int sampledEvery = SINGLE_PER_SECOND / QUERIES_PER_SECOND;
        try (Visibility visibility = new Visibility(http, sides.queryPort(), token)) {
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                steadily(SINGLE_PER_SECOND, seconds, (dueNanos, numbers) -> {
                    for (int number : numbers) {
                        String body = JsonMapper.shared().writeValueAsString(deployments.next());
                        callers.execute(() -> {
                            String answer = command(sides.commandPort(), token, body);
                            micros.recordValue((System.nanoTime() - dueNanos) / 1_000);
                            if (answer.isEmpty()) {
                                refused.increment();
                            } else if (number % sampledEvery == 0) {
                                visibility.acknowledged(answer);
                            }
                        });
                    }
                });
            }
            return new Round(figures(micros, refused), visibility.figures());
        }
    }

    /** @return the answer; empty if it is not that the command was accepted */
    private String command(int port, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/commands/DeployVolunteer"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private Round bulk(RunningSides sides, String token, int seconds) throws Exception {
        ConcurrentHistogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        LongAdder refused = new LongAdder();
        LongAdder answers = new LongAdder();
        long started = System.nanoTime();
        try (Visibility visibility = new Visibility(http, sides.queryPort(), token)) {
            int sampledEvery = BULK_PER_SECOND / QUERIES_PER_SECOND;
            List<BulkStream> streams = new ArrayList<>();
            for (int stream = 0; stream < BULK_STREAMS; stream++) {
                streams.add(new BulkStream(sides.commandPort(), token, answer -> {
                    answers.increment();
                    if (!Deployments.isAccepted(answer)) {
                        refused.increment();
                    } else if (answers.sum() % sampledEvery == 0) {
                        visibility.acknowledged(answer);
                    }
                }));
            }
            steadily(BULK_PER_SECOND, seconds, (dueNanos, numbers) -> {
                List<String> lines = new ArrayList<>();
                for (int ignored : numbers) {
                    lines.add(deployments.nextLine());
                }
                try {
                    streams.get(numbers[0] / numbers.length % BULK_STREAMS).send(lines);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (BulkStream stream : streams) {
                stream.close();
            }
            double took = (System.nanoTime() - started) / 1e9;
            return new Round(
                    String.format(
                            Locale.ROOT,
                            "%d answered in %.1f s of %d s, %d refused",
                            answers.sum(),
                            took,
                            seconds,
                            refused.sum()),
                    visibility.figures());
        }
    }

    /** What is sent in a step. */
    private interface Step {
        void send(long dueNanos, int[] numbers);
    }

    /** Open loop: a step is due when it is due, and what is late counts from there. */
    private static void steadily(int perSecond, int seconds, Step step) {
        long start = System.nanoTime();
        int each = perSecond / STEPS_PER_SECOND;
        for (int turn = 0; turn < seconds * STEPS_PER_SECOND; turn++) {
            long due = start + turn * TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int first = turn * each;
            step.send(due, IntStream.range(first, first + each).toArray());
        }
    }

    private static String figures(ConcurrentHistogram micros, LongAdder refused) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms from when it was due, %d commands, %d refused",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getTotalCount(),
                refused.sum());
    }

    private void row(String what, Round round) {
        row(what, round.commands(), round.visible());
    }

    private void row(String what, String commands, String visible) {
        String row = "| " + what + " | " + commands + " | " + visible + " |";
        rows.add(row);
        System.out.println(row);
    }
}
