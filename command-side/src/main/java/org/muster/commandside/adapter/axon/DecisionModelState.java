package org.muster.commandside.adapter.axon;

import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;

/** A decision model as a state that the event store folds, caches and guards. */
record DecisionModelState<S>(DecisionModel<S> model) implements StateDefinition<String, S> {

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public int version() {
        return model.version();
    }

    @Override
    public Class<String> idType() {
        return String.class;
    }

    /** Models are found by themselves, not by their type, so all may share one. */
    @Override
    @SuppressWarnings("unchecked")
    public Class<S> stateType() {
        return (Class<S>) (Class<?>) Object.class;
    }

    @Override
    public EventCriteria criteria(String id) {
        return EventCriteria.havingTags(EventTags.axon(model.tag(id)))
                .andBeingOneOfTypes(model.reads().stream()
                        .map(type -> new QualifiedName(EventCatalog.of(type).name()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public S initial(String id) {
        return model.initial(id);
    }

    @Override
    public S evolve(S state, EventMessage event) {
        return model.evolve(state, event.payloadAs(DomainEvent.class));
    }

    @Override
    public Optional<SnapshotCodec<String, S>> snapshots() {
        return model.snapshot().map(SnapshotJson::new);
    }
}
