package org.muster.commandside.adapter.axon.state;

import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.event.EventTags;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;
import org.muster.eventstore.api.StateDefinition;

/**
 * All corrections and annulments, as a state that the event store folds, caches and guards. Every command reads it before any
 * model, so a decision is never made on what was corrected meanwhile.
 */
record AmendmentsState() implements StateDefinition<String, Amendments> {

    static final AmendmentsState DEFINITION = new AmendmentsState();

    /** The one id. */
    static final String ALL = Tag.AMENDMENT_SCOPE;

    /** The types of events that amend others. */
    static final Set<EventType> TYPES =
            Set.of(EventCatalog.of(RecordCorrected.class), EventCatalog.of(RecordAnnulled.class));

    @Override
    public String name() {
        return "amendments";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<String> idType() {
        return String.class;
    }

    @Override
    public Class<Amendments> stateType() {
        return Amendments.class;
    }

    @Override
    public EventCriteria criteria(String id) {
        return EventCriteria.havingTags(EventTags.axon(Tag.amendments()))
                .andBeingOneOfTypes(TYPES.stream()
                        .map(type -> new QualifiedName(type.name()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Amendments initial(String id) {
        return Amendments.NONE;
    }

    @Override
    public Amendments evolve(Amendments state, EventMessage event) {
        return state.and(event.payloadAs(CorrectionEvent.class));
    }
}
