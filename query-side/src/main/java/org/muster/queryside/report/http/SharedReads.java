package org.muster.queryside.report.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Reads once what several callers ask at the same time. Whoever asks while an equal question is being read waits for the next
 * reading, together with all others who do: so each gets an answer that was read after it asked, and at most one reading of
 * a question is under way, however many ask.
 *
 * @param <K> the question
 * @param <V> the answer
 */
final class SharedReads<K, V> {

    /** What is read of one question, and what will be read next; null while nobody waits for that. */
    private static final class Reading<V> {
        private CompletableFuture<V> now = new CompletableFuture<>();
        private CompletableFuture<V> next;
    }

    private final Map<K, Reading<V>> readings = new HashMap<>();

    /** Reads, or waits for somebody else's reading that begins after this call; throws what that throws. */
    V read(K question, Supplier<V> read) {
        CompletableFuture<V> before = null;
        CompletableFuture<V> awaited;
        boolean isRead = false;
        Reading<V> reading;
        synchronized (this) {
            reading = readings.get(question);
            if (reading == null) {
                reading = new Reading<>();
                readings.put(question, reading);
                awaited = reading.now;
            } else if (reading.next == null) {
                before = reading.now;
                reading.next = new CompletableFuture<>();
                awaited = reading.next;
            } else {
                awaited = reading.next;
                isRead = true;
            }
        }
        if (isRead) {
            return joined(awaited);
        }
        if (before != null) {
            before.handle((answer, failure) -> answer).join();
            synchronized (this) {
                reading.now = awaited;
                reading.next = null;
            }
        }
        try {
            awaited.complete(read.get());
        } catch (RuntimeException | Error failure) {
            awaited.completeExceptionally(failure);
        } finally {
            synchronized (this) {
                if (reading.now == awaited && reading.next == null) {
                    readings.remove(question);
                }
            }
        }
        return joined(awaited);
    }

    private static <V> V joined(CompletableFuture<V> awaited) {
        try {
            return awaited.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
