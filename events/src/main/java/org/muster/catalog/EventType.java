package org.muster.catalog;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.muster.events.DomainEvent;

/**
 * One entry of the event catalog.
 *
 * @param name the stable name, {@code muster.<subject>.<event>}
 * @param version grows by one with each change of form that a reader could notice; every version ever stored stays
 *     readable
 * @param form the record that the present version is read into
 */
public record EventType(String name, int version, Class<? extends DomainEvent> form) {

    /** The CloudEvents {@code type}, for instance {@code muster.mission.established.v1}. */
    public String wireName() {
        return name + ".v" + version;
    }

    /**
     * The CloudEvents {@code dataschema}: names the {@linkplain #schema() schema} for ever, wherever it is served. Each
     * deployment serves it at {@code /schemas/} and the wire name.
     */
    public URI schemaId() {
        return schemaId(wireName());
    }

    /** As {@link #schemaId()}, of any version that was ever stored. */
    public static URI schemaId(String wireName) {
        return URI.create("urn:muster:schema:" + wireName);
    }

    /** The JSON Schema of the event's data. */
    public Map<String, Object> schema() {
        return JsonSchema.of(form.asSubclass(Record.class));
    }

    /** The fields that may be corrected; none for an event that is recorded for good. */
    public List<String> correctableFields() {
        Correctable correctable = form.getAnnotation(Correctable.class);
        return correctable == null ? List.of() : List.of(correctable.value());
    }

    /** Whether the event may be annulled. */
    public boolean annullable() {
        Correctable correctable = form.getAnnotation(Correctable.class);
        return correctable != null && correctable.annullable();
    }

    /**
     * The event of these data, as {@link EventData} has them.
     *
     * @throws IllegalArgumentException if they are not those of such an event
     */
    public DomainEvent read(Map<?, ?> data) {
        return (DomainEvent) EventData.read(form.asSubclass(Record.class), data);
    }
}
