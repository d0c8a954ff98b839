package org.muster.readmodels;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A row record and its table: which component is in which column. Derived from the record once, and compiled to method
 * handles.
 *
 * @param <K> the key of a row
 * @param <R> the row
 */
final class RowMapping<K, R> {

    /** One column, and how to get its value from a row; null only if it is nullable. */
    record Column(String name, ColumnType type, boolean nullable, MethodHandle getter) {

        void copy(BinaryCopy copy, Object row) {
            Object value = invoke(getter, row);
            if (value != null) {
                type.write().write(copy, value);
            } else if (nullable) {
                copy.nothing();
            } else {
                throw new ImpossibleEventException("column " + name + " would be empty");
            }
        }
    }

    /** Makes one record, or a key within it, from the values of its columns. */
    private record Part(MethodHandle constructor) {

        Object of(Object[] values) {
            try {
                return constructor.invokeExact(values);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private static final ClassValue<RowMapping<?, ?>> KNOWN = new ClassValue<>() {
        @Override
        protected RowMapping<?, ?> computeValue(Class<?> row) {
            return new RowMapping<>(row);
        }
    };

    private final String table;
    private final List<Column> columns = new ArrayList<>();
    private final int keyColumns;
    private final Optional<Part> keyRecord;
    private final Part rowRecord;
    private final MethodHandle key;
    private final List<MethodHandle> keyParts = new ArrayList<>();

    private RowMapping(Class<?> row) {
        this.table = snakeCase(row.getSimpleName());
        RecordComponent[] components = row.getRecordComponents();
        RecordComponent first = components[0];
        if (!keyType(row).equals(boxed(first.getGenericType()))) {
            throw new IllegalArgumentException(row.getName() + " says that its key is a "
                    + keyType(row).getTypeName() + ", and its first component is none");
        }
        MethodHandle toKey = getter(row, first);
        this.key = toKey.asType(GETTER);
        if (first.getType().isRecord()) {
            for (RecordComponent part : first.getType().getRecordComponents()) {
                MethodHandle ofKey = getter(first.getType(), part);
                add(row, part, MethodHandles.filterReturnValue(toKey, ofKey));
                keyParts.add(ofKey.asType(GETTER));
            }
            this.keyRecord = Optional.of(constructor(first.getType()));
        } else {
            add(row, first, toKey);
            keyParts.add(MethodHandles.identity(Object.class));
            this.keyRecord = Optional.empty();
        }
        this.keyColumns = columns.size();
        if (columns.stream().anyMatch(Column::nullable)) {
            throw new IllegalArgumentException("The key of " + row.getName() + " cannot be empty");
        }
        Arrays.stream(components).skip(1).forEach(component -> add(row, component, getter(row, component)));
        this.rowRecord = constructor(row);
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name()) || TableSql.isReserved(column.name())) {
                throw new IllegalArgumentException(row.getName() + " cannot have a column " + column.name());
            }
        }
    }

    /** The mapping of a record. */
    @SuppressWarnings("unchecked")
    static <K, R extends Record & Row<K>> RowMapping<K, R> of(Class<R> row) {
        return (RowMapping<K, R>) KNOWN.get(row);
    }

    /** The mapping of a record, whatever its key. */
    static RowMapping<?, ?> ofAny(Class<?> row) {
        return KNOWN.get(row);
    }

    /** The table's name. */
    String table() {
        return table;
    }

    /** All columns, those of the key first. */
    List<Column> columns() {
        return columns;
    }

    List<Column> keyColumns() {
        return columns.subList(0, keyColumns);
    }

    @SuppressWarnings("unchecked")
    K key(R row) {
        return (K) invoke(key, row);
    }

    /** The value of one of a key's columns. */
    Object keyValue(K key, int column) {
        return invoke(keyParts.get(column), key);
    }

    /** The row that begins at a column of a result, which has all columns in order. */
    @SuppressWarnings("unchecked")
    R read(ResultSet result, int first) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            Object value = column.type().read().read(result, first + i);
            values[i] = column.nullable() ? Optional.ofNullable(result.wasNull() ? null : value) : value;
        }
        if (keyRecord.isEmpty()) {
            return (R) rowRecord.of(values);
        }
        Object[] components = new Object[1 + values.length - keyColumns];
        components[0] = keyRecord.get().of(Arrays.copyOf(values, keyColumns));
        System.arraycopy(values, keyColumns, components, 1, components.length - 1);
        return (R) rowRecord.of(components);
    }

    /** A row in words: its table and key. */
    String describe(K key) {
        return table + " " + key;
    }

    private void add(Class<?> row, RecordComponent component, MethodHandle getter) {
        Type type = component.getGenericType();
        boolean nullable = component.getType() == Optional.class;
        if (nullable) {
            type = ((ParameterizedType) type).getActualTypeArguments()[0];
        }
        ColumnType columnType = ColumnType.of(type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No column can hold " + component.getName() + " of " + row.getName()));
        MethodHandle value = nullable ? MethodHandles.filterReturnValue(getter, OR_NULL) : getter;
        columns.add(new Column(snakeCase(component.getName()), columnType, nullable, value.asType(GETTER)));
    }

    private static Type keyType(Class<?> row) {
        return Arrays.stream(row.getGenericInterfaces())
                .filter(type -> type instanceof ParameterizedType known && known.getRawType() == Row.class)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(row.getName() + " does not say what its key is"));
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> simple
                ? MethodType.methodType(simple).wrap().returnType()
                : type;
    }

    private static final MethodHandle OR_NULL = orNull();

    private static MethodHandle orNull() {
        try {
            return MethodHandles.insertArguments(
                    MethodHandles.publicLookup()
                            .findVirtual(Optional.class, "orElse", MethodType.methodType(Object.class, Object.class)),
                    1,
                    (Object) null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Part constructor(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandle constructor = lookup(type).findConstructor(type, MethodType.methodType(void.class, types));
            return new Part(constructor
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made", e);
        }
    }

    private static MethodHandle getter(Class<?> type, RecordComponent component) {
        try {
            return lookup(type).unreflect(component.getAccessor());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be read", e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    private static Object invoke(MethodHandle handle, Object argument) {
        try {
            return handle.invokeExact(argument);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
