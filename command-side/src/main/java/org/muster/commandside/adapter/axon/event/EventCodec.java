package org.muster.commandside.adapter.axon.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.messaging.core.MessageType;
import org.muster.events.DomainEvent;
import org.muster.eventstore.api.PayloadCodec;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON, in the form that the catalog publishes. */
public final class EventCodec implements PayloadCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    @Override
    public byte[] encode(MessageType type, Object payload) {
        return json(payload);
    }

    /** What is stored of an event. */
    public static byte[] json(Object event) {
        return JSON.writeValueAsBytes(event);
    }

    @Override
    public String subject(MessageType type, Object payload) {
        return ((DomainEvent) payload).subject().toString();
    }

    /** @throws IllegalStateException if the catalog does not know the type, or no upcaster its version */
    @Override
    public DomainEvent decode(MessageType type, byte[] bytes) {
        return EventUpcasters.read(type.name(), type.version(), bytes, JSON);
    }
}
