package org.muster.commandside.adapter.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.muster.commandside.intake.EventReference;
import org.muster.commandside.intake.Outcome;
import org.muster.commandside.intake.Ruling;

/** What a caller gets for one command: alone, as a line of many, or over Kafka. */
public sealed interface Answer {

    /** 200, and what was recorded. */
    record Done(Map<String, Object> body) implements Answer {}

    /** Not accepted. */
    record Failed(Problem problem) implements Answer {}

    /** The one mapping from outcomes to what callers get. */
    static Answer of(UUID commandId, Outcome outcome) {
        return switch (outcome) {
            case Ruling.Accepted accepted -> new Done(body(commandId, accepted));
            case Ruling.Refused refused -> new Failed(Problems.of(refused));
            case Ruling.IdReused reused -> new Failed(Problems.of(reused));
            case Ruling.Contended contended -> new Failed(Problems.of(contended));
            case Ruling.Overloaded overloaded -> new Failed(Problems.of(overloaded));
            case Ruling.Unavailable unavailable -> new Failed(Problems.of(unavailable));
            case Outcome.UnknownCommand unknown -> new Failed(Problems.of(unknown));
            case Outcome.Malformed malformed -> new Failed(Problems.of(malformed));
            case Outcome.Invalid invalid -> new Failed(Problems.of(invalid));
            case Outcome.ImportNotAllowed notAllowed -> new Failed(Problems.of(notAllowed));
        };
    }

    private static Map<String, Object> body(UUID commandId, Ruling.Accepted accepted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("commandId", commandId);
        body.put("position", accepted.position());
        body.put("events", accepted.facts().stream().map(Answer::event).toList());
        List<String> warnings = accepted.warnings();
        if (!warnings.isEmpty()) {
            body.put("warnings", warnings);
        }
        return body;
    }

    private static Map<String, Object> event(EventReference fact) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", fact.id());
        event.put("type", fact.type());
        event.put("position", fact.position());
        return event;
    }
}
