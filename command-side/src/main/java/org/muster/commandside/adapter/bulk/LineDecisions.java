package org.muster.commandside.adapter.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.muster.commandside.adapter.http.CommandResultBody;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRun;
import org.muster.commandside.intake.DryRunResult;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.commandside.intake.Validation;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;

/** Decides the lines of an upload: to record what follows, or only to tell what would. */
interface LineDecisions {

    /** The result of a line. */
    sealed interface Result {

        /** Whether the same line may be accepted later though nothing but time has passed. */
        default boolean isTemporary() {
            return this instanceof NotAccepted(CommandResult.NotAccepted why) && why instanceof CommandResult.Temporary;
        }
    }

    /** @param body what is answered beside line and status */
    record Accepted(Map<String, Object> body) implements Result {}

    record NotAccepted(CommandResult.NotAccepted why) implements Result {}

    Validation validate(CommandEnvelope envelope);

    /**
     * Decides commands as if each was sent after the result of the one before it.
     *
     * @param patience how long they may wait for a place
     * @return the results of the first commands, at least one
     */
    List<Result> decideInOrder(List<ValidatedCommand> commands, Duration patience);

    /** Records what follows. */
    static LineDecisions recording(CommandIntake intake) {
        return new LineDecisions() {
            @Override
            public Validation validate(CommandEnvelope envelope) {
                return intake.validate(envelope);
            }

            @Override
            public List<Result> decideInOrder(List<ValidatedCommand> commands, Duration patience) {
                List<CommandResult> results = intake.executeInOrder(commands, patience);
                return IntStream.range(0, results.size())
                        .mapToObj(i -> result(commands.get(i).id(), results.get(i)))
                        .toList();
            }
        };
    }

    /** Tells what would follow, each line on those before it. */
    static LineDecisions telling(DryRun dryRun) {
        return new LineDecisions() {
            @Override
            public Validation validate(CommandEnvelope envelope) {
                return dryRun.validate(envelope);
            }

            @Override
            public List<Result> decideInOrder(List<ValidatedCommand> commands, Duration patience) {
                List<DryRunResult> results = dryRun.decideInOrder(commands, patience);
                return IntStream.range(0, results.size())
                        .mapToObj(i -> result(commands.get(i).id(), results.get(i)))
                        .toList();
            }
        };
    }

    /** Why a dry run takes no more lines, if it does not. */
    static Optional<Problem> fullness(DryRun dryRun) {
        return dryRun.isFull()
                ? Optional.of(Problem.of(
                        WebProblem.TOO_LARGE,
                        "One dry run takes commands of at most %d events".formatted(DryRun.EVENTS_MAX)))
                : Optional.empty();
    }

    private static Result result(UUID id, CommandResult result) {
        return switch (result) {
            case CommandResult.Accepted accepted -> new Accepted(CommandResultBody.of(id, accepted));
            case CommandResult.NotAccepted why -> new NotAccepted(why);
        };
    }

    private static Result result(UUID id, DryRunResult result) {
        return switch (result) {
            case DryRunResult.Accepted accepted -> new Accepted(CommandResultBody.of(id, accepted));
            case DryRunResult.NotAccepted(CommandResult.NotAccepted why) -> new NotAccepted(why);
        };
    }
}
