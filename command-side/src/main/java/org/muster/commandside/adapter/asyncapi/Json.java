package org.muster.commandside.adapter.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as nested maps, in the order in which it is written. */
final class Json {

    private Json() {}

    /** An object of names and values by turns. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> reference(String pointer) {
        return object("$ref", pointer);
    }

    /** The schema of a text. */
    static Map<String, Object> text(String description) {
        return object("type", "string", "description", description);
    }

    /** The schema of an object whose members are all there, but those that are named. */
    static Map<String, Object> record(Map<String, Object> properties, String... optional) {
        return object(
                "type",
                "object",
                "properties",
                properties,
                "required",
                properties.keySet().stream()
                        .filter(name -> !List.of(optional).contains(name))
                        .toList());
    }
}
