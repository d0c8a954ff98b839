package org.muster.queryside.relay;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.queryside.relay.CommandSide.RefusedException;
import org.muster.web.limits.Places;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * History, decisions and names at the addresses that they have on the command side, for a page that may talk to its own server only.
 * Nothing of an answer is kept or cached on its way.
 */
@RestController
class RelayController {

    /** Fewer than one caller may have at the command side. */
    private static final int FOLLOWED_OF_CALLER_MAX = 6;

    private static final int FOLLOWED_MAX = 60;
    private static final int BUFFER_BYTES = 16_384;
    private static final int ANSWER_BYTES_MAX = 4_000_000;

    private final CommandSide commandSide;
    private final Places places = new Places(FOLLOWED_MAX, FOLLOWED_OF_CALLER_MAX);

    RelayController(CommandSide commandSide) {
        this.commandSide = commandSide;
    }

    @Operation(
            summary = "The history as it was recorded, from the command side",
            description = "The command side decides what the token may see, and checks the parameters.")
    @ApiResponse(
            responseCode = "200",
            description = "One event a line; a line that is a problem where the command side broke off",
            content = @Content(mediaType = MediaType.APPLICATION_NDJSON_VALUE, schema = @Schema(type = "string")))
    @GetMapping(path = "/audit/events", produces = MediaType.APPLICATION_NDJSON_VALUE)
    void events(
            @Parameter(description = "key:value; given more than once, all must be carried; commas stand for or")
                    @RequestParam(defaultValue = "")
                    List<String> tag,
            @Parameter(description = "Names of the catalog, comma-separated: one of these") @RequestParam
                    Optional<String> types,
            @Parameter(description = "Begins after this position") @RequestParam Optional<Long> after,
            @Parameter(description = "Ends with this position") @RequestParam Optional<Long> upTo,
            @Parameter(description = "Who sent the command") @RequestParam Optional<String> actor,
            @Parameter(description = "key:value of the entity to whose history the event belongs first") @RequestParam
                    Optional<String> subject,
            @Parameter(description = "How many events at most") @RequestParam Optional<Long> limit,
            @Parameter(description = "oldest or newest: which comes first") @RequestParam Optional<String> order,
            @Parameter(description = "true: stays open, and goes on with what is recorded meanwhile") @RequestParam
                    Optional<Boolean> follow,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        try (Places.Place _ = places.take(String.valueOf(token.getSubject()));
                InputStream events = commandSide.get(
                        "/audit/events", request.getParameterMap(), token, MediaType.APPLICATION_NDJSON_VALUE)) {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            copy(events, response.getOutputStream());
        }
    }

    /** Sends on what comes as it comes; that the command side broke off is said in the last line, because the status is gone. */
    private static void copy(InputStream events, OutputStream out) throws IOException {
        out.flush();
        byte[] buffer = new byte[BUFFER_BYTES];
        while (true) {
            int length;
            try {
                length = events.read(buffer);
            } catch (IOException brokenOff) {
                Problem problem = Problem.of(WebProblem.UNAVAILABLE, "The command side broke off");
                out.write('\n');
                out.write(JsonMapper.shared().writeValueAsBytes(problem.body()));
                out.write('\n');
                return;
            }
            if (length < 0) {
                return;
            }
            out.write(buffer, 0, length);
            out.flush();
        }
    }

    @Operation(summary = "The decisions about a command, from the command side")
    @ApiResponse(
            responseCode = "200",
            description = "Each decision made again on the state on which it fell",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/audit/decisions/{commandId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decisions(@PathVariable UUID commandId, @AuthenticationPrincipal Jwt token)
            throws InterruptedException {
        return whole("/audit/decisions/" + commandId, Map.of(), token);
    }

    @Operation(
            summary = "Who a person is, from the command side's vault",
            description = "The command side records each access with its purpose before anything is shown.")
    @ApiResponse(
            responseCode = "200",
            description = "name, birthDate, passport, contact, nextOfKin",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @GetMapping(path = "/personal-data/{volunteer}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> personalData(
            @PathVariable String volunteer,
            @Parameter(description = "What for: a purpose that the command side knows") @RequestParam String purpose,
            @AuthenticationPrincipal Jwt token)
            throws InterruptedException {
        return whole(
                "/personal-data/" + UriUtils.encode(volunteer, StandardCharsets.UTF_8),
                Map.of("purpose", new String[] {purpose}),
                token);
    }

    private ResponseEntity<byte[]> whole(String path, Map<String, String[]> query, Jwt token)
            throws InterruptedException {
        try (InputStream answer = commandSide.get(path, query, token, MediaType.APPLICATION_JSON_VALUE)) {
            byte[] body = answer.readNBytes(ANSWER_BYTES_MAX + 1);
            if (body.length > ANSWER_BYTES_MAX) {
                throw Problem.tooLarge(ANSWER_BYTES_MAX).exception();
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .body(body);
        } catch (IOException brokenOff) {
            throw Problem.of(WebProblem.UNAVAILABLE, "The command side broke off")
                    .exception();
        }
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(RefusedException refused) {
        return ResponseEntity.status(refused.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore())
                .body(refused.problem());
    }
}
