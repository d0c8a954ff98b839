package org.muster.queryside.report.render;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON, and as NDJSON: a line that says what it is about, then a line for each row. */
final class JsonWriter {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private JsonWriter() {}

    static void write(Rendered rendered, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writePOJOProperty("report", rendered.report().name());
            rendered.about().forEach(json::writePOJOProperty);
            rendered.answer().members().forEach(json::writePOJOProperty);
            if (rendered.why() != null) {
                json.writeStringProperty("why", rendered.why());
            }
            json.writeName(rendered.report().rowsName());
            json.writeStartArray();
            List<String> names = rendered.names();
            for (List<Object> row : rendered.answer().rows()) {
                write(json, names, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    static void writeLines(Rendered rendered, OutputStream out) throws IOException {
        java.util.Map<String, Object> about = new java.util.LinkedHashMap<>();
        about.put("report", rendered.report().name());
        about.putAll(rendered.about());
        out.write(JSON.writeValueAsBytes(about));
        out.write('\n');
        List<String> names = rendered.names();
        for (List<Object> row : rendered.answer().rows()) {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                write(json, names, row);
            }
            line.writeTo(out);
            out.write('\n');
        }
    }

    private static void write(JsonGenerator json, List<String> names, List<Object> row) {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writeName(names.get(i));
            write(json, row.get(i));
        }
        json.writeEndObject();
    }

    /** Each kind of a {@link org.muster.queryside.report.Column}'s values as it is: to look a serializer up costs more than to write. */
    private static void write(JsonGenerator json, Object value) {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case LocalDate day -> json.writeString(day.toString());
            case YearMonth month -> json.writeString(month.toString());
            default -> json.writePOJO(value);
        }
    }
}
