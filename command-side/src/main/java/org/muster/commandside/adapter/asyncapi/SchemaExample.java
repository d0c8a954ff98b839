package org.muster.commandside.adapter.asyncapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes an example of a JSON Schema of the catalog: a value that follows it, with every member. Rules may still refuse it. */
final class SchemaExample {

    private static final String DATE = "2026-07-01";

    /** Of which the first that fits is taken: a mission, an identifier, a line, a name, a tag, a field, an id. */
    private static final List<String> TEXTS = List.of(
            "UNTAC",
            "V-17",
            "An example",
            "QUI=",
            "S/RES/745",
            "a".repeat(64),
            "mission:UNTAC",
            "startedOn",
            "018f2f3e-7a61-7cc2-9b5e-1d2c3b4a5968");

    private SchemaExample() {}

    /** @throws IllegalArgumentException if the schema is one that the catalog does not write */
    static Object of(Map<?, ?> schema) {
        if (schema.get("const") != null) {
            return schema.get("const");
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.getFirst();
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> schema.get("properties") instanceof Map<?, ?> properties ? object(properties) : Map.of();
            case "array" -> List.of(of((Map<?, ?>) schema.get("items")));
            case "integer" -> 1;
            case "boolean" -> false;
            case "string" -> "date".equals(schema.get("format")) ? DATE : text(schema);
            default -> throw new IllegalArgumentException("no example of " + schema);
        };
    }

    private static Map<String, Object> object(Map<?, ?> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        properties.forEach((name, schema) -> object.put((String) name, of((Map<?, ?>) schema)));
        return object;
    }

    private static String text(Map<?, ?> schema) {
        Pattern pattern = Pattern.compile(schema.get("pattern") instanceof String form ? form : "");
        int lengthMax = schema.get("maxLength") instanceof Integer max ? max : Integer.MAX_VALUE;
        return TEXTS.stream()
                .filter(text ->
                        text.length() <= lengthMax && pattern.matcher(text).find())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no example of " + schema));
    }
}
