package org.muster.eventstore;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.modelling.repository.ManagedEntity;

/** A state within one command: what was loaded, and what this command's own events made of it since. */
final class ManagedState<ID, S> implements ManagedEntity<ID, S> {

    private final StateDefinition<ID, S> definition;
    private final ID id;
    private final Read read;
    private final AtomicReference<S> value;

    ManagedState(StateDefinition<ID, S> definition, ID id, StateCache.Loaded<S> loaded) {
        this.definition = definition;
        this.id = id;
        this.read = loaded.read();
        this.value = new AtomicReference<>(loaded.value());
    }

    boolean is(StateDefinition<?, ?> otherDefinition, Object otherId) {
        return definition == otherDefinition && id.equals(otherId);
    }

    Read read() {
        return read;
    }

    void evolveIfMatching(RecordedEvent appended, EventMessage event) {
        if (read.criteria().matches(appended)) {
            value.updateAndGet(state -> definition.evolve(state, event));
        }
    }

    @Override
    public ID identifier() {
        return id;
    }

    @Override
    public S entity() {
        return value.get();
    }

    /** Changes it for the rest of this command only: a state comes from its events. */
    @Override
    public S applyStateChange(UnaryOperator<S> change) {
        return value.updateAndGet(change);
    }
}
