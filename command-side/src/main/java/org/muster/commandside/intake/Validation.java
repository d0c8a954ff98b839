package org.muster.commandside.intake;

/** What checking a command says: it may be executed, or what is wrong with it. */
public sealed interface Validation permits ValidatedCommand, CommandResult.Unacceptable {}
