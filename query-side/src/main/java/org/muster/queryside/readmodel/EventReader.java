package org.muster.queryside.readmodel;

import io.cloudevents.CloudEventData;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.DomainEvent;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.UnreadableEventException;
import org.muster.readmodels.EventDecoder;
import org.muster.readmodels.ReadModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the events that a read model handles from their wire form by the catalog, and leaves the others alone undecoded: so an
 * event that cannot be read concerns only the read models that handle it. Live, rebuilt and retried events all pass through
 * here, so this is where older versions are brought to the present form.
 *
 * <p>An event whose name the catalog does not have is newer than this reader and is left out: no report of this version can
 * depend on it. A known name in an unknown version parks its subject, because leaving that out would miscount.
 */
final class EventReader implements EventDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    /** How many types are remembered; of those that are unknown, that they were told. */
    private static final int TYPES_MAX = 1000;

    private static final Pattern WIRE_NAME = Pattern.compile("(.+)\\.v(\\d{1,9})");

    /**
     * What the schema requires must be there, in records within records too; what it does not (a flag, an Optional) may have
     * been added since, and members unknown here too.
     */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(boolean.class, new Flag()))
            .build();

    private final Set<Class<?>> handled;
    private final Map<String, Optional<Form>> forms = new ConcurrentHashMap<>();

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    /** A type that is handled, the version that is at hand, and what reads it. */
    private record Form(EventType type, int version, ObjectReader reader) {

        DomainEvent read(byte[] data) {
            if (version == type.version()) {
                return reader.readValue(data);
            }
            Map<String, Object> stored = JSON.readValue(data, DATA);
            return stored == null ? null : reader.readValue(JSON.writeValueAsBytes(type.lift(version, stored)));
        }
    }

    private EventReader(Set<Class<?>> handled) {
        this.handled = handled;
    }

    /** For the events that a read model handles. */
    static EventReader of(ReadModel readModel) {
        return new EventReader(readModel.handles());
    }

    @Override
    public Optional<DomainEvent> decode(IncomingEvent incoming) {
        return known(incoming).map(form -> read(incoming, form));
    }

    private static DomainEvent read(IncomingEvent incoming, Form form) {
        CloudEventData data = incoming.event().getData();
        if (data == null) {
            throw new UnreadableEventException(incoming, "it has no data", null);
        }
        DomainEvent event;
        try {
            event = form.read(data.toBytes());
        } catch (JacksonException e) {
            throw new UnreadableEventException(
                    incoming,
                    "its data are not what " + form.type().wireName(form.version()) + " says: "
                            + e.getOriginalMessage(),
                    e);
        }
        if (event == null) {
            throw new UnreadableEventException(incoming, "its data are null", null);
        }
        // The subject that it is filed under owns the rows: another subject's events come from another partition, in no
        // order to these.
        if (!event.subject().toString().equals(incoming.event().getSubject())) {
            throw new UnreadableEventException(
                    incoming,
                    "it is about " + event.subject() + " but filed under "
                            + incoming.event().getSubject(),
                    null);
        }
        return event;
    }

    private Optional<Form> known(IncomingEvent incoming) {
        String wireName = incoming.event().getType();
        Optional<Form> remembered = forms.get(wireName);
        if (remembered != null) {
            return remembered;
        }
        Optional<Form> ours = lookedUp(incoming, wireName);
        if (forms.size() < TYPES_MAX) {
            forms.put(wireName, ours);
        }
        return ours;
    }

    private Optional<Form> lookedUp(IncomingEvent incoming, String wireName) {
        Matcher name = WIRE_NAME.matcher(wireName);
        Optional<EventType> type = name.matches() ? EventCatalog.named(name.group(1)) : Optional.empty();
        if (type.isEmpty() && forms.size() < TYPES_MAX) {
            LOG.warn("Events of type {} are unknown to this version and are left out", wireName);
        }
        return type.filter(entry -> handled.contains(entry.form())).map(entry -> {
            int version = Integer.parseInt(name.group(2));
            if (!entry.reads(version)) {
                throw new UnreadableEventException(incoming, wireName + " is known only in " + entry.versions(), null);
            }
            return new Form(entry, version, JSON.readerFor(entry.form()));
        });
    }

    /** A flag that is left out is false, as the schema says. */
    private static final class Flag extends StdDeserializer<Boolean> {

        Flag() {
            super(boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> (Boolean) context.handleUnexpectedToken(boolean.class, parser);
            };
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return false;
        }
    }
}
