package org.muster.benchmark.kit;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts the exceptions of many commands and keeps what the first one said. */
final class Failures {

    private final LongAdder count = new LongAdder();
    private final AtomicReference<String> first = new AtomicReference<>("");

    void add(Throwable failure) {
        count.increment();
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        first.compareAndSet("", String.valueOf(cause).lines().findFirst().orElse("?"));
    }

    long count() {
        return count.sum();
    }

    String first() {
        return first.get();
    }
}
