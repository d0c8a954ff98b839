package org.muster.benchmark.pipeline;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;

/**
 * Commands over HTTP at a steady rate, whatever becomes of the earlier ones, and how long after its answer a command is visible
 * to a query over HTTP. Command side and query side are processes of their own, with one PostgreSQL and, in this process, one
 * broker.
 */
public final class LatencyBenchmark {

    private static final int[] RATES_PER_SECOND = {1_000, 5_000};
    private static final int STEPS_PER_SECOND = 200;
    private static final int STREAMS = 4;
    private static final int WARM_UP_SECONDS = 10;
    private static final int WINDOW_SECONDS = 8;

    /** So many commands a second are followed by a query. */
    private static final int QUERIES_PER_SECOND = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Stations stations = new Stations();
    private final List<String> rows = new ArrayList<>();

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
            Stations.prepare(sides.commandPort(), token);
            for (int rate : RATES_PER_SECOND) {
                commands(sides, token, rate, WARM_UP_SECONDS);
                row(commands(sides, token, rate, WINDOW_SECONDS));
            }
        }
        Path out = Path.of(System.getProperty("benchmark.home", ".")).resolve("out/latency.md");
        Files.createDirectories(out.getParent());
        Files.writeString(out, String.join("\n", rows) + "\n");
    }

    /** @return the row that says what came of it */
    private String commands(RunningSides sides, String token, int perSecond, int seconds) throws Exception {
        LongAdder refused = new LongAdder();
        LongAdder answers = new LongAdder();
        long start = System.nanoTime();
        try (Visibility visibility = new Visibility(http, sides.queryPort(), token)) {
            int sampledEvery = perSecond / QUERIES_PER_SECOND;
            List<BulkStream> streams = new ArrayList<>();
            for (int stream = 0; stream < STREAMS; stream++) {
                streams.add(new BulkStream(sides.commandPort(), token, answer -> {
                    answers.increment();
                    if (!Stations.isAccepted(answer)) {
                        refused.increment();
                    } else if (answers.sum() % sampledEvery == 0) {
                        visibility.acknowledged(answer);
                    }
                }));
            }
            send(streams, perSecond, seconds);
            for (BulkStream stream : streams) {
                stream.close();
            }
            double lateSeconds = (System.nanoTime() - start) / 1e9 - seconds;
            return String.format(
                    Locale.ROOT,
                    "| %,d/s | %,d commands, %d refused, the last answered %.2f s after the window | %s |",
                    perSecond,
                    answers.sum(),
                    refused.sum(),
                    lateSeconds,
                    visibility.figures());
        }
    }

    /** Open loop: a step is due when it is due, and whoever is late hurries. */
    private void send(List<BulkStream> streams, int perSecond, int seconds) throws IOException {
        long start = System.nanoTime();
        for (int step = 0; step < seconds * STEPS_PER_SECOND; step++) {
            long dueNanos = start + step * TimeUnit.SECONDS.toNanos(1) / STEPS_PER_SECOND;
            while (System.nanoTime() < dueNanos) {
                LockSupport.parkNanos(dueNanos - System.nanoTime());
            }
            List<String> lines = new ArrayList<>();
            for (int command = 0; command < perSecond / STEPS_PER_SECOND; command++) {
                lines.add(stations.nextLine());
            }
            streams.get(step % STREAMS).send(lines);
        }
    }

    private void row(String row) {
        rows.add(row);
        System.out.println(row);
    }
}
