package org.muster.benchmark.ours;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.modelling.repository.ManagedEntity;
import org.axonframework.modelling.repository.Repository;

/** Axon's own path: folds a view from its first event for each command; what is sourced guards the append. */
final class SourcedRepository<S> implements Repository.LifecycleManagement<String, S> {

    private final EventStore store;
    private final View<S> view;

    SourcedRepository(EventStore store, View<S> view) {
        this.store = store;
        this.view = view;
    }

    private record Sourced<S>(String identifier, S entity) implements ManagedEntity<String, S> {
        @Override
        public S applyStateChange(UnaryOperator<S> change) {
            throw new UnsupportedOperationException("one decision, one event: nothing reads it again");
        }
    }

    @Override
    public CompletableFuture<ManagedEntity<String, S>> load(String identifier, ProcessingContext context) {
        return store.transaction(context)
                .source(SourcingCondition.conditionFor(view.criteria(identifier)))
                .reduce(
                        view.initial(identifier),
                        (state, entry) -> entry.message() instanceof TerminalEventMessage
                                ? state
                                : view.evolve(state, Objects.requireNonNull(entry.message())))
                .thenApply(state -> new Sourced<>(identifier, state));
    }

    @Override
    public CompletableFuture<ManagedEntity<String, S>> loadOrCreate(String identifier, ProcessingContext context) {
        return load(identifier, context);
    }

    @Override
    public ManagedEntity<String, S> persist(String identifier, S entity, ProcessingContext context) {
        throw new UnsupportedOperationException("states are folded, not stored");
    }

    @Override
    public ManagedEntity<String, S> attach(ManagedEntity<String, S> entity, ProcessingContext context) {
        throw new UnsupportedOperationException("states stay in their command");
    }

    @Override
    public Class<S> entityType() {
        return view.stateType();
    }

    @Override
    public Class<String> idType() {
        return String.class;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("view", view.name());
    }
}
