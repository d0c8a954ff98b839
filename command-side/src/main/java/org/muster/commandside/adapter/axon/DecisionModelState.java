package org.muster.commandside.adapter.axon;

import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;

/** A view of the pure core as a state that the event store folds, caches and guards. */
record DecisionModelState<I, S>(DecisionModel<I, S> view) implements StateDefinition<I, S> {

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public int version() {
        return view.version();
    }

    /** Views are found by themselves, not by their types, so all may share one. */
    @Override
    @SuppressWarnings("unchecked")
    public Class<I> idType() {
        return (Class<I>) (Class<?>) Object.class;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<S> stateType() {
        return (Class<S>) (Class<?>) Object.class;
    }

    @Override
    public EventCriteria criteria(I id) {
        Criterion criterion = view.criterion(id);
        return EventCriteria.havingTags(
                        criterion.tags().stream().map(EventTags::axon).collect(Collectors.toSet()))
                .andBeingOneOfTypes(criterion.types().stream()
                        .map(EventMessageFactory::name)
                        .collect(Collectors.toSet()));
    }

    @Override
    public S initial(I id) {
        return view.initial(id);
    }

    @Override
    public S evolve(S state, EventMessage event) {
        return view.evolve(state, event.payloadAs(DomainEvent.class));
    }

    @Override
    public Optional<SnapshotCodec<I, S>> snapshots() {
        return view.savedForm().map(SnapshotJson::new);
    }
}
