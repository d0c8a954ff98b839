package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;
import org.muster.eventstore.PostgresEventStorageEngine;

/** Our engine alone: events with all their tags, nothing read, nothing decided, no Axon. */
final class AppendSubject implements Subject {

    private final HikariDataSource pool;
    private final int events;
    private final PostgresEventStorageEngine engine;
    private final Appender appender;

    /** @param events in one append */
    AppendSubject(HikariDataSource pool, int events) {
        this.pool = pool;
        this.events = events;
        this.engine = PostgresEventStorageEngine.start(pool, new DeploymentEvents());
        this.appender = new Appender(engine);
    }

    @Override
    public int eventsPerOperation() {
        return events;
    }

    @Override
    public void seed(List<Mission> missions) {
        appender.start(missions);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        List<Object> payloads = new ArrayList<>(events);
        for (int event = 0; event < events; event++) {
            String volunteer = events == 1 ? command.volunteerId() : command.volunteerId() + "-" + event;
            payloads.add(new Deployment(command.commandId(), command.missionId(), volunteer).accepted());
        }
        return appender.append(payloads).thenApply(stored -> new Outcome(true, 0));
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
