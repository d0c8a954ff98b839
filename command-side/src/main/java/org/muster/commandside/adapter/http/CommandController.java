package org.muster.commandside.adapter.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRunResult;
import org.muster.commandside.intake.TraceParent;
import org.muster.web.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /commands/{name}}: one command, answered when its events are durable; with {@code dryRun=true} nothing is recorded, and
 * the answer is what it would be. {@link ApiDocument} describes each.
 */
@Hidden
@RestController
class CommandController {

    /** The query parameter that asks what would be, here and for many. */
    static final String DRY_RUN = "dryRun";

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
            @RequestParam(name = DRY_RUN, defaultValue = "false") boolean dryRun,
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
        Caller sender = Callers.of(caller, isCommandLine(request) ? Channel.COMMAND_LINE : Channel.HTTP);
        Optional<String> trace = TraceParent.of(request.getHeader(TraceParent.HEADER));
        return dryRun
                ? answer(key.id(), intake.dryRun().handle(key.id(), name, body, sender, trace))
                : answer(key.id(), intake.handle(key.id(), name, body, sender, trace));
    }

    private static boolean isCommandLine(HttpServletRequest request) {
        String client = request.getHeader("User-Agent");
        return client != null && client.startsWith("muster-command-line");
    }

    private static Map<String, Object> answer(UUID id, CommandResult result) {
        return switch (result) {
            case CommandResult.Accepted accepted -> CommandResultBody.of(id, accepted);
            case CommandResult.NotAccepted why -> throw Problems.of(why).exception();
        };
    }

    private static Map<String, Object> answer(UUID id, DryRunResult result) {
        return switch (result) {
            case DryRunResult.Accepted accepted -> CommandResultBody.of(id, accepted);
            case DryRunResult.NotAccepted(CommandResult.NotAccepted why) ->
                throw Problems.of(why).exception();
        };
    }
}
