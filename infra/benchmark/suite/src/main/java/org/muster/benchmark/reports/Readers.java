package org.muster.benchmark.reports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/** So many readers, each of whom asks again as soon as it is answered. */
record Readers(int count, int port, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What came of one question. */
    record Answered(long answers, long failed, double perSecond, double p50Millis, double p99Millis) {}

    /**
     * Asks one question.
     *
     * @param question an address, in which {@code {mission}} and {@code {volunteer}} are any of those that there are
     * @param knownAt of each request; negative for now
     */
    Answered ask(String question, LongSupplier knownAt, Duration time) throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        LongAdder failed = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < count; reader++) {
                readers.execute(() -> {
                    while (System.nanoTime() < end) {
                        long asked = System.nanoTime();
                        if (isAnswered(http, address(question, knownAt.getAsLong()))) {
                            micros.recordValue((System.nanoTime() - asked) / 1_000);
                        } else {
                            failed.increment();
                        }
                    }
                });
            }
        }
        return new Answered(
                micros.getTotalCount(),
                failed.sum(),
                micros.getTotalCount() / ((System.nanoTime() - start) / 1e9),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3);
    }

    private static String address(String question, long knownAt) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String asked = question.replace(
                        "{mission}", SyntheticHistory.mission(random.nextInt(SyntheticHistory.MISSIONS)))
                .replace("{volunteer}", "V" + random.nextInt(1000));
        return knownAt < 0 ? asked : asked + (asked.contains("?") ? "&" : "?") + "knownAt=" + knownAt;
    }

    private boolean isAnswered(HttpClient http, String address) {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                                            .header("Authorization", "Bearer " + token)
                                            .timeout(TIMEOUT)
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
