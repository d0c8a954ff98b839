package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.muster.benchmark.kit.AsyncSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Target;
import org.muster.eventstore.EventStoreSchema;
import org.muster.eventstore.PostgresEventStorageEngine;

/** Our engine alone: events with all their tags, nothing read, nothing decided, no Axon. */
final class AppendSubject implements AsyncSubject {

    private final Target target;
    private final int events;
    private final HikariDataSource pool;
    private final PostgresEventStorageEngine engine;
    private final Appends appends;

    /** @param events in one append */
    AppendSubject(Target target, int events) {
        this.target = target;
        this.events = events;
        this.pool = Database.pool(target);
        EventStoreSchema.migrate(pool);
        this.engine = PostgresEventStorageEngine.start(pool, new Facts());
        this.appends = new Appends(engine);
    }

    @Override
    public int eventsPerOperation() {
        return events;
    }

    @Override
    public void seed(List<Mission> missions) {
        appends.start(missions);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        List<Object> facts = new ArrayList<>(events);
        for (int event = 0; event < events; event++) {
            String volunteer = events == 1 ? command.volunteerId() : command.volunteerId() + "-" + event;
            facts.add(new Deployment(command.commandId(), command.missionId(), volunteer).accepted());
        }
        return appends.append(facts).thenApply(stored -> Outcome.accepted(0));
    }

    @Override
    public void count(Census census) {
        Database.count(target, census);
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
