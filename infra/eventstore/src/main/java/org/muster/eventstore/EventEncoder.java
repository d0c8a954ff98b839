package org.muster.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Tags;
import org.muster.eventstore.order.Timestamps;

/** Turns event messages into the form in which they are stored, and holds their limits. */
final class EventEncoder {

    private final PayloadCodec codec;
    private final EventStoreSettings settings;

    EventEncoder(PayloadCodec codec, EventStoreSettings settings) {
        this.codec = codec;
        this.settings = settings;
    }

    /** @throws IllegalArgumentException when the events break a limit */
    List<AppendedEvent> encode(List<TaggedEventMessage<?>> events) {
        if (events.size() > settings.appendEventsMax()) {
            throw new IllegalArgumentException("%d events in one append, at most %d are allowed"
                    .formatted(events.size(), settings.appendEventsMax()));
        }
        List<AppendedEvent> encoded = new ArrayList<>(events.size());
        for (TaggedEventMessage<?> tagged : events) {
            encoded.add(encode(tagged));
        }
        return encoded;
    }

    private String subject(EventMessage message) {
        String subject = codec.subject(message.type(), message.payload());
        if (subject.isEmpty()) {
            throw new IllegalArgumentException(
                    "An event needs a subject, and one of " + message.type().name() + " has none");
        }
        Tags.requirePrintable("subject", subject);
        return subject;
    }

    private AppendedEvent encode(TaggedEventMessage<?> tagged) {
        EventMessage message = tagged.event();
        if (tagged.tags().size() > settings.tagsMax()) {
            throw new IllegalArgumentException("%d tags on one event, at most %d are allowed"
                    .formatted(tagged.tags().size(), settings.tagsMax()));
        }
        byte[] payload = codec.encode(message.type(), message.payload());
        if (payload.length > settings.payloadBytesMax()) {
            throw new IllegalArgumentException("A payload of %d bytes, at most %d are allowed"
                    .formatted(payload.length, settings.payloadBytesMax()));
        }
        Tags.requirePrintable("type", message.type().name());
        Tags.requirePrintable("version", message.type().version());
        return new AppendedEvent(
                UUID.fromString(message.identifier()),
                message,
                subject(message),
                Timestamps.truncate(message.timestamp()),
                payload,
                Tags.texts(tagged.tags()));
    }
}
