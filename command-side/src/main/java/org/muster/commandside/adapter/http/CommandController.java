package org.muster.commandside.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.CommandId;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.FieldError;
import org.muster.commandside.intake.TraceParent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /commands/{name}}: one command, answered when its events are durable. */
@RestController
class CommandController {

    private static final String ID_HEADER = "Idempotency-Key";

    private final CommandIntake intake;
    private final HttpLimits limits;

    CommandController(CommandIntake intake, HttpLimits limits) {
        this.intake = intake;
        this.limits = limits;
    }

    @PostMapping(path = "/commands/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> command(@PathVariable String name, HttpServletRequest request, Authentication caller)
            throws IOException {
        if (!intake.knows(name)) {
            return Problems.of(new CommandResult.UnknownCommand(name)).response();
        }
        UUID id = commandId(request);
        byte[] body = request.getInputStream().readNBytes(limits.commandBytesMax() + 1);
        if (body.length > limits.commandBytesMax()) {
            return Problems.tooLarge(limits.commandBytesMax()).response();
        }
        CommandResult result = intake.handle(id, name, body, Callers.of(caller), traceparent(request));
        return switch (result) {
            case CommandResult.Accepted accepted ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(CommandResultBody.of(id, accepted));
            case CommandResult.NotAccepted notAccepted ->
                Problems.of(notAccepted).response();
        };
    }

    private static UUID commandId(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(ID_HEADER));
        Optional<UUID> id = values.size() == 1 ? CommandId.parse(values.getFirst()) : Optional.empty();
        return id.orElseThrow(() -> new ProblemException(Problems.invalid(
                "The header %s names the command".formatted(ID_HEADER),
                List.of(new FieldError(ID_HEADER, "must be given once, a UUID of your choice")))));
    }

    static Optional<String> traceparent(HttpServletRequest request) {
        return TraceParent.of(request.getHeader(TraceParent.HEADER));
    }
}
