package org.muster.commandside.adapter.axon.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commands.Warning;
import org.muster.commandside.domain.decision.Decision;
import org.muster.events.DomainEvent;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a rule decided into what is stored: gives ids, the time, names and metadata. */
public final class EventMessageFactory {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Clock clock;

    /** Version 7: ids grow with time, so that the index on them stays dense. */
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    public EventMessageFactory(Clock clock) {
        this.clock = clock;
    }

    /**
     * The messages to append.
     *
     * @param commandMetadata as {@link EventMetadata} names it
     * @param command as its rule saw it: kept with the first event, so that the decision can be made again
     */
    public List<EventMessage> messages(
            Decision.Accepted decision, Map<String, String> commandMetadata, Record command) {
        Instant recordedAt = clock.instant();
        Map<String, String> metadata = new LinkedHashMap<>(commandMetadata);
        if (!decision.warnings().isEmpty()) {
            metadata.put(EventMetadata.WARNINGS, JSON.writeValueAsString(decision.warnings()));
        }
        metadata.put(
                EventMetadata.COMMAND_NAME,
                DecidedCommand.typeOf(command.getClass()).name());
        List<EventMessage> messages = new ArrayList<>(decision.events().size());
        for (DomainEvent event : decision.events()) {
            Map<String, String> own = new LinkedHashMap<>(metadata);
            own.put(EventMetadata.EFFECTIVE, event.effectiveOn().toString());
            if (messages.isEmpty()) {
                own.put(EventMetadata.COMMAND, CommandJson.write(command));
            }
            messages.add(new GenericEventMessage(ids.generate().toString(), type(event), event, own, recordedAt));
        }
        return messages;
    }

    public Instant now() {
        return clock.instant();
    }

    public static List<Warning> warnings(Map<String, String> metadata) {
        String json = metadata.get(EventMetadata.WARNINGS);
        return json == null ? List.of() : List.of(JSON.readValue(json, Warning[].class));
    }

    private static MessageType type(DomainEvent event) {
        EventType type = EventCatalog.of(event.getClass());
        return new MessageType(type.name(), Integer.toString(type.version()));
    }
}
