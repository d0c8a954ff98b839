package org.muster.benchmark.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Notes when events are acknowledged and when readers have them: microseconds since 1970 by position, by the clock that all
 * processes of a machine share.
 */
final class Following {

    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(10);

    private final Map<String, ConcurrentSkipListMap<Long, Long>> arrived = new LinkedHashMap<>();
    private final List<AutoCloseable> readers = new ArrayList<>();

    /** Follows the subject by every way that it has. */
    Following(Followed subject) {
        for (String way : subject.ways()) {
            ConcurrentSkipListMap<Long, Long> moments = new ConcurrentSkipListMap<>();
            arrived.put(way, moments);
            readers.add(subject.follow(way, position -> moments.put(position, micros())));
        }
    }

    /** Appends at a fixed rate, whatever the answers, and waits for them. */
    static SequencedMap<Long, Long> appendAt(
            int perSecond, Duration time, Followed subject, LongFunction<Deployment> facts) {
        ConcurrentSkipListMap<Long, Long> acknowledged = new ConcurrentSkipListMap<>();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (long number = 0; number * periodNanos < time.toNanos(); number++) {
            for (long early = start + number * periodNanos - System.nanoTime();
                    early > 0;
                    early = start + number * periodNanos - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            answers.add(subject.append(facts.apply(number))
                    .thenAccept(position -> acknowledged.put(position, micros()))
                    .toCompletableFuture());
        }
        answers.forEach(CompletableFuture::join);
        return acknowledged;
    }

    /** By way: what has arrived, once the position has. */
    Map<String, ? extends SequencedMap<Long, Long>> arrivedUpTo(long position) {
        long deadline = System.nanoTime() + ARRIVAL_MAX.toNanos();
        arrived.forEach((way, moments) -> {
            while (moments.isEmpty() || moments.lastKey() < position) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s has nothing after %s"
                            .formatted(way, moments.isEmpty() ? "its start" : moments.lastKey()));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        });
        return arrived;
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    void end() throws Exception {
        for (AutoCloseable reader : readers) {
            reader.close();
        }
    }
}
