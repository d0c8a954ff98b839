package org.muster.commandside.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** The forms in which events are answered. The stored data go out as they are: nothing is parsed and printed again. */
enum EventForm {
    /** An object a line. */
    NDJSON(MediaType.APPLICATION_NDJSON) {
        @Override
        void event(HistoryEvent event, boolean first, OutputStream out) throws IOException {
            try (JsonGenerator json = generator(out)) {
                json.writeStartObject();
                json.writeNumberProperty("position", event.position());
                json.writeStringProperty("id", event.id().toString());
                json.writeStringProperty("type", event.type());
                json.writeStringProperty("time", event.recordedAt().toString());
                json.writeStringProperty("subject", event.subject().toString());
                json.writeArrayPropertyStart("tags");
                for (String tag : sortedTags(event)) {
                    json.writeString(tag);
                }
                json.writeEndArray();
                data(json, event);
                json.writeObjectPropertyStart("metadata");
                json.writeStringProperty("commandId", event.commandId());
                json.writeStringProperty("actor", event.actor());
                json.writeStringProperty("principal", event.principal());
                text(json, "person", event.person());
                text(json, "channel", event.channel());
                text(json, "command", event.commandName());
                text(json, "cause", event.cause());
                json.writeStringProperty("effective", event.effectiveOn().toString());
                text(json, "traceparent", event.traceparent());
                json.writeEndObject();
                json.writeEndObject();
            }
            out.write('\n');
        }
    },

    /** RFC 4180; tags have spaces between them. */
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)) {
        @Override
        void begin(OutputStream out) throws IOException {
            write(
                    out,
                    "position,id,type,recordedAt,effective,subject,tags,commandId,command,channel,cause,actor,principal,person,traceparent,data\r\n");
        }

        @Override
        void event(HistoryEvent event, boolean first, OutputStream out) throws IOException {
            write(
                    out,
                    List.of(
                                    Long.toString(event.position()),
                                    event.id().toString(),
                                    event.type(),
                                    event.recordedAt().toString(),
                                    event.effectiveOn().toString(),
                                    event.subject().toString(),
                                    String.join(" ", sortedTags(event)),
                                    orEmpty(event.commandId()),
                                    orEmpty(event.commandName()),
                                    orEmpty(event.channel()),
                                    orEmpty(event.cause()),
                                    orEmpty(event.actor()),
                                    orEmpty(event.principal()),
                                    orEmpty(event.person()),
                                    orEmpty(event.traceparent()),
                                    new String(event.data(), StandardCharsets.UTF_8))
                            .stream()
                            .map(EventForm::cell)
                            .collect(Collectors.joining(",", "", "\r\n")));
        }
    },

    /** A JSON array of CloudEvents, with the attributes that they have on Kafka. */
    CLOUDEVENTS(MediaType.valueOf("application/cloudevents-batch+json")) {
        @Override
        void begin(OutputStream out) throws IOException {
            out.write('[');
        }

        @Override
        void event(HistoryEvent event, boolean first, OutputStream out) throws IOException {
            write(out, first ? "\n" : ",\n");
            try (JsonGenerator json = generator(out)) {
                json.writeStartObject();
                json.writeStringProperty("specversion", "1.0");
                json.writeStringProperty("id", event.id().toString());
                json.writeStringProperty("source", "/muster");
                json.writeStringProperty("type", event.type());
                json.writeStringProperty(
                        "dataschema", EventType.schemaId(event.type()).toString());
                json.writeStringProperty("subject", event.subject().toString());
                json.writeStringProperty("time", event.recordedAt().toString());
                json.writeStringProperty("datacontenttype", "application/json");
                // CloudEvents has integers of 32 bits only.
                json.writeStringProperty("position", Long.toString(event.position()));
                if (event.commandId() != null) {
                    json.writeStringProperty("commandid", event.commandId());
                }
                if (event.traceparent() != null) {
                    json.writeStringProperty("traceparent", event.traceparent());
                }
                data(json, event);
                json.writeEndObject();
            }
        }

        @Override
        void end(OutputStream out) throws IOException {
            write(out, "\n]\n");
        }
    };

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(tools.jackson.core.StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final MediaType mediaType;

    EventForm(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    MediaType mediaType() {
        return mediaType;
    }

    /** Whether an answer may have no end. */
    boolean canFollow() {
        return this == NDJSON;
    }

    void begin(OutputStream out) throws IOException {}

    abstract void event(HistoryEvent event, boolean first, OutputStream out) throws IOException;

    void end(OutputStream out) throws IOException {}

    /** The first form that the caller accepts; the first one of all where it accepts any. */
    static EventForm of(List<MediaType> accepted) {
        for (MediaType one : accepted) {
            for (EventForm form : values()) {
                if (one.isCompatibleWith(form.mediaType)) {
                    return form;
                }
            }
        }
        return NDJSON;
    }

    private static JsonGenerator generator(OutputStream out) {
        return JSON.createGenerator(tools.jackson.core.ObjectWriteContext.empty(), out);
    }

    private static void text(JsonGenerator json, String name, String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static void data(JsonGenerator json, HistoryEvent event) {
        json.writeName("data");
        json.writeRawValue(new String(event.data(), StandardCharsets.UTF_8));
    }

    private static List<String> sortedTags(HistoryEvent event) {
        return event.tags().stream().map(Object::toString).sorted().toList();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Quoted; what a spreadsheet would take for a formula begins with an apostrophe. */
    private static String cell(String text) {
        String start = text.strip();
        boolean formula = !start.isEmpty() && "=+-@|%".indexOf(start.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
