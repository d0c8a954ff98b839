package org.muster.benchmark.axon4;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.muster.benchmark.kit.VolunteerDeployed;

/** The volunteer: whether there is an open assignment. */
@Aggregate
class VolunteerAggregate {

    @AggregateIdentifier
    private String volunteerId;

    private boolean deployed;

    /** Also for the framework, which then applies the events. */
    VolunteerAggregate() {}

    boolean isDeployed() {
        return deployed;
    }

    void deploy(VolunteerDeployed event) {
        apply(event);
    }

    @EventSourcingHandler
    void on(VolunteerDeployed event) {
        volunteerId = event.volunteerId();
        deployed = true;
    }
}
