package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;
import org.muster.eventstore.PostgresEventStorageEngine;

/** The full boundary through Axon 5 and our engine. */
final class OursSubject implements Subject {

    private final HikariDataSource pool;
    private final PostgresEventStorageEngine engine;
    private final Application application;

    OursSubject(HikariDataSource pool) {
        this.pool = pool;
        this.engine = PostgresEventStorageEngine.start(pool, new DeploymentEvents());
        this.application = new Application(engine);
    }

    @Override
    public void seed(List<Mission> missions) {
        new Appender(engine).start(missions);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        return application.deploy(command);
    }

    @Override
    public void fill(List<String> missionIds, long events, String volunteerPrefix) {
        new Appender(engine).fill(missionIds, events, volunteerPrefix);
    }

    @Override
    public void close() {
        application.close();
        engine.close();
        pool.close();
    }
}
