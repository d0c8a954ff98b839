package org.muster.catalog;

import java.util.Map;
import org.muster.events.DomainEvent;

/**
 * One entry of the event catalog.
 *
 * @param name the stable name, {@code muster.<subject>.<fact>}
 * @param version grows by one with each change of form that a reader could notice; every version ever stored stays
 *     readable
 * @param form the record that the present version is read into
 */
public record EventType(String name, int version, Class<? extends DomainEvent> form) {

    /** The CloudEvents {@code type}, for instance {@code muster.mission.established.v1}. */
    public String wireName() {
        return name + ".v" + version;
    }

    /** The JSON Schema of the event's data. */
    public Map<String, Object> schema() {
        return JsonSchema.of(form.asSubclass(Record.class));
    }
}
