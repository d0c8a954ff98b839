package org.muster.commandside.intake;

/** Decides commands by the rules and records what follows. */
@FunctionalInterface
public interface CommandExecutor {

    /**
     * Decides and records. Returns when the events are durable, or nothing was recorded, or nobody can say in time. Called
     * by many virtual threads at once.
     *
     * @param command the command and its envelope
     * @param payload what the decider takes: the command, or the form of it in which personal data are sealed
     */
    CommandResult execute(ValidatedCommand command, Record payload);
}
