package org.muster.commandside.domain.decision;

import java.util.Optional;

/**
 * A boundary gives a decider the states that it decides on, and remembers what was read. The decision is recorded only
 * if no event that any of these models reads was recorded meanwhile; otherwise the command is retried. A correction of such an event
 * counts as one, too.
 */
public interface Boundary {

    /** The present state of one entity; reading it twice gives the same. */
    <S> S read(DecisionModel<S> model, String id);

    /**
     * The state that the entity would have, were this amendment on record in place of what is known of its event.
     *
     * @throws UnsupportedOperationException if nothing is corrected within this boundary
     */
    default <S> S readAmended(DecisionModel<S> model, String id, Amendment amendment) {
        throw new UnsupportedOperationException("nothing is corrected here");
    }

    /**
     * An earlier event; empty if there is none of this id at this position, or if it was annulled.
     *
     * @throws UnsupportedOperationException if nothing is corrected within this boundary
     */
    default Optional<OnRecord> recorded(String event, long position) {
        throw new UnsupportedOperationException("nothing is corrected here");
    }
}
