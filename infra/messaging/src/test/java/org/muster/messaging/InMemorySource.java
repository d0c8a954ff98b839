package org.muster.messaging;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.messaging.wire.CloudEventsCodec;

/** A source whose events are known: positions from 1, one of {@code keys} keys each, the position as data. */
public final class InMemorySource implements PublicationSource {

    private static final OffsetDateTime TIME = OffsetDateTime.of(1992, 3, 15, 0, 0, 0, 0, ZoneOffset.UTC);

    private final int keys;
    private final List<OutgoingEvent> events = new ArrayList<>();

    public InMemorySource(int keys) {
        this.keys = keys;
    }

    /** Appends events, and says at which position the last one is. */
    public synchronized long append(int count) {
        for (int i = 0; i < count; i++) {
            long position = events.size() + 1;
            events.add(event(position, keys));
        }
        notifyAll();
        return events.size();
    }

    /** The event at a position, one of {@code keys} keys. */
    public static OutgoingEvent event(long position, int keys) {
        String key = "volunteer:" + position % keys;
        return new OutgoingEvent(
                position,
                key,
                CloudEventBuilder.v1()
                        .withId("event-" + position)
                        .withSource(URI.create("urn:muster:test"))
                        .withType("muster.test.happened.v1")
                        .withSubject(key)
                        .withTime(TIME)
                        .withData(
                                CloudEventsCodec.JSON,
                                ("{\"position\":" + position + "}").getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    @Override
    public synchronized List<OutgoingEvent> readAfter(long position, int limit) {
        int from = Math.toIntExact(position);
        return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
    }

    @Override
    public synchronized boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (events.size() <= position) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }

    @Override
    public synchronized long head() {
        return events.size();
    }
}
