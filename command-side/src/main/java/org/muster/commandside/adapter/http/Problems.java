package org.muster.commandside.adapter.http;

import java.util.List;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.FieldError;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;

/** The one mapping from commands that were not accepted to problems, for every door. */
public final class Problems {

    private Problems() {}

    /** The problem that a command which was not accepted is answered with. */
    public static Problem of(CommandResult.NotAccepted result) {
        return switch (result) {
            case CommandResult.Refused refused ->
                Problem.of(new CommandProblem.Refusal(refused.code())).with("details", refused.details());
            case CommandResult.IdReused _ -> Problem.of(CommandProblem.IDEMPOTENCY_KEY_REUSED);
            case CommandResult.Contended _ -> Problem.of(CommandProblem.CONTENDED);
            case CommandResult.Overloaded _ -> Problem.of(CommandProblem.OVERLOADED);
            case CommandResult.Unavailable(boolean outcomeUnknown) ->
                Problem.of(outcomeUnknown ? CommandProblem.OUTCOME_UNKNOWN : CommandProblem.STORE_UNAVAILABLE);
            case CommandResult.UnknownCommand _ -> Problem.of(CommandProblem.UNKNOWN_COMMAND);
            case CommandResult.Malformed(String detail) -> Problem.of(WebProblem.MALFORMED_JSON, detail);
            case CommandResult.Invalid(List<FieldError> errors) -> invalid(errors);
            case CommandResult.ImportNotAllowed _ -> Problem.of(CommandProblem.IMPORT_SCOPE_REQUIRED);
            case CommandResult.AdministrationNotAllowed _ -> Problem.of(CommandProblem.ADMIN_SCOPE_REQUIRED);
            case CommandResult.AutomationNotAllowed _ -> Problem.of(CommandProblem.AUTOMATION_ONLY);
        };
    }

    /** Something that was sent is not as it must be; every bad part is named. */
    public static Problem invalid(List<FieldError> errors) {
        return Problem.invalid(errors.stream()
                .map(error -> org.muster.web.problem.FieldError.body(error.field(), error.message()))
                .toList());
    }

    /** The same problem for whoever keeps it: without the names of members that are not ours, which may be anybody's. */
    public static Problem withoutStrangeNames(Problem problem) {
        return problem.errors().isEmpty()
                ? problem
                : problem.with(
                        "errors",
                        problem.errors().stream()
                                .map(Problems::withoutStrangeName)
                                .toList());
    }

    private static org.muster.web.problem.FieldError withoutStrangeName(org.muster.web.problem.FieldError error) {
        return FieldError.isStrange(error.message())
                ? org.muster.web.problem.FieldError.body(
                        error.field().substring(0, error.field().lastIndexOf('/')) + "/…", error.message())
                : error;
    }
}
