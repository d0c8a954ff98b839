package org.muster.commandside.adapter.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.FieldError;
import org.springframework.http.HttpStatus;

/** Every problem that the command side answers with. The codes of rules are those of {@code RefusalCode}. */
public final class Problems {

    private Problems() {}

    /** The problem that a command which was not accepted is answered with. */
    public static Problem of(CommandResult.NotAccepted result) {
        return switch (result) {
            case CommandResult.Refused refused ->
                problem(
                                HttpStatus.CONFLICT,
                                refused.code().name(),
                                refused.code().meaning())
                        .with("facts", refused.details());
            case CommandResult.IdReused _ ->
                problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "IDEMPOTENCY_KEY_REUSED",
                        "This id was used before, for another command or another body");
            case CommandResult.Contended _ ->
                unavailable("CONTENDED", "Other commands kept changing what this one depends on; nothing was recorded");
            case CommandResult.Overloaded _ -> unavailable("OVERLOADED", "Too much is waiting; nothing was recorded");
            case CommandResult.Unavailable(boolean outcomeUnknown) ->
                outcomeUnknown
                        ? unavailable(
                                "OUTCOME_UNKNOWN",
                                "The event store did not answer in time; send the same id again to learn what happened")
                        : unavailable("STORE_UNAVAILABLE", "The event store cannot be reached; nothing was recorded");
            case CommandResult.UnknownCommand _ ->
                problem(HttpStatus.NOT_FOUND, "UNKNOWN_COMMAND", "There is no command of this name")
                        .withDetail("GET /commands/catalog lists all");
            case CommandResult.Malformed(String detail) ->
                problem(HttpStatus.BAD_REQUEST, "MALFORMED_JSON", "The body is not one JSON object")
                        .withDetail(detail);
            case CommandResult.Invalid(List<FieldError> errors) ->
                invalid("The body does not follow the command's schema", errors);
            case CommandResult.ImportNotAllowed _ ->
                problem(HttpStatus.FORBIDDEN, "IMPORT_SCOPE_REQUIRED", "Historical imports need the scope 'import'");
        };
    }

    private static Problem problem(HttpStatus status, String code, String title) {
        return Problem.of(status, code, title);
    }

    private static Problem unavailable(String code, String title) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, code, title);
    }

    /** Something that was sent is not as it must be; every bad part is named. */
    public static Problem invalid(String title, List<FieldError> errors) {
        return Problem.of(HttpStatus.BAD_REQUEST, "INVALID", title)
                .with(
                        "errors",
                        errors.stream()
                                .map(e -> Map.of("field", e.field(), "message", e.message()))
                                .toList());
    }

    public static Problem tooLarge(int bytesMax) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE", "The content is too large")
                .withDetail("At most %d bytes".formatted(bytesMax));
    }

    public static Problem unauthenticated() {
        return Problem.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "A valid bearer token is needed");
    }

    public static Problem forbidden() {
        return Problem.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "The token's scopes do not allow this");
    }

    public static Problem issuerUnavailable() {
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "ISSUER_UNAVAILABLE",
                "The token cannot be checked because its issuer cannot be reached");
    }

    /** A problem that the web framework found: the code is the name of the status. */
    public static Problem of(HttpStatus status) {
        return Problem.of(
                status, status.getReasonPhrase().toUpperCase(Locale.ROOT).replace(' ', '_'), status.getReasonPhrase());
    }
}
