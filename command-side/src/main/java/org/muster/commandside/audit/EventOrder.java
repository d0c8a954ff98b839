package org.muster.commandside.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order events are answered. */
enum EventOrder {
    OLDEST,
    NEWEST;

    static Optional<EventOrder> parse(String text) {
        return Arrays.stream(values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
