package org.muster.queryside;

import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.catalog.EventCatalog;
import org.muster.events.DomainEvent;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import tools.jackson.databind.json.JsonMapper;

/** A register of events in memory, for the real publisher to read: what the event store is in production. */
final class Register implements PublicationSource {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final OffsetDateTime RECORDED = OffsetDateTime.of(2026, 11, 23, 12, 0, 0, 0, ZoneOffset.UTC);

    private final List<OutgoingEvent> events = new ArrayList<>();

    /** Records events, and says at which position the last one is. */
    synchronized long record(List<? extends DomainEvent> happened) {
        for (DomainEvent event : happened) {
            record(
                    EventCatalog.of(event.getClass()).wireName(),
                    event.subject().toString(),
                    JSON.writeValueAsBytes(event));
        }
        return events.size();
    }

    /** Records something under any type. */
    synchronized long record(String type, String subject, byte[] data) {
        long position = events.size() + 1L;
        events.add(new OutgoingEvent(
                position,
                subject,
                CloudEventBuilder.v1()
                        .withId("event-" + position)
                        .withSource(URI.create("urn:muster:test"))
                        .withType(type)
                        .withSubject(subject)
                        .withTime(RECORDED)
                        .withData("application/json", data)
                        .build()));
        notifyAll();
        return position;
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
