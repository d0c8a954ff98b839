package org.muster.eventstore.state;

import java.util.function.UnaryOperator;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.modelling.repository.ManagedEntity;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.ReadCondition;

/**
 * A state within one command: what was loaded, and what this command's own events made of it since.
 *
 * <p>It is brought up to date once more when it is first looked at. A command that loads several states, of which one has to
 * come from PostgreSQL, then decides on all of them as of now: so load them all before looking at any
 * ({@code StateManager.loadManagedEntity}), or what was loaded first is the more likely to conflict.
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

    boolean is(StateDefinition<?, ?> otherDefinition, Object otherId) {
        return definition == otherDefinition && id.equals(otherId);
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
