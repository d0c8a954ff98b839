package org.muster.benchmark.axon4;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

/** The mission: its phase, its ceiling and how many of the posts are taken. */
@Aggregate
class MissionAggregate {

    record MissionStarted(String missionId, int ceiling) {}

    record PostTaken(String missionId, String volunteerId) {}

    @AggregateIdentifier
    private String missionId;

    private boolean active;
    private int ceiling;
    private int deployed;

    /** For the framework, which then applies the events. */
    MissionAggregate() {}

    MissionAggregate(String missionId, int ceiling) {
        apply(new MissionStarted(missionId, ceiling));
    }

    /** False when the mission is not active or full (rules X2, X3). */
    boolean hasPost() {
        return active && deployed < ceiling;
    }

    void takePost(String volunteerId) {
        apply(new PostTaken(missionId, volunteerId));
    }

    @EventSourcingHandler
    void on(MissionStarted event) {
        missionId = event.missionId();
        ceiling = event.ceiling();
        active = true;
    }

    @EventSourcingHandler
    void on(PostTaken event) {
        deployed++;
    }
}
