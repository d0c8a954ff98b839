package org.muster.benchmark.ours;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.repository.Repository;
import org.muster.benchmark.kit.AsyncSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.VolunteerDeployed;

/** The same application on Axon's own engine in memory: nothing durable, each view folded from the start by a scan. */
final class MemorySubject implements AsyncSubject {

    private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
    private final Application application = new Application(engine, new Application.Repositories() {
        @Override
        public <S> Repository<String, S> of(Configuration configuration, View<S> view) {
            return new SourcedRepository<>(configuration.getComponent(EventStore.class), view);
        }
    });

    @Override
    public void seed(List<Mission> missions) {
        new Appends(engine).start(missions);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        return application.deploy(command);
    }

    @Override
    public void count(Census census) {
        engine.source(SourcingCondition.conditionFor(EventCriteria.havingAnyTag()), null)
                .reduce(0L, (count, entry) -> {
                    if (entry.message().payload() instanceof VolunteerDeployed deployed) {
                        census.add(deployed.missionId(), deployed.volunteerId());
                    }
                    return count + 1;
                })
                .join();
    }

    @Override
    public void close() {
        application.close();
    }
}
