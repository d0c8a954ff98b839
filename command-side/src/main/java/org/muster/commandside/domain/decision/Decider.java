package org.muster.commandside.domain.decision;

/**
 * A decider is the rule of one command. Spring finds every class that implements it; there is no list to keep.
 *
 * @param <C> the command as it reaches the rule: the wire form itself, or, where that holds personal data, the form in
 *     which these are sealed
 */
@FunctionalInterface
public interface Decider<C extends Record> {

    /**
     * Reads the models that the rule needs and decides. It has no effect, and may be called again for the same command.
     *
     * @param boundary gives the models' states; each one read becomes part of the condition under which the events are appended
     */
    Decision decide(C command, Boundary boundary);
}
