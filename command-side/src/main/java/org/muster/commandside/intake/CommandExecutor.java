package org.muster.commandside.intake;

import java.util.List;
import java.util.Optional;
import org.muster.events.DomainEvent;

/** Decides commands by the rules and records what follows. */
public interface CommandExecutor {

    /**
     * A command ready to be decided.
     *
     * @param command the command and its envelope
     * @param payload what the decider takes: the command, or the form of it in which personal data are sealed
     */
    record Ready(ValidatedCommand command, Record payload) {}

    /**
     * Decides and records. Returns when the events are durable, or nothing was recorded, or nobody can say in time. Called
     * by many virtual threads at once.
     */
    CommandResult execute(Ready command);

    /**
     * Decides and records commands as if each was executed after the one before it, in as few appends as others leave
     * them.
     *
     * @return the results of the first commands, at least one. Fewer than there are commands only if the last result is
     *     {@linkplain CommandResult.Temporary temporary}: the commands after it were not decided
     * @throws RuntimeException if one of the commands cannot be executed at all; some before it may be recorded, and sent
     *     again they get their results
     */
    List<CommandResult> executeInOrder(List<Ready> commands);

    /**
     * An earlier event as it was first recorded; empty if there is none of this id at this position.
     *
     * @throws RuntimeException if the store cannot be read
     */
    Optional<DomainEvent> recorded(String event, long position);

    /** Begins a dry run, which records nothing. */
    DryRunExecutor dryRun();
}
