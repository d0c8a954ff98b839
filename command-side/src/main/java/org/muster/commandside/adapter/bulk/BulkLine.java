package org.muster.commandside.adapter.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.muster.commandside.adapter.http.Problems;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.CommandId;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.FieldError;
import org.muster.commandside.intake.StrictJson;
import org.muster.web.problem.Problem;
import tools.jackson.databind.JsonNode;

/** One line of a bulk request: {@code {"command":"DeployVolunteer","id":"<uuid>","data":{…}}}. */
sealed interface BulkLine {

    /** A command, its data not yet checked. */
    record Command(CommandEnvelope envelope) implements BulkLine {}

    /** Not a command. */
    record Bad(Problem problem) implements BulkLine {}

    Set<String> MEMBERS = Set.of("command", "id", "data");

    static BulkLine parse(byte[] bytes, Caller caller, Optional<String> traceparent) {
        return switch (StrictJson.parse(bytes)) {
            case StrictJson.Rejected(String detail) -> new Bad(Problems.of(new CommandResult.Malformed(detail)));
            case StrictJson.Parsed(JsonNode line) -> parse(line, caller, traceparent);
        };
    }

    private static BulkLine parse(JsonNode line, Caller caller, Optional<String> traceparent) {
        List<FieldError> errors = new ArrayList<>();
        Optional<UUID> id = CommandId.parse(line.path("id").asString(""));
        if (id.isEmpty()) {
            errors.add(new FieldError("/id", "must be a UUID of your choice"));
        }
        if (!line.path("command").isString()) {
            errors.add(new FieldError("/command", "must be the name of a command"));
        }
        if (!line.has("data")) {
            errors.add(new FieldError("/data", "is missing"));
        }
        line.propertyNames().stream()
                .filter(name -> !MEMBERS.contains(name))
                .map(name -> new FieldError("/" + name, FieldError.NOT_A_MEMBER))
                .forEach(errors::add);
        return errors.isEmpty()
                ? new Command(new CommandEnvelope(
                        id.get(), line.get("command").stringValue(), line.get("data"), caller, traceparent))
                : new Bad(Problems.invalid(errors));
    }
}
