package org.muster.commandside.adapter.asyncapi;

import static org.muster.commandside.adapter.asyncapi.Json.object;
import static org.muster.commandside.adapter.asyncapi.Json.record;
import static org.muster.commandside.adapter.asyncapi.Json.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.catalog.CommandType;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.kafka.CommandsOverKafka;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.publishing.PublisherSettings;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the topics, those of results apart: key, headers, payload and an example of each. */
final class Messages {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final String ID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String SUBJECT = "^(mission|volunteer|assignment|doa|order|policy):.+$";

    private Messages() {}

    static Map<String, Object> command(CommandType type) {
        Map<String, Object> headers = cloudEvent("ce_id", "The command's id, a UUID of your choice", type.wireName());
        headers.put("ce_source", text("Where the command comes from"));
        headers.put("ce_subject", text("The key, or left out"));
        headers.put(
                CommandLoop.AUTHORIZATION,
                text("Bearer and a token; it may be left out where the topic's ACL stands for it"));
        headers.put(
                CommandsOverKafka.DRY_RUN,
                object(
                        "enum",
                        List.of("true", "false"),
                        "description",
                        "Whether it is only asked what would be: nothing is recorded, and the answer says so"));
        headers.put("traceparent", text("W3C trace context"));
        return message(
                type.name(),
                "Asks for what " + type.name() + " does, as POST /commands/" + type.name() + " does",
                key("The command's primary subject: its volunteer, else its mission, else its assignment"),
                record(headers, "ce_subject", CommandLoop.AUTHORIZATION, CommandsOverKafka.DRY_RUN, "traceparent"),
                type.schema(),
                object(
                        "ce_specversion", "1.0",
                        "ce_id", ID,
                        "ce_type", type.wireName(),
                        "ce_source", "/hr-system",
                        "content-type", "application/json"),
                SchemaExample.of(type.schema()));
    }

    static Map<String, Object> event(EventType type, int version) {
        String wireName = type.wireName(version);
        Map<String, Object> schema = version == type.version()
                ? type.schema()
                : JSON.readValue(type.publishedSchema(version), new TypeReference<Map<String, Object>>() {});
        Map<String, Object> headers = cloudEvent("ce_id", "The event's id", wireName);
        headers.put("ce_source", object("const", "/muster"));
        headers.put("ce_subject", text("The key"));
        headers.put("ce_time", object("type", "string", "format", "date-time", "description", "When it was recorded"));
        headers.put(
                "ce_dataschema", object("const", EventType.schemaId(wireName).toString()));
        headers.put(
                "ce_position",
                object(
                        "type",
                        "string",
                        "pattern",
                        "^[0-9]{1,18}$",
                        "description",
                        "Its place in the store, from 1 without gaps"));
        headers.put("ce_commandid", text("The id of the command that caused it"));
        headers.put("ce_traceparent", text("W3C trace context of that command"));
        return message(
                wireName,
                "The event " + type.form().getSimpleName()
                        + (version == type.version() ? "" : ", as it was stored before version " + type.version())
                        + ", whose schema in JSON Schema 2020-12 is at /schemas/"
                        + wireName,
                key("The event's primary subject: a mission, a volunteer, a request, an order or the policies"),
                record(headers, "ce_commandid", "ce_traceparent"),
                schema,
                object(
                        "ce_specversion", "1.0",
                        "ce_id", ID,
                        "ce_type", wireName,
                        "ce_source", "/muster",
                        "ce_subject", "mission:UNTAC",
                        "ce_time", "2026-11-27T12:00:00.123456Z",
                        "ce_dataschema", EventType.schemaId(wireName).toString(),
                        "ce_position", "70123",
                        "ce_commandid", ID,
                        "content-type", "application/json"),
                SchemaExample.of(schema));
    }

    static Map<String, Object> watermark() {
        Map<String, Object> byPartition = object("type", "object", "propertyNames", object("pattern", "^[0-9]+$"));
        Map<String, Object> offsets = new LinkedHashMap<>(byPartition);
        offsets.put("additionalProperties", object("type", "integer", "minimum", 0));
        offsets.put("description", "By partition, the offset after its last event");
        Map<String, Object> digests = new LinkedHashMap<>(byPartition);
        digests.put("additionalProperties", object("type", "string", "pattern", "^[0-9]+:[0-9a-f]{16}$"));
        digests.put("description", "By partition, how many events, and the sum of 64 bits of SHA-256 of each");
        return message(
                "watermark",
                "How far the events' topic reaches",
                object("const", PublisherSettings.EVENTS_TOPIC),
                object("type", "object"),
                record(object(
                        "position",
                        object("type", "integer", "minimum", 0, "description", "Every event up to here is published"),
                        "topicId",
                        text("The incarnation of the events' topic"),
                        "offsets",
                        offsets,
                        "digests",
                        digests)),
                object(),
                object(
                        "position",
                        70123,
                        "topicId",
                        "Zk2n1YbRQkaG8r0yqYBz3Q",
                        "offsets",
                        object("0", 5871),
                        "digests",
                        object("0", "5870:00d1f3a2b4c59687")));
    }

    static Map<String, Object> cloudEvent(String id, String idMeans, String type) {
        return object(
                "ce_specversion",
                object("const", "1.0"),
                id,
                text(idMeans),
                "ce_type",
                object("const", type),
                "content-type",
                object("const", "application/json"));
    }

    static Map<String, Object> key(String description) {
        return object("type", "string", "pattern", SUBJECT, "description", description);
    }

    static Map<String, Object> message(
            String name,
            String summary,
            Map<String, Object> key,
            Map<String, Object> headers,
            Map<String, Object> payload,
            Map<String, Object> exampleHeaders,
            Object example) {
        return object(
                "name", name,
                "summary", summary,
                "contentType", "application/json",
                "headers", headers,
                "payload", payload,
                "bindings", object("kafka", object("key", key, "bindingVersion", "0.5.0")),
                "examples", List.of(object("name", "example", "headers", exampleHeaders, "payload", example)));
    }
}
