package org.muster.commandside.intake;

/** Decides commands by the rules and records what follows. */
@FunctionalInterface
public interface CommandExecutor {

    /**
     * Decides and records; returns when the events are durable, or nothing was recorded, or nobody can say in time. Called
     * by many virtual threads at once.
     */
    CommandResult decide(ValidatedCommand instruction);
}
