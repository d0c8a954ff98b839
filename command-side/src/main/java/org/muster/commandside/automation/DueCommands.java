package org.muster.commandside.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.uuid.Generators;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what is due through the intake, as the caller that only Muster itself is. A command's id is made of the event that caused
 * it, the automation and the step: sent twice, it is the same command, and the register answers what it answered before.
 */
final class DueCommands {

    private static final Logger log = LoggerFactory.getLogger(DueCommands.class);

    /** Made of {@code muster:automation} once, and never changed. */
    private static final UUID NAMESPACE = UUID.fromString("9f1c1d1e-5d0b-5c2a-8a0e-6f1f4d3b7a10");

    /** How long a command waits for a place among those of people. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private final CommandIntake intake;
    private final MeterRegistry meters;

    DueCommands(CommandIntake intake, MeterRegistry meters) {
        this.intake = intake;
        this.meters = meters;
    }

    /** The result of sending a command. */
    enum Outcome {
        /** Recorded now or before, or refused because it is not due any more. */
        DONE,
        /** No command could be recorded now. */
        NOT_NOW,
        /** This command could not be recorded, or is none that the intake takes. */
        FAILED
    }

    /** The id of the command of a step. */
    static UUID idOf(UUID event, String automation, String step) {
        return Generators.nameBasedGenerator(NAMESPACE).generate(event + "/" + automation + "/" + step);
    }

    /**
     * Sends one command; blocks until it is recorded or refused. Unless it is done, it is sent again later.
     */
    Outcome send(UUID event, String automation, Due due) {
        CommandResult result = intake.handle(
                new CommandEnvelope(
                        idOf(event, automation, due.step()),
                        due.command().getClass().getSimpleName(),
                        JSON.valueToTree(due.command()),
                        Caller.automation(event),
                        Optional.empty()),
                PATIENCE);
        count(automation, result);
        return switch (result) {
            case CommandResult.Accepted _, CommandResult.Refused _, CommandResult.IdReused _ -> Outcome.DONE;
            case CommandResult.Overloaded _, CommandResult.Unavailable _ -> Outcome.NOT_NOW;
            case CommandResult.Contended _ -> Outcome.FAILED;
            case CommandResult.Unacceptable wrong -> {
                // The program is wrong, not the moment: it is kept until a program takes it.
                log.error(
                        "Automation {} sent what the intake does not take: {}",
                        automation,
                        wrong.getClass().getSimpleName());
                yield Outcome.FAILED;
            }
        };
    }

    private void count(String automation, CommandResult result) {
        String outcome = result instanceof CommandResult.Accepted accepted && accepted.repeated()
                ? "Repeated"
                : result.getClass().getSimpleName();
        meters.counter("muster.automation.commands", "automation", automation, "outcome", outcome)
                .increment();
    }
}
