package org.muster.catalog;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.events.volunteer.Nationality;

/**
 * The JSON Schema (2020-12) of a record, as nested maps that any JSON library writes out. It is derived from the record, so
 * contract and code cannot drift apart.
 */
public final class JsonSchema {

    /** Dates that the register takes: from 1900 to 2099, so that a typing error is noticed. */
    static final String DATE = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$";

    /** The greatest absolute value of whole numbers. */
    static final int NUMBER_MAX = 1_000_000;

    /** The greatest position: the greatest whole number that every JSON parser reads exactly. */
    static final long POSITION_MAX = 9_007_199_254_740_991L;

    private static final int ITEMS_MAX = 50;

    /** ISO 3166-1 alpha-3 as the JDK knows it, and XKX, which is in use for Kosovo though not assigned. */
    private static final List<String> COUNTRIES = Stream.concat(
                    Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).stream(), Stream.of("XKX"))
            .sorted()
            .toList();

    private JsonSchema() {}

    /** The schema of the record's JSON object; unknown members are not allowed. */
    public static Map<String, Object> of(Class<? extends Record> form) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : form.getRecordComponents()) {
            properties.put(component.getName(), schemaOf(component.getAnnotatedType(), component));
            if (component.getType() != Optional.class && component.getType() != boolean.class) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> schemaOf(AnnotatedType annotated, AnnotatedElement where) {
        if (raw(annotated) == Map.class) {
            return ordered("type", "object"); // the data of any event; its own schema says more
        }
        if (annotated instanceof AnnotatedParameterizedType generic) {
            AnnotatedType element = generic.getAnnotatedActualTypeArguments()[0];
            Map<String, Object> inner = schemaOf(element, element.isAnnotationPresent(Text.class) ? element : where);
            return raw(annotated) == Optional.class ? inner : list(inner);
        }
        Class<?> type = raw(annotated);
        if (type == String.class) {
            return text(where.getAnnotation(Text.class));
        }
        if (type == LocalDate.class) {
            return ordered("type", "string", "format", "date", "pattern", DATE);
        }
        if (type == int.class || type == Integer.class) {
            return ordered("type", "integer", "minimum", -NUMBER_MAX, "maximum", NUMBER_MAX);
        }
        if (type == long.class) {
            return ordered("type", "integer", "minimum", 1, "maximum", POSITION_MAX);
        }
        if (type == boolean.class) {
            return ordered("type", "boolean", "default", false);
        }
        if (type.isEnum()) {
            return ordered(
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(c -> ((Enum<?>) c).name())
                            .toList());
        }
        if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("no JSON Schema for " + type.getName());
    }

    private static Class<?> raw(AnnotatedType annotated) {
        return annotated.getType() instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) annotated.getType();
    }

    private static Map<String, Object> text(Text text) {
        if (text == null) {
            throw new IllegalArgumentException("a text of the contract says its form with @Text");
        }
        if (text.pattern().equals(Text.COUNTRY)) {
            return ordered("enum", COUNTRIES);
        }
        if (text.pattern().equals(Text.NATIONALITY)) {
            return ordered("enum", Nationality.codes());
        }
        return ordered("type", "string", "minLength", 1, "maxLength", text.max(), "pattern", text.pattern());
    }

    private static Map<String, Object> list(Map<String, Object> items) {
        return ordered("type", "array", "minItems", 1, "maxItems", ITEMS_MAX, "uniqueItems", true, "items", items);
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
