package org.muster.commandside.publication;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;

/**
 * The recorded events in the form in which they are published. Everything is taken from the store and nothing from the
 * clock, so that a topic rebuilt from the store is the same, byte for byte.
 */
public final class StorePublicationSource implements PublicationSource {

    private static final URI SOURCE = URI.create("/muster");

    /** One per type and version ever stored: a few dozen. */
    private static final Map<String, URI> SCHEMAS = new ConcurrentHashMap<>();

    private final History history;

    /** @param history of which every event is published */
    public StorePublicationSource(History history) {
        this.history = history;
    }

    @Override
    public List<OutgoingEvent> readAfter(long position, int limit) {
        return history.after(position, limit).stream()
                .map(StorePublicationSource::outgoing)
                .toList();
    }

    @Override
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        return history.awaitAfter(position, timeout);
    }

    @Override
    public long head() {
        return history.head();
    }

    static OutgoingEvent outgoing(HistoryEvent recorded) {
        String subject = recorded.subject().toString();
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(recorded.id().toString())
                .withSource(SOURCE)
                .withType(recorded.type())
                .withDataSchema(SCHEMAS.computeIfAbsent(recorded.type(), EventType::schemaId))
                .withSubject(subject)
                .withTime(recorded.recordedAt().atOffset(ZoneOffset.UTC))
                .withData("application/json", recorded.data());
        if (recorded.commandId() != null) {
            event.withExtension("commandid", recorded.commandId());
        }
        if (recorded.traceparent() != null) {
            event.withExtension("traceparent", recorded.traceparent());
        }
        CloudEvent built = event.build();
        return new OutgoingEvent(recorded.position(), subject, built);
    }
}
