package org.muster.commandside.domain.decision;

/**
 * One command and the rule that decides it.
 *
 * @param <C> the command as it reaches the rule: the wire form itself, or, where that holds personal data, the form in
 *     which these are sealed
 */
public interface Decider<C extends Record> {

    Class<C> command();

    /** Reads what the rule needs and applies it. Has no effect; may be asked again for the same command. */
    Decision decide(C command, Boundary boundary);
}
