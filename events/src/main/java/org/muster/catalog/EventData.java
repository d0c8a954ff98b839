package org.muster.catalog;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An event as the plain values of its JSON, and back: so one event can carry the data of another. Absent values are left out, as in
 * the JSON.
 */
public final class EventData {

    private static final String WHOLE_NUMBER = "-?[0-9]{1,7}";

    private EventData() {}

    /** The data of a record: texts, numbers, flags, lists and maps. */
    public static Map<String, Object> of(Record event) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = plain(value(event, component));
            if (value != null) {
                data.put(component.getName(), value);
            }
        }
        return data;
    }

    /**
     * The record of these data; members that it does not have are left out.
     *
     * @throws IllegalArgumentException if they are not those of such a record
     */
    public static <R extends Record> R read(Class<R> form, Map<?, ?> data) {
        RecordComponent[] components = form.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = typed(components[i].getGenericType(), data.get(components[i].getName()));
        }
        return construct(form, components, values);
    }

    /** The value of a field as text; empty if it is absent. */
    public static Optional<String> text(Record event, String field) {
        return Optional.ofNullable(plain(value(event, component(event, field)))).map(Object::toString);
    }

    /**
     * The same event with another value of a field.
     *
     * @param text the value as text; empty if it shall be absent
     * @throws IllegalArgumentException if the field cannot have this value, or there is no such field
     */
    public static <R extends Record> R with(R event, String field, Optional<String> text) {
        RecordComponent[] components = event.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        component(event, field);
        for (int i = 0; i < components.length; i++) {
            values[i] =
                    components[i].getName().equals(field) ? parsed(components[i], text) : value(event, components[i]);
        }
        @SuppressWarnings("unchecked") // the class of an R
        Class<R> form = (Class<R>) event.getClass();
        return construct(form, components, values);
    }

    private static RecordComponent component(Record event, String field) {
        return Arrays.stream(event.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + field));
    }

    private static Object parsed(RecordComponent component, Optional<String> text) {
        boolean optional = component.getType() == Optional.class;
        if (text.isEmpty()) {
            if (!optional) {
                throw new IllegalArgumentException(component.getName() + " is required");
            }
            return Optional.empty();
        }
        Class<?> type = raw(optional ? argument(component.getGenericType()) : component.getGenericType());
        Object value = parsed(component, type, text.get());
        return optional ? Optional.of(value) : value;
    }

    private static Object parsed(RecordComponent component, Class<?> type, String text) {
        boolean fits = switch (type) {
            case Class<?> t when t == LocalDate.class -> text.matches(JsonSchema.DATE);
            case Class<?> t
            when t == int.class || t == Integer.class ->
                text.matches(WHOLE_NUMBER) && Math.abs(Integer.parseInt(text)) <= JsonSchema.NUMBER_MAX;
            case Class<?> t
            when t == String.class -> {
                Text form = component.getAnnotation(Text.class);
                yield form != null && text.length() <= form.max() && text.matches(form.pattern());
            }
            case Class<?> t when t == boolean.class -> text.equals("true") || text.equals("false");
            default -> type.isEnum();
        };
        if (!fits) {
            throw new IllegalArgumentException(component.getName() + " cannot have this value");
        }
        try {
            return switch (type) {
                case Class<?> t when t == int.class || t == Integer.class -> Integer.valueOf(text);
                case Class<?> t when t == boolean.class -> Boolean.valueOf(text);
                default -> typed(type, text);
            };
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(component.getName() + " is no date", e);
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(EventData::plain).orElse(null);
            case List<?> list -> list.stream().map(EventData::plain).toList();
            case Enum<?> constant -> constant.name();
            case LocalDate date -> date.toString();
            case Record inner -> of(inner);
            case null -> null;
            default -> value;
        };
    }

    private static Object typed(Type type, Object plain) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return plain == null ? Optional.empty() : Optional.of(typed(argument(type), plain));
        }
        if (plain == null) {
            if (raw == boolean.class) {
                return false;
            }
            throw new IllegalArgumentException("a value is missing");
        }
        if (plain instanceof List<?> list && raw == List.class) {
            List<Object> values = new ArrayList<>();
            list.forEach(item -> values.add(typed(argument(type), item)));
            return List.copyOf(values);
        }
        if (plain instanceof Map<?, ?> inner && raw.isRecord()) {
            return read(raw.asSubclass(Record.class), inner);
        }
        if (plain instanceof String text && raw == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (plain instanceof String text && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(raw.getSimpleName() + " has no such word"));
        }
        boolean same = raw == String.class && plain instanceof String
                || (raw == int.class || raw == Integer.class) && plain instanceof Integer
                || raw == boolean.class && plain instanceof Boolean;
        if (!same) {
            throw new IllegalArgumentException("a value is not of type " + raw.getSimpleName());
        }
        return plain;
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Object value(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an event cannot be read", e);
        }
    }

    private static <R extends Record> R construct(Class<R> form, RecordComponent[] components, Object[] values) {
        try {
            return form.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("these are no data of " + form.getSimpleName(), e);
        }
    }
}
