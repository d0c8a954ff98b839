package org.muster.commandside.adapter.axon;

import org.muster.commandside.domain.decision.Decider;
import org.springframework.core.ResolvableType;

/** Tells which command a decider decides: the type argument of {@link Decider}. */
final class DecidedCommand {

    private DecidedCommand() {}

    /** @throws IllegalArgumentException if the class does not say so, as a lambda does not */
    @SuppressWarnings("unchecked") // the argument of Decider<C> is C
    static <C extends Record> Class<C> of(Decider<C> decider) {
        Class<?> command =
                ResolvableType.forClass(Decider.class, decider.getClass()).resolveGeneric();
        if (command == null) {
            throw new IllegalArgumentException(decider.getClass() + " does not say which command it decides");
        }
        return (Class<C>) command;
    }
}
