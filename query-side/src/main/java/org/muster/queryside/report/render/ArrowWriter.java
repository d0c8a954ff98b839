package org.muster.queryside.report.render;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;
import org.muster.queryside.report.Column;

/**
 * Writes answers as a stream of Apache Arrow's IPC format: its schema, with what the answer is about as metadata, then batches of rows.
 * Arrow's own library writes from memory outside the heap and needs the JVM opened for it; here are its generated headers only.
 */
final class ArrowWriter {

    private static final int ROWS_OF_BATCH_MAX = 16_384;
    private static final int CONTINUATION = 0xFFFFFFFF;
    private static final int ALIGNMENT = 8;
    private static final int BITS = 64;

    private ArrowWriter() {}

    static void write(Rendered rendered, OutputStream out) throws IOException {
        List<Column> columns = rendered.answer().columns();
        message(schema(rendered, columns), List.of(), out);
        List<List<Object>> rows = rendered.answer().rows();
        for (int first = 0; first < rows.size(); first += ROWS_OF_BATCH_MAX) {
            batch(columns, rows.subList(first, Math.min(rows.size(), first + ROWS_OF_BATCH_MAX)), out);
        }
        out.write(ints(CONTINUATION, 0));
    }

    private static ByteBuffer schema(Rendered rendered, List<Column> columns) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int[] fields =
                columns.stream().mapToInt(column -> field(builder, column)).toArray();
        int fieldsVector = Schema.createFieldsVector(builder, fields);
        int[] about = rendered.about().entrySet().stream()
                .mapToInt(entry -> keyValue(builder, entry.getKey(), String.valueOf(entry.getValue())))
                .toArray();
        int aboutVector = Schema.createCustomMetadataVector(builder, about);
        Schema.startSchema(builder);
        Schema.addEndianness(builder, Endianness.Little);
        Schema.addFields(builder, fieldsVector);
        Schema.addCustomMetadata(builder, aboutVector);
        return header(builder, MessageHeader.Schema, Schema.endSchema(builder), 0);
    }

    private static int keyValue(FlatBufferBuilder builder, String key, String value) {
        return KeyValue.createKeyValue(builder, builder.createString(key), builder.createString(value));
    }

    private static int field(FlatBufferBuilder builder, Column column) {
        int name = builder.createString(column.name());
        int none = Field.createChildrenVector(builder, new int[0]);
        int said = Field.createCustomMetadataVector(
                builder, new int[] {keyValue(builder, "description", column.description())});
        int type = switch (column.kind()) {
            case TEXT, TEXTS -> {
                Utf8.startUtf8(builder);
                yield Utf8.endUtf8(builder);
            }
            case WHOLE -> Int.createInt(builder, BITS, true);
            case DECIMAL -> FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case DATE, MONTH -> Date.createDate(builder, DateUnit.DAY);
            case FLAG -> {
                Bool.startBool(builder);
                yield Bool.endBool(builder);
            }
        };
        Field.startField(builder);
        Field.addName(builder, name);
        Field.addNullable(builder, true);
        Field.addTypeType(
                builder,
                switch (column.kind()) {
                    case TEXT, TEXTS -> Type.Utf8;
                    case WHOLE -> Type.Int;
                    case DECIMAL -> Type.FloatingPoint;
                    case DATE, MONTH -> Type.Date;
                    case FLAG -> Type.Bool;
                });
        Field.addType(builder, type);
        Field.addChildren(builder, none);
        Field.addCustomMetadata(builder, said);
        return Field.endField(builder);
    }

    private static void batch(List<Column> columns, List<List<Object>> rows, OutputStream out) throws IOException {
        List<byte[]> buffers = new ArrayList<>();
        long[] nulls = new long[columns.size()];
        for (int index = 0; index < columns.size(); index++) {
            int at = index;
            List<Object> values = rows.stream().map(row -> row.get(at)).toList();
            nulls[index] = values.stream().filter(Objects::isNull).count();
            ArrowColumn.buffers(columns.get(index).kind(), values, buffers);
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startNodesVector(builder, nulls.length);
        for (int index = nulls.length - 1; index >= 0; index--) {
            FieldNode.createFieldNode(builder, rows.size(), nulls[index]);
        }
        int nodes = builder.endVector();
        long[] offsets = new long[buffers.size()];
        long length = 0;
        for (int index = 0; index < offsets.length; index++) {
            offsets[index] = length;
            length += padded(buffers.get(index).length);
        }
        RecordBatch.startBuffersVector(builder, offsets.length);
        for (int index = offsets.length - 1; index >= 0; index--) {
            Buffer.createBuffer(builder, offsets[index], buffers.get(index).length);
        }
        int places = builder.endVector();
        RecordBatch.startRecordBatch(builder);
        RecordBatch.addLength(builder, rows.size());
        RecordBatch.addNodes(builder, nodes);
        RecordBatch.addBuffers(builder, places);
        message(header(builder, MessageHeader.RecordBatch, RecordBatch.endRecordBatch(builder), length), buffers, out);
    }

    private static ByteBuffer header(FlatBufferBuilder builder, byte kind, int content, long bodyLength) {
        Message.startMessage(builder);
        Message.addVersion(builder, MetadataVersion.V5);
        Message.addHeaderType(builder, kind);
        Message.addHeader(builder, content);
        Message.addBodyLength(builder, bodyLength);
        builder.finish(Message.endMessage(builder));
        return builder.dataBuffer();
    }

    private static void message(ByteBuffer header, List<byte[]> body, OutputStream out) throws IOException {
        byte[] bytes = new byte[header.remaining()];
        header.get(bytes);
        out.write(ints(CONTINUATION, padded(bytes.length)));
        write(bytes, out);
        for (byte[] buffer : body) {
            write(buffer, out);
        }
    }

    private static void write(byte[] bytes, OutputStream out) throws IOException {
        out.write(bytes);
        out.write(new byte[padded(bytes.length) - bytes.length]);
    }

    private static int padded(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }
}
