package org.muster.commandside.adapter.axon.event;

import org.axonframework.messaging.core.MessageType;
import org.muster.commandside.domain.decision.Decider;
import org.springframework.core.ResolvableType;

/** Tells which command a decider decides, and under which name Axon knows it. */
public final class DecidedCommand {

    private DecidedCommand() {}

    /**
     * The type argument of {@link Decider}.
     *
     * @throws IllegalArgumentException if the class does not say so, as a lambda does not
     */
    @SuppressWarnings("unchecked") // the argument of Decider<C> is C
    public static <C extends Record> Class<C> of(Decider<C> decider) {
        Class<?> command =
                ResolvableType.forClass(Decider.class, decider.getClass()).resolveGeneric();
        if (command == null) {
            throw new IllegalArgumentException(decider.getClass() + " does not say which command it decides");
        }
        return (Class<C>) command;
    }

    /** The name, in the catalog, of the command that it decides. */
    public static String nameOf(Decider<?> decider) {
        return typeOf(of(decider)).name();
    }

    /** The command's name in the catalog, as metrics have it; a sealed form has the name of its command. */
    public static MessageType typeOf(Class<? extends Record> command) {
        return new MessageType(command.getSimpleName().replaceFirst("Sealed", ""), "1");
    }
}
