package org.muster.commandside.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.EventReference;

/** The JSON object that answers an accepted command: alone, as a line of many, or over Kafka. */
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
        if (!accepted.warnings().isEmpty()) {
            body.put(
                    "warnings",
                    accepted.warnings().stream()
                            .map(warning -> Map.of("code", warning.code().name(), "details", warning.details()))
                            .toList());
        }
        return body;
    }

    private static Map<String, Object> event(EventReference reference) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", reference.id());
        event.put("type", reference.type());
        event.put("position", reference.position());
        return event;
    }
}
