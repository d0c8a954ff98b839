package org.muster.commandside.adapter.axon.event;

import java.util.Map;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.DomainEvent;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The one place that reads what was stored, whatever version it was stored in: the catalog says how that is lifted. */
public final class EventUpcasters {

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private EventUpcasters() {}

    /**
     * Reads a stored event into its present form.
     *
     * @throws IllegalStateException if the name or version is unknown: an older program reads what a newer one stored.
     *     Guessing would decide on half a history
     */
    public static DomainEvent read(String name, String version, byte[] json, JsonMapper mapper) {
        EventType type = EventCatalog.named(name)
                .orElseThrow(() -> new IllegalStateException(
                        "the store holds events of type %s, which this program does not know".formatted(name)));
        if (version.equals(Integer.toString(type.version()))) {
            return mapper.readValue(json, type.form());
        }
        if (!version.matches("[0-9]{1,9}") || !type.reads(Integer.parseInt(version))) {
            throw new IllegalStateException("the store holds %s in version %s, this program knows %s"
                    .formatted(name, version, type.versions()));
        }
        return mapper.convertValue(type.lift(Integer.parseInt(version), mapper.readValue(json, DATA)), type.form());
    }
}
