package org.muster.commandside.domain.decision;

/**
 * A boundary gives a decider the states that it decides on, and remembers what was read. The decision is recorded only
 * if no event that any of these models reads was recorded meanwhile; otherwise the command is retried.
 */
@FunctionalInterface
public interface Boundary {

    /** The present state of one entity; reading it twice gives the same. */
    <S> S read(DecisionModel<S> model, String id);
}
