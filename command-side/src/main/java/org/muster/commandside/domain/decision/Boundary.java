package org.muster.commandside.domain.decision;

/**
 * Through which a slice reads the views that it decides on. What was read becomes the command's consistency boundary:
 * the decision is recorded only if no event that any of these views would have read has been recorded since; otherwise
 * the command is decided again.
 */
@FunctionalInterface
public interface Boundary {

    /** The present state of one entity; reading it twice gives the same. */
    <I, S> S read(DecisionModel<I, S> view, I id);
}
