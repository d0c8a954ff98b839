package org.muster.commandside.adapter.bulk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.commandside.adapter.http.CommandProblem;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.adapter.security.Callers;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.Caller.Channel;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.DryRun;
import org.muster.commandside.intake.TraceParent;
import org.muster.web.limits.Places;
import org.muster.web.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /commands} with newline-delimited JSON: many commands, each answered by a line, in order, while the request
 * is still being read. A bad line is answered by its own problem; the others go on.
 *
 * <p>Answers never hold up reading, so a client may send everything before it reads anything. Whatever ends an upload before
 * its time (a broken connection, the end of the token, a client that has stopped sending) is told in the last line: a status
 * would say that nothing had happened.
 */
@RestController
class BulkController {

    private static final Logger log = LoggerFactory.getLogger(BulkController.class);

    private final CommandIntake intake;
    private final HttpLimits limits;
    private final Places places;
    private final Clock clock;

    BulkController(CommandIntake intake, HttpLimits limits, Clock clock) {
        this.intake = intake;
        this.limits = limits;
        this.clock = clock;
        this.places = new Places(limits.bulkRequestsMax(), limits.bulkRequestsOfCallerMax());
    }

    @Operation(
            summary = "Many commands, one a line, each answered by a line in order",
            description =
                    "A line is {\"command\", \"id\", \"data\"}; its answer {\"line\", \"status\", …} with what the"
                            + " command alone would be answered, or \"problem\". For more than some 100,000 lines see /imports."
                            + " With dryRun=true nothing is recorded: each line is answered with what would be, as if the lines"
                            + " before it had been sent.")
    @RequestBody(
            required = true,
            description = "For instance {\"command\":\"StartMission\",\"id\":\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\","
                    + "\"data\":{\"mission\":\"UNTAC\",\"startedOn\":\"1992-03-15\"}}",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "An answer to each line; the last says if the upload ended before its time",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @PostMapping(
            path = "/commands",
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    void commands(
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request,
            HttpServletResponse response,
            Authentication authentication,
            @AuthenticationPrincipal Jwt token)
            throws IOException, InterruptedException {
        Caller caller = Callers.of(authentication, Channel.BULK);
        try (Places.Place _ = places.take(caller.actor());
                AnswerSpool spool = new AnswerSpool(limits.bulkSpoolBytesMax())) {
            LineReader lines = new LineReader(new SteadyUpload(request.getInputStream()), limits.commandBytesMax());
            // Only what cannot be read from its first byte on is answered by a status.
            lines.fillOrThrow();
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            OutputStream out = response.getOutputStream();
            response.flushBuffer();
            Thread sender = Thread.ofVirtual().name("bulk-sender").start(() -> send(spool, out));
            Supplier<Optional<Problem>> expiry = expiryOf(token);
            DryRun telling = intake.dryRun();
            new BulkRun(
                            dryRun ? LineDecisions.telling(telling) : LineDecisions.recording(intake),
                            limits,
                            caller,
                            TraceParent.of(request.getHeader(TraceParent.HEADER)),
                            false,
                            answers -> spool.write(answers.json()))
                    .run(lines, () -> expiry.get().or(() -> LineDecisions.fullness(telling)));
            spool.complete();
            sender.join();
        }
    }

    private static void send(AnswerSpool spool, OutputStream out) {
        try {
            spool.sendTo(out);
        } catch (IOException gone) {
            log.debug("A client did not wait for its answers", gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No command is accepted after the token's end, though the upload began before it. */
    private Supplier<Optional<Problem>> expiryOf(Jwt token) {
        Instant end = token.getExpiresAt();
        return () -> end != null && clock.instant().isAfter(end)
                ? Optional.of(Problem.of(CommandProblem.TOKEN_EXPIRED))
                : Optional.empty();
    }
}
