package org.muster.eventstore.api;

import java.util.Optional;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/**
 * What a decision needs to know of the past, as a fold: which events, what without any, and what one more makes of it.
 * {@code S} must be immutable; all methods are pure and are called by many threads at once.
 *
 * @param <ID> what it is about; with {@code equals} and {@code hashCode}
 * @param <S> the folded state
 */
public interface StateDefinition<ID, S> {

    /** @return its name, unique in the application */
    String name();

    /** @return the version of the fold: raise it whenever {@code criteria}, {@code initial} or {@code evolve} change */
    int version();

    /** @return the type of its ids */
    Class<ID> idType();

    /** @return the type of its states; Axon tells repositories apart by it, so no two definitions share one or its parent */
    Class<S> stateType();

    /** @return which events it is made of; an append that was decided on it conflicts with any of them stored since */
    EventCriteria criteria(ID id);

    /** @return the state before any event, never null */
    S initial(ID id);

    /** @return the state after one more event; the message carries the decoded payload */
    S evolve(S state, EventMessage event);

    /**
     * @return whether folded states stay in memory. False for what is asked once and never again, such as "was this command
     *     id seen before"
     */
    default boolean remembered() {
        return true;
    }

    /**
     * @return how its states are put away, for those with long histories: a start then folds what happened since. None by
     *     default
     */
    default Optional<SnapshotCodec<ID, S>> snapshots() {
        return Optional.empty();
    }
}
