package org.muster.commandside.adapter.axon.event;

import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.DomainEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place that reads what was stored, whatever version it was stored in. All events are of version 1 so far; the
 * first version 2 brings its upcaster here.
 */
public final class EventUpcasters {

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
        if (!version.equals(Integer.toString(type.version()))) {
            throw new IllegalStateException(
                    "the store holds %s in version %s, this program knows %d".formatted(name, version, type.version()));
        }
        return mapper.readValue(json, type.form());
    }
}
