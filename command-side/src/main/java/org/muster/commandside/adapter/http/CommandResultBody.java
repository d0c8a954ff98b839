package org.muster.commandside.adapter.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.commands.Warning;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRunResult;
import org.muster.commandside.intake.EventReference;

/** The JSON object that answers a command that is accepted, or would be: alone, as a line of many, or over Kafka. */
public final class CommandResultBody {

    private CommandResultBody() {}

    /** The members in their order: command id, position, events, and warnings where there are any. */
    public static Map<String, Object> of(UUID commandId, CommandResult.Accepted accepted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("commandId", commandId);
        body.put("position", accepted.position());
        body.put(
                "events",
                accepted.events().stream().map(CommandResultBody::event).toList());
        warnings(accepted.warnings(), body);
        return body;
    }

    /** What an accepted command would be answered: command id, events by their types, and warnings where there are any. */
    public static Map<String, Object> of(UUID commandId, DryRunResult.Accepted accepted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("dryRun", true);
        body.put("commandId", commandId);
        body.put("alreadyRecorded", accepted.repeated());
        body.put(
                "events",
                accepted.eventTypes().stream().map(type -> Map.of("type", type)).toList());
        warnings(accepted.warnings(), body);
        return body;
    }

    private static void warnings(List<Warning> warnings, Map<String, Object> body) {
        if (!warnings.isEmpty()) {
            body.put(
                    "warnings",
                    warnings.stream()
                            .map(warning -> Map.of("code", warning.code().name(), "details", warning.details()))
                            .toList());
        }
    }

    private static Map<String, Object> event(EventReference reference) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", reference.id());
        event.put("type", reference.type());
        event.put("position", reference.position());
        return event;
    }
}
