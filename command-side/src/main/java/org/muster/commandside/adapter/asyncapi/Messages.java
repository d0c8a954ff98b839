package org.muster.commandside.adapter.asyncapi;

import static org.muster.commandside.adapter.asyncapi.Json.object;
import static org.muster.commandside.adapter.asyncapi.Json.record;
import static org.muster.commandside.adapter.asyncapi.Json.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.catalog.CommandType;
import org.muster.catalog.EventType;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commandside.adapter.kafka.ResultTypes;
import org.muster.messaging.commands.CommandLoop;
import org.muster.messaging.publishing.PublisherSettings;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The messages of the topics: key, headers, payload and an example of each. */
final class Messages {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
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
        headers.put("traceparent", text("W3C trace context"));
        return message(
                type.name(),
                "Asks for what " + type.name() + " does, as POST /commands/" + type.name() + " does",
                key("The command's primary subject: its volunteer, else its mission, else its assignment"),
                record(headers, "ce_subject", CommandLoop.AUTHORIZATION, "traceparent"),
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

    /** Both kinds of a result. */
    static Map<String, Map<String, Object>> results() {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        Map<String, Object> recorded = record(object(
                "id", object("type", "string", "format", "uuid"),
                "type", text("The event's CloudEvents type"),
                "position", object("type", "integer", "minimum", 1)));
        Map<String, Object> warning = record(object(
                "code",
                        object(
                                "enum",
                                Arrays.stream(WarningCode.values())
                                        .map(WarningCode::name)
                                        .toList()),
                "details", object("type", "object")));
        results.put(
                ResultTypes.ACCEPTED,
                result(
                        ResultTypes.ACCEPTED,
                        "The command is recorded",
                        record(
                                object(
                                        "commandId", object("type", "string", "format", "uuid"),
                                        "position", object("type", "integer", "minimum", 1),
                                        "events", object("type", "array", "minItems", 1, "items", recorded),
                                        "warnings", object("type", "array", "items", warning)),
                                "warnings"),
                        object(
                                "commandId",
                                ID,
                                "position",
                                70123,
                                "events",
                                List.of(object("id", ID, "type", "muster.mission.started.v1", "position", 70123)))));
        results.put(
                ResultTypes.REFUSED,
                result(
                        ResultTypes.REFUSED,
                        "A rule refused the command: an RFC 9457 problem with what decided",
                        record(object(
                                "commandId", object("type", "string", "format", "uuid"),
                                "type", text("A page about this kind"),
                                "title", text("The meaning of the code"),
                                "status", object("const", 409),
                                "code",
                                        object(
                                                "enum",
                                                Arrays.stream(RefusalCode.values())
                                                        .map(RefusalCode::name)
                                                        .toList()),
                                "details", object("type", "object", "description", "What decided it, by name"))),
                        object(
                                "commandId",
                                ID,
                                "type",
                                "/problems/UNKNOWN_MISSION",
                                "title",
                                RefusalCode.UNKNOWN_MISSION.meaning(),
                                "status",
                                409,
                                "code",
                                "UNKNOWN_MISSION",
                                "details",
                                object())));
        return results;
    }

    private static Map<String, Object> result(
            String type, String summary, Map<String, Object> payload, Map<String, Object> example) {
        Map<String, Object> headers =
                cloudEvent("ce_id", "Topic, partition and offset of the command's record: a repeat has the same", type);
        headers.put("ce_source", object("const", "/muster"));
        headers.put("ce_subject", text("The key"));
        headers.put("ce_commandid", text("The command's id"));
        headers.put("ce_traceparent", text("W3C trace context of the command"));
        return message(
                type,
                summary,
                key("That of the command"),
                record(headers, "ce_traceparent"),
                payload,
                object(
                        "ce_specversion", "1.0",
                        "ce_id", "muster.commands-3@17",
                        "ce_type", type,
                        "ce_source", "/muster",
                        "ce_subject", "mission:UNTAC",
                        "ce_commandid", ID,
                        "content-type", "application/json"),
                example);
    }

    static Map<String, Object> rejection() {
        return message(
                "rejection",
                "A record that no rule saw. Key and value are those of the record where it was a valid command without personal"
                        + " data; otherwise there are none",
                key("That of the record, or none"),
                record(
                        object(
                                CommandLoop.REASON,
                                text("Begins with a stable code, such as INVALID or UNAUTHENTICATED"),
                                CommandLoop.ORIGIN,
                                text("Topic, partition and offset of the record"),
                                "ce_id",
                                text("The command's id, if it is one"),
                                "ce_type",
                                text("The command's type, if it is one")),
                        "ce_id",
                        "ce_type"),
                object("type", List.of("object", "null"), "description", "The command's JSON, or nothing"),
                object(
                        CommandLoop.REASON, "INVALID: The request is not as it must be; /mission is missing",
                        CommandLoop.ORIGIN, "muster.commands-3@17"),
                object());
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

    private static Map<String, Object> cloudEvent(String id, String idMeans, String type) {
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

    private static Map<String, Object> key(String description) {
        return object("type", "string", "pattern", SUBJECT, "description", description);
    }

    private static Map<String, Object> message(
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
