package org.muster.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants in microseconds, the resolution of the store. */
final class Micros {

    private Micros() {}

    static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
