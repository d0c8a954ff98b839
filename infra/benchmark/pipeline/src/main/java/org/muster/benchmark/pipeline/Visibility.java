package org.muster.benchmark.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * From a command's answer to the answer of a query that names the command's position: the query side answers once all its read
 * models have everything up to there.
 */
final class Visibility implements AutoCloseable {

    private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");

    private final ConcurrentHistogram micros = new ConcurrentHistogram(60_000_000, 3);
    private final LongAdder failures = new LongAdder();
    private final ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final int queryPort;
    private final String token;

    Visibility(HttpClient http, int queryPort, String token) {
        this.http = http;
        this.queryPort = queryPort;
        this.token = token;
    }

    /** A command was answered just now: asks for its position in the background. */
    void acknowledged(String answer) {
        long atNanos = System.nanoTime();
        Matcher position = POSITION.matcher(answer);
        if (!position.find()) {
            throw new IllegalStateException("An answer without a position: " + answer);
        }
        queries.execute(() -> query(position.group(1), atNanos));
    }

    private void query(String position, long sinceNanos) {
        HttpRequest query = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + queryPort + "/missions/" + Stations.mission(0)))
                .header("Authorization", "Bearer " + token)
                .header("Muster-Position", position)
                .build();
        try {
            HttpResponse<Void> answer = http.send(query, BodyHandlers.discarding());
            if (answer.statusCode() == 200) {
                micros.recordValue((System.nanoTime() - sinceNanos) / 1_000);
            } else {
                failures.increment();
            }
        } catch (IOException e) {
            failures.increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once the last query is answered. */
    String figures() {
        queries.close();
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, %d queries, %d failed",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(90) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getTotalCount(),
                failures.sum());
    }

    @Override
    public void close() {
        queries.close();
    }
}
