package org.muster.queryside.projection;

import io.cloudevents.CloudEventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.DomainEvent;
import org.muster.messaging.IncomingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the facts of one family from their wire form by the catalog, and leaves the others alone: so one that cannot be read
 * stops only the read models that are about it.
 *
 * <p>A fact whose name the catalog does not have is newer than this reader and is left out: no report of this version can
 * depend on it. A known name in an unknown version stops the projection, because leaving that out would miscount.
 */
final class Facts {

    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);

    /** How many unknown types are remembered as already told. */
    private static final int UNKNOWN_MAX = 1000;

    private static final Pattern WIRE_NAME = Pattern.compile("(.+)\\.v(\\d{1,9})");

    private final JsonMapper json;
    private final Class<? extends DomainEvent> family;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    Facts(JsonMapper json, Class<? extends DomainEvent> family) {
        this.json = json;
        this.family = family;
    }

    /**
     * The family's facts among these events, in the same order.
     *
     * @throws IllegalStateException if one is in a version that is not known here
     * @throws tools.jackson.core.JacksonException if one is not what the catalog says
     */
    List<Recorded> read(List<IncomingEvent> events) {
        List<Recorded> facts = new ArrayList<>(events.size());
        for (IncomingEvent incoming : events) {
            known(incoming.event().getType())
                    .ifPresent(type -> facts.add(new Recorded(incoming.position(), read(incoming, type))));
        }
        return facts;
    }

    private DomainEvent read(IncomingEvent incoming, EventType type) {
        CloudEventData data = incoming.event().getData();
        if (data == null) {
            throw new IllegalStateException("the event at position " + incoming.position() + " has no data");
        }
        return json.readValue(data.toBytes(), type.form());
    }

    private Optional<EventType> known(String wireName) {
        Matcher name = WIRE_NAME.matcher(wireName);
        Optional<EventType> type = name.matches() ? EventCatalog.named(name.group(1)) : Optional.empty();
        if (type.isEmpty() && unknown.size() < UNKNOWN_MAX && unknown.add(wireName)) {
            LOG.warn("Facts of type {} are unknown to this version and are left out", wireName);
        }
        Optional<EventType> ours = type.filter(entry -> family.isAssignableFrom(entry.form()));
        if (ours.isPresent() && ours.get().version() != Integer.parseInt(name.group(2))) {
            throw new IllegalStateException(
                    wireName + " is known only in version " + ours.get().version());
        }
        return ours;
    }
}
