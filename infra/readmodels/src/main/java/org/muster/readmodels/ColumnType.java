package org.muster.readmodels;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How values of a Java type are kept in a column: the only place where the two are told from each other.
 *
 * @param sql the column's type
 * @param bytes how many a value takes, and where it is aligned; {@link #VARIABLE} if they differ
 * @param write writes a value
 * @param read reads a value; null or anything where the column is null
 */
record ColumnType(String sql, int bytes, Write write, Read read) {

    static final int VARIABLE = 0;

    interface Write {
        void write(BinaryCopy copy, Object value);
    }

    interface Read {
        Object read(ResultSet row, int index) throws SQLException;
    }

    private static final ColumnType TEXT = new ColumnType(
            "text", VARIABLE, (copy, value) -> copy.text((String) value), (row, index) -> row.getString(index));

    private static final ColumnType BIGINT = new ColumnType(
            "bigint", Long.BYTES, (copy, value) -> copy.bigint((Long) value), (row, index) -> row.getLong(index));

    private static final ColumnType INTEGER = new ColumnType(
            "integer",
            Integer.BYTES,
            (copy, value) -> copy.integer((Integer) value),
            (row, index) -> row.getInt(index));

    private static final ColumnType BOOLEAN = new ColumnType(
            "boolean", 1, (copy, value) -> copy.bool((Boolean) value), (row, index) -> row.getBoolean(index));

    private static final Map<Class<?>, ColumnType> SIMPLE = Map.of(
            String.class,
            TEXT,
            LocalDate.class,
            new ColumnType(
                    "date",
                    Integer.BYTES,
                    (copy, value) -> copy.date((LocalDate) value),
                    (row, index) -> row.getObject(index, LocalDate.class)),
            Instant.class,
            new ColumnType(
                    "timestamptz",
                    Long.BYTES,
                    (copy, value) -> copy.instant(BinaryCopy.micros((Instant) value)),
                    (row, index) -> {
                        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
                        return time == null ? null : time.toInstant();
                    }),
            long.class,
            BIGINT,
            Long.class,
            BIGINT,
            int.class,
            INTEGER,
            Integer.class,
            INTEGER,
            boolean.class,
            BOOLEAN,
            Boolean.class,
            BOOLEAN);

    /** The type for values of a record's component; empty if there is none. */
    static Optional<ColumnType> of(Type type) {
        if (type instanceof Class<?> simple) {
            return simple.isEnum() ? Optional.of(constant(simple)) : Optional.ofNullable(SIMPLE.get(simple));
        }
        if (type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] instanceof Class<?> element) {
            if (element == String.class) {
                return Optional.of(list(text -> ((String) text).getBytes(StandardCharsets.UTF_8), text -> text));
            }
            if (element.isEnum()) {
                Map<String, Object> constants = constants(element);
                byte[][] names = names(element);
                return Optional.of(list(constant -> names[((Enum<?>) constant).ordinal()], constants::get));
            }
        }
        return Optional.empty();
    }

    private static ColumnType constant(Class<?> type) {
        Map<String, Object> constants = constants(type);
        byte[][] names = names(type);
        return new ColumnType(
                "text", VARIABLE, (copy, value) -> copy.bytes(names[((Enum<?>) value).ordinal()]), (row, index) -> {
                    String name = row.getString(index);
                    Object constant = name == null ? null : constants.get(name);
                    if (name != null && constant == null) {
                        throw new SQLException("Column " + index + " is no " + type.getSimpleName(), "22000");
                    }
                    return constant;
                });
    }

    private static ColumnType list(Function<Object, byte[]> encoded, Function<String, Object> decoded) {
        return new ColumnType(
                "text[]",
                VARIABLE,
                (copy, value) -> copy.texts(
                        ((List<?>) value).stream().map(encoded::apply).toList()),
                (row, index) -> {
                    Array array = row.getArray(index);
                    return array == null
                            ? null
                            : Arrays.stream((String[]) array.getArray())
                                    .map(decoded)
                                    .toList();
                });
    }

    private static byte[][] names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static Map<String, Object> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(constant -> ((Enum<?>) constant).name(), Function.identity()));
    }

    /** A value as an element of an SQL array of this type. */
    static Object parameter(Object value) {
        return switch (value) {
            case Enum<?> constant -> constant.name();
            case LocalDate date -> date.toString();
            case Instant instant -> instant.toString();
            default -> value;
        };
    }
}
