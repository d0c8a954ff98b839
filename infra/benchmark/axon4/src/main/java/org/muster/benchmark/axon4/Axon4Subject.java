package org.muster.benchmark.axon4;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.command.ConcurrencyException;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;

/** Axon Framework 4.13 with the JDBC engine, plain or with aggregate cache and snapshots. */
final class Axon4Subject implements Subject {

    private static final int RETRIES_MAX = 200;
    private static final int SNAPSHOT_EVERY_EVENTS = 250;

    private final HikariDataSource pool;
    private final boolean cached;
    private final Engine engine;
    private final Configuration axon;

    Axon4Subject(HikariDataSource pool, boolean cached) {
        this.pool = pool;
        this.cached = cached;
        this.engine = Engine.on(pool);
        this.axon = engine.configurer(engine.storage())
                .configureAggregate(aggregate(MissionAggregate.class))
                .configureAggregate(aggregate(VolunteerAggregate.class))
                .registerCommandHandler(DeployVolunteerHandler::new)
                .start();
    }

    private <A> AggregateConfigurer<A> aggregate(Class<A> type) {
        AggregateConfigurer<A> configurer = AggregateConfigurer.defaultConfiguration(type);
        if (cached) {
            configurer.configureCache(configuration -> AggregateCache.named(type.getSimpleName()));
            configurer.configureSnapshotTrigger(configuration ->
                    new EventCountSnapshotTriggerDefinition(configuration.snapshotter(), SNAPSHOT_EVERY_EVENTS));
        }
        return configurer;
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public void seed(List<Mission> missions) {
        engine.storage().createSchema(PostgresEventTableFactory.INSTANCE);
        missions.forEach(axon.commandGateway()::sendAndWait);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        return CompletableFuture.completedFuture(deploy(axon.commandGateway(), command));
    }

    /** Conflicts are retried, as every user of aggregates has to. */
    static Outcome deploy(CommandGateway commands, Deployment command) {
        for (int retries = 0; ; retries++) {
            try {
                return new Outcome(commands.<Boolean>sendAndWait(command), retries);
            } catch (ConcurrencyException e) {
                if (retries == RETRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        axon.shutdown();
        pool.close();
    }
}
