package org.muster.eventstore.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants in microseconds, the resolution of the store. */
public final class Timestamps {

    private Timestamps() {}

    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    public static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }
}
