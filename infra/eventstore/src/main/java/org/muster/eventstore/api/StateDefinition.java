package org.muster.eventstore.api;

import java.util.Optional;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/**
 * A fold of past events that a decision needs: which events it reads, its value before any, and its value after one
 * more. {@code S} must be immutable. All methods are pure and are called by many threads at once.
 *
 * @param <ID> the identity of the state; with {@code equals} and {@code hashCode}
 * @param <S> the folded state
 */
public interface StateDefinition<ID, S> {

    /** @return its name, unique in the application */
    String name();

    /** @return the version of the fold: raise it whenever {@code criteria}, {@code initial} or {@code evolve} change */
    int version();

    /** @return the type of its ids */
    Class<ID> idType();

    /** @return the type of its states; Axon distinguishes repositories by it, so no two definitions share one or its parent */
    Class<S> stateType();

    /**
     * @return the events that it is folded from; an append that was decided on it conflicts with any of them
     *     stored since
     */
    EventCriteria criteria(ID id);

    /** @return the state before any event, never null */
    S initial(ID id);

    /** @return the state after one more event; the message carries the decoded payload */
    S evolve(S state, EventMessage event);

    /**
     * @return whether folded states stay in memory. False for a state that is read once and never again, such as
     *     "was this command id seen before"
     */
    default boolean remembered() {
        return true;
    }

    /**
     * @return how snapshots of its states are stored, for states with long histories: a start then folds only the
     *     events since. None by default
     */
    default Optional<SnapshotCodec<ID, S>> snapshots() {
        return Optional.empty();
    }
}
