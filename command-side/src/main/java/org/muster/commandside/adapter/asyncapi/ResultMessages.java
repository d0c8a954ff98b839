package org.muster.commandside.adapter.asyncapi;

import static org.muster.commandside.adapter.asyncapi.Json.object;
import static org.muster.commandside.adapter.asyncapi.Json.record;
import static org.muster.commandside.adapter.asyncapi.Json.text;
import static org.muster.commandside.adapter.asyncapi.Messages.ID;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commandside.adapter.kafka.CommandsOverKafka;
import org.muster.commandside.adapter.kafka.ResultTypes;
import org.muster.messaging.commands.CommandLoop;

/** The messages that answer a command: results, those of dry runs, and rejections. */
final class ResultMessages {

    private static final String UUID = "uuid";

    private ResultMessages() {}

    /** Every kind of a result. */
    static Map<String, Map<String, Object>> results() {
        Map<String, Map<String, Object>> results = new LinkedHashMap<>();
        for (boolean dryRun : new boolean[] {false, true}) {
            Map<String, Object> accepted = accepted(dryRun);
            Map<String, Object> refused = refused(dryRun);
            results.put((String) accepted.get("name"), accepted);
            results.put((String) refused.get("name"), refused);
        }
        return results;
    }

    private static Map<String, Object> accepted(boolean dryRun) {
        Map<String, Object> event = object("type", text("The event's CloudEvents type"));
        Map<String, Object> data = answer(dryRun);
        Map<String, Object> example = example(dryRun);
        if (dryRun) {
            data.put(
                    "alreadyRecorded",
                    object(
                            "type",
                            "boolean",
                            "description",
                            "Whether a command of this id is on record, so that a repeat" + " gets the first answer"));
            example.put("alreadyRecorded", false);
            example.put("events", List.of(object("type", "muster.mission.started.v1")));
        } else {
            event.put("id", object("type", "string", "format", UUID));
            event.put("position", object("type", "integer", "minimum", 1));
            data.put("position", object("type", "integer", "minimum", 1));
            example.put("position", 70123);
            example.put("events", List.of(object("id", ID, "type", "muster.mission.started.v1", "position", 70123)));
        }
        data.put("events", object("type", "array", "minItems", 1, "items", record(event)));
        data.put(
                "warnings",
                object(
                        "type",
                        "array",
                        "items",
                        record(object(
                                "code",
                                        object(
                                                "enum",
                                                Arrays.stream(WarningCode.values())
                                                        .map(WarningCode::name)
                                                        .toList()),
                                "details", object("type", "object")))));
        return result(
                dryRun ? ResultTypes.WOULD_BE_ACCEPTED : ResultTypes.ACCEPTED,
                dryRun ? "A dry run: the command would be accepted; nothing is recorded" : "The command is recorded",
                record(data, "warnings"),
                example);
    }

    private static Map<String, Object> refused(boolean dryRun) {
        Map<String, Object> data = answer(dryRun);
        data.put("type", text("A page about this kind"));
        data.put("title", text("The meaning of the code"));
        data.put("status", object("const", 409));
        data.put(
                "code",
                object(
                        "enum",
                        Arrays.stream(RefusalCode.values())
                                .map(RefusalCode::name)
                                .toList()));
        data.put("details", object("type", "object", "description", "What decided it, by name"));
        Map<String, Object> example = example(dryRun);
        example.put("type", "/problems/UNKNOWN_MISSION");
        example.put("title", RefusalCode.UNKNOWN_MISSION.meaning());
        example.put("status", 409);
        example.put("code", "UNKNOWN_MISSION");
        example.put("details", object());
        return result(
                dryRun ? ResultTypes.WOULD_BE_REFUSED : ResultTypes.REFUSED,
                dryRun
                        ? "A dry run: a rule would refuse the command; the problem with what decides"
                        : "A rule refused the command: an RFC 9457 problem with what decided",
                record(data),
                example);
    }

    private static Map<String, Object> answer(boolean dryRun) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (dryRun) {
            data.put("dryRun", object("const", true));
        }
        data.put("commandId", object("type", "string", "format", UUID));
        return data;
    }

    private static Map<String, Object> example(boolean dryRun) {
        Map<String, Object> example = new LinkedHashMap<>();
        if (dryRun) {
            example.put("dryRun", true);
        }
        example.put("commandId", ID);
        return example;
    }

    private static Map<String, Object> result(
            String type, String summary, Map<String, Object> payload, Map<String, Object> example) {
        Map<String, Object> headers = Messages.cloudEvent(
                "ce_id", "Topic, partition and offset of the command's record: a repeat has the same", type);
        headers.put("ce_source", object("const", "/muster"));
        headers.put("ce_subject", text("The key"));
        headers.put("ce_commandid", text("The command's id"));
        headers.put("ce_traceparent", text("W3C trace context of the command"));
        return Messages.message(
                type,
                summary,
                Messages.key("That of the command"),
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
        return Messages.message(
                "rejection",
                "A record that no rule saw. Key and value are those of the record where it was a valid command without personal"
                        + " data; otherwise there are none",
                Messages.key("That of the record, or none"),
                record(
                        object(
                                CommandLoop.REASON,
                                text("Begins with a stable code, such as INVALID or UNAUTHENTICATED"),
                                CommandLoop.ORIGIN,
                                text("Topic, partition and offset of the record"),
                                "ce_id",
                                text("The command's id, if it is one"),
                                "ce_type",
                                text("The command's type, if it is one"),
                                CommandsOverKafka.DRY_RUN,
                                object("const", "true", "description", "It was a dry run")),
                        "ce_id",
                        "ce_type",
                        CommandsOverKafka.DRY_RUN),
                object("type", List.of("object", "null"), "description", "The command's JSON, or nothing"),
                object(
                        CommandLoop.REASON, "INVALID: The request is not as it must be; /mission is missing",
                        CommandLoop.ORIGIN, "muster.commands-3@17"),
                object());
    }
}
