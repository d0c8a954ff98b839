package org.muster.eventstore.state;

import java.util.function.UnaryOperator;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.modelling.repository.ManagedEntity;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.ReadCondition;

/**
 * A state within one command: as it was loaded, and changed by this command's own events since.
 *
 * <p>It is brought up to date once more when it is first used. A command that loads several states, of which one
 * comes from PostgreSQL, then decides on all of them as of now. So load all states before using any ({@code
 * StateManager.loadManagedEntity}), or the first ones are more likely to conflict.
 */
final class ManagedState<ID, S> implements ManagedEntity<ID, S> {

    private final StateDefinition<ID, S> definition;
    private final ID id;
    private final StateCache states;
    private ReadCondition read;
    private S value;
    private boolean lookedAt;

    ManagedState(StateDefinition<ID, S> definition, ID id, StateCache states, StateCache.Loaded<S> loaded) {
        this.definition = definition;
        this.id = id;
        this.states = states;
        this.read = loaded.read();
        this.value = loaded.value();
    }

    StateDefinition<ID, S> definition() {
        return definition;
    }

    synchronized ReadCondition read() {
        return read;
    }

    synchronized void evolveIfMatching(AppendedEvent appended, EventMessage event) {
        lookedAt = true;
        if (read.criteria().matches(appended)) {
            value = definition.evolve(value, event);
        }
    }

    @Override
    public ID identifier() {
        return id;
    }

    @Override
    public synchronized S entity() {
        if (!lookedAt) {
            lookedAt = true;
            StateCache.Loaded<S> now = states.newerThan(read, definition, id);
            if (now != null) {
                read = now.read();
                value = now.value();
            }
        }
        return value;
    }

    /** Changes it for the rest of this command only: a state comes from its events. */
    @Override
    public synchronized S applyStateChange(UnaryOperator<S> change) {
        value = change.apply(entity());
        return value;
    }
}
