package org.muster.commandside.adapter.axon.state;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.adapter.axon.event.EventTags;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;

/**
 * A decision model as a state that the event store folds, caches and guards. With amendments it is another state, folded from the
 * first event on: an amendment changes what was folded long ago. The amendments themselves are guarded by
 * {@link AmendmentsState}.
 *
 * @param amendments of the events that it is folded from, by their ids; mostly none
 */
record DecisionModelState<S>(DecisionModel<S> model, Map<String, Amendment> amendments)
        implements StateDefinition<String, S> {

    DecisionModelState(DecisionModel<S> model) {
        this(model, Map.of());
    }

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
        return Amendments.apply(amendments, event.identifier(), event.payloadAs(DomainEvent.class))
                .map(counting -> model.evolve(state, counting))
                .orElse(state);
    }

    /** A snapshot says nothing of the events in it, so an amended state has none. */
    @Override
    public Optional<SnapshotCodec<String, S>> snapshots() {
        return amendments.isEmpty() ? model.snapshot().map(SnapshotJson::new) : Optional.empty();
    }
}
