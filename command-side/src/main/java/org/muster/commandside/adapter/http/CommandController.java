package org.muster.commandside.adapter.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.TraceParent;
import org.muster.web.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /commands/{name}}: one command, answered when its events are durable. {@link ApiDocument} describes each. */
@Hidden
@RestController
class CommandController {

    private final CommandIntake intake;
    private final HttpLimits limits;

    CommandController(CommandIntake intake, HttpLimits limits) {
        this.intake = intake;
        this.limits = limits;
    }

    @PostMapping(
            path = "/commands/{name}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> command(
            @PathVariable String name,
            @RequestHeader(IdempotencyKey.HEADER) IdempotencyKey key,
            HttpServletRequest request,
            Authentication caller)
            throws IOException {
        if (!intake.knows(name)) {
            throw Problem.of(CommandProblem.UNKNOWN_COMMAND).exception();
        }
        byte[] body = request.getInputStream().readNBytes(limits.commandBytesMax() + 1);
        if (body.length > limits.commandBytesMax()) {
            throw Problem.tooLarge(limits.commandBytesMax()).exception();
        }
        CommandResult result = intake.handle(
                key.id(), name, body, Callers.of(caller), TraceParent.of(request.getHeader(TraceParent.HEADER)));
        return switch (result) {
            case CommandResult.Accepted accepted -> CommandResultBody.of(key.id(), accepted);
            case CommandResult.NotAccepted notAccepted ->
                throw Problems.of(notAccepted).exception();
        };
    }
}
