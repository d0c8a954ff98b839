package org.muster.queryside.report.render;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.muster.queryside.report.Column;

/** The buffers of a column of a batch, as Arrow lays them out: which values are there, and the values, little-endian. */
final class ArrowColumn {

    private ArrowColumn() {}

    /**
     * Adds the buffers of a column.
     *
     * @param values null where there is none
     */
    static void buffers(Column.Kind kind, List<Object> values, List<byte[]> buffers) {
        buffers.add(bits(values, value -> value != null));
        switch (kind) {
            case TEXT, TEXTS -> texts(values, buffers);
            case WHOLE ->
                buffers.add(fixed(values, Long.BYTES, (buffer, value) -> buffer.putLong(((Number) value).longValue())));
            case DECIMAL ->
                buffers.add(fixed(
                        values, Double.BYTES, (buffer, value) -> buffer.putDouble(((Number) value).doubleValue())));
            case DATE, MONTH -> buffers.add(fixed(values, Integer.BYTES, (buffer, value) -> buffer.putInt(day(value))));
            case FLAG -> buffers.add(bits(values, Boolean.TRUE::equals));
        }
    }

    /** Days since 1970; a month is its first day. */
    private static int day(Object value) {
        LocalDate day = value instanceof YearMonth month ? month.atDay(1) : (LocalDate) value;
        return Math.toIntExact(day.toEpochDay());
    }

    private static byte[] bits(List<Object> values, Predicate<Object> isSet) {
        byte[] bits = new byte[(values.size() + Byte.SIZE - 1) / Byte.SIZE];
        for (int index = 0; index < values.size(); index++) {
            if (isSet.test(values.get(index))) {
                bits[index / Byte.SIZE] |= (byte) (1 << (index % Byte.SIZE));
            }
        }
        return bits;
    }

    private static byte[] fixed(List<Object> values, int size, BiConsumer<ByteBuffer, Object> put) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * size).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < values.size(); index++) {
            if (values.get(index) != null) {
                put.accept(buffer.position(index * size), values.get(index));
            }
        }
        return buffer.array();
    }

    /** Where each text begins and ends, then all texts. Lists have spaces between their entries, as in CSV. */
    private static void texts(List<Object> values, List<byte[]> buffers) {
        ByteBuffer offsets =
                ByteBuffer.allocate((values.size() + 1) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        offsets.putInt(0);
        for (Object value : values) {
            if (value != null) {
                String text = value instanceof List<?> list
                        ? list.stream().map(Object::toString).collect(Collectors.joining(" "))
                        : value.toString();
                all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
            offsets.putInt(all.size());
        }
        buffers.add(offsets.array());
        buffers.add(all.toByteArray());
    }
}
