package org.muster.commandside.adapter.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** The kinds of problem that only the command side has. */
public enum CommandProblem implements ProblemType {
    UNKNOWN_COMMAND(
            HttpStatus.NOT_FOUND, "There is no command of this name", "GET /commands/catalog lists all commands."),
    UNKNOWN_EVENT_TYPE(
            HttpStatus.NOT_FOUND, "There is no event of this type", "GET /commands/catalog lists all events."),
    UNKNOWN_IMPORT(HttpStatus.NOT_FOUND, "There is no import of this id", "GET /imports lists yours."),
    IMPORT_RUNNING(HttpStatus.CONFLICT, "The import has not ended", "Wait for its end."),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This id was used before, for another command or another body",
            "Use a new UUID for each intent, and the same one only to repeat it."),
    IMPORT_SCOPE_REQUIRED(
            HttpStatus.FORBIDDEN, "Historical imports need the scope 'import'", "Ask for a token with that scope."),
    ADMIN_SCOPE_REQUIRED(
            HttpStatus.FORBIDDEN, "Administrative commands need the scope 'admin'", "Ask for a token with that scope."),
    AUTOMATION_ONLY(
            HttpStatus.FORBIDDEN,
            "Only Muster's own automations send this command",
            "It is sent when its day has come; no scope allows it to anybody else."),
    UPLOAD_BROKEN(
            HttpStatus.BAD_REQUEST,
            "The upload ended before its end; every line that has an answer was done",
            "Send what has no answer again, with the same ids."),
    TOKEN_EXPIRED(
            HttpStatus.UNAUTHORIZED,
            "The token ended before the upload did; every line that has an answer was done",
            "Send what has no answer again with a new token, or use POST /imports."),
    CONTENDED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Other commands kept changing what this one depends on; nothing was recorded",
            "Send it again with the same id."),
    OVERLOADED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Too much is waiting; nothing was recorded",
            "Send it again later with the same id."),
    OUTCOME_UNKNOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The event store did not answer in time; send the same id again to learn what happened",
            "Send it again with the same id: it is recorded once, whatever happened."),
    STORE_UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The event store cannot be reached; nothing was recorded",
            "Send it again later with the same id.");

    private final HttpStatus status;
    private final String title;
    private final String remedy;

    CommandProblem(HttpStatus status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    /** A rule's refusal: its code, its meaning. */
    public record Refusal(RefusalCode rule) implements ProblemType {

        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public HttpStatus status() {
            return HttpStatus.CONFLICT;
        }

        @Override
        public String title() {
            return rule.meaning();
        }

        @Override
        public String remedy() {
            return "A rule refused the command; details names what decided it. Sent again, it is judged by what holds then.";
        }
    }

    /** These and the refusals of all rules. */
    static List<ProblemType> all() {
        return Stream.<ProblemType>concat(
                        Arrays.stream(values()),
                        Arrays.stream(RefusalCode.values()).map(Refusal::new))
                .toList();
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
