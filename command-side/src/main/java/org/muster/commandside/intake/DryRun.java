package org.muster.commandside.intake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Tells what commands would be answered if they were sent. The same checks and rules decide; nothing is kept: no event, no id, no
 * key, no refusal. Each command is decided as if those of the same dry run before it had been sent.
 */
public final class DryRun {

    /** Events that a dry run keeps in memory; beyond that it takes no more commands. */
    public static final int EVENTS_MAX = 100_000;

    private final CommandIntake intake;
    private final DryRunExecutor executor;

    DryRun(CommandIntake intake, DryRunExecutor executor) {
        this.intake = intake;
        this.executor = executor;
    }

    /** One command, whose body is not yet read. */
    public DryRunResult handle(UUID id, String name, byte[] body, Caller caller, Optional<String> traceparent) {
        return switch (StrictJson.parse(body)) {
            case StrictJson.Rejected(String detail) ->
                new DryRunResult.NotAccepted(new CommandResult.Malformed(detail));
            case StrictJson.Parsed(JsonNode data) -> handle(new CommandEnvelope(id, name, data, caller, traceparent));
        };
    }

    private DryRunResult handle(CommandEnvelope envelope) {
        return switch (validate(envelope)) {
            case ValidatedCommand command ->
                decideInOrder(List.of(command), Duration.ZERO).getFirst();
            case CommandResult.Unacceptable unacceptable -> new DryRunResult.NotAccepted(unacceptable);
        };
    }

    /** Checks one command; touches no store and takes no place. */
    public Validation validate(CommandEnvelope envelope) {
        return intake.validate(envelope, true);
    }

    /**
     * Decides validated commands. They take one place together, as those that are recorded do.
     *
     * @param patience how long they may wait for a place
     * @return a result for each, in order
     */
    public List<DryRunResult> decideInOrder(List<ValidatedCommand> commands, Duration patience) {
        long begun = System.nanoTime();
        List<DryRunResult> results = intake.inPlace(
                commands,
                patience,
                () -> executor.decideInOrder(intake.sealing().withoutData(commands)),
                DryRunResult.NotAccepted::new);
        long nanos = System.nanoTime() - begun;
        for (int i = 0; i < results.size(); i++) {
            intake.timer(commands.get(i).name(), outcome(results.get(i)), true).record(nanos, TimeUnit.NANOSECONDS);
        }
        return results;
    }

    private static Class<?> outcome(DryRunResult result) {
        return result instanceof DryRunResult.NotAccepted(CommandResult.NotAccepted why)
                ? why.getClass()
                : result.getClass();
    }

    /** Whether it takes no more commands, because their events fill its memory. */
    public boolean isFull() {
        return executor.events() >= EVENTS_MAX;
    }
}
