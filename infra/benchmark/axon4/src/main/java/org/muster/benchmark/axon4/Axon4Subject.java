package org.muster.benchmark.axon4;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.muster.benchmark.kit.BlockingSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.ColdReading;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Target;

/** Axon Framework 4.13 with the JDBC engine, plain or with aggregate cache and snapshots. */
final class Axon4Subject implements BlockingSubject, ColdReading {

    /** More connections than this only queue inside PostgreSQL on a machine of a few cores. */
    private static final int CONNECTIONS = 16;

    private static final int RETRIES_MAX = 200;
    private static final int SNAPSHOT_EACH_EVENTS = 250;
    private static final int FILL_EVENTS = 1000;

    private final Target target;
    private final boolean cached;
    private final HikariDataSource pool;
    private JdbcEventStorageEngine engine;
    private Configuration axon;

    Axon4Subject(Target target, boolean cached) {
        this.target = target;
        this.cached = cached;
        this.pool = target.pool(CONNECTIONS);
        this.axon = start();
    }

    private Configuration start() {
        JacksonSerializer serializer = JacksonSerializer.builder()
                .objectMapper(JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .build())
                .build();
        engine = engine(serializer);
        Configurer configurer = DefaultConfigurer.defaultConfiguration()
                .configureSerializer(configuration -> serializer)
                .configureEventSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine)
                .configureAggregate(aggregate(MissionAggregate.class))
                .configureAggregate(aggregate(VolunteerAggregate.class))
                .registerCommandHandler(configuration -> new DeployVolunteerHandler(
                        configuration.repository(MissionAggregate.class),
                        configuration.repository(VolunteerAggregate.class)));
        return configurer.start();
    }

    private JdbcEventStorageEngine engine(JacksonSerializer serializer) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(new UnitOfWorkAwareConnectionProviderWrapper(this::connection))
                // The unit of work commits its connection itself.
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    /** Inside a unit of work one transaction until its commit; outside, and in its aftermath, each statement is its own. */
    private Connection connection() throws SQLException {
        Connection connection = pool.getConnection();
        boolean inTransaction = CurrentUnitOfWork.isStarted()
                && !CurrentUnitOfWork.get().phase().isAfter(UnitOfWork.Phase.PREPARE_COMMIT);
        connection.setAutoCommit(!inTransaction);
        return connection;
    }

    private <A> AggregateConfigurer<A> aggregate(Class<A> type) {
        AggregateConfigurer<A> configurer = AggregateConfigurer.defaultConfiguration(type);
        if (cached) {
            configurer.configureCache(configuration -> AggregateCache.named(type.getSimpleName()));
            configurer.configureSnapshotTrigger(configuration ->
                    new EventCountSnapshotTriggerDefinition(configuration.snapshotter(), SNAPSHOT_EACH_EVENTS));
        }
        return configurer;
    }

    @Override
    public void seed(List<Mission> missions) {
        if (!tablesExist()) {
            engine.createSchema(PostgresEventTableFactory.INSTANCE);
        }
        CommandGateway gateway = axon.commandGateway();
        missions.forEach(mission ->
                gateway.sendAndWait(new DeployVolunteerHandler.StartMission(mission.id(), mission.ceiling())));
    }

    private boolean tablesExist() {
        try (Connection connection = target.connect();
                var tables = connection.getMetaData().getTables(null, "public", "domainevententry", null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Outcome deploy(Deployment command) {
        for (int retries = 0; ; retries++) {
            try {
                boolean accepted = axon.commandGateway().<Boolean>sendAndWait(command);
                return new Outcome(accepted, retries);
            } catch (ConcurrencyException e) {
                if (retries == RETRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void count(Census census) {
        target.countJson(
                "SELECT convert_from(payload, 'UTF8') FROM DomainEventEntry WHERE payloadType LIKE '%VolunteerDeployed'",
                census);
    }

    @Override
    public void fill(String missionId, int events) {
        List<EventMessage<?>> batch = new ArrayList<>();
        for (int event = 1; event <= events; event++) {
            batch.add(new GenericDomainEventMessage<>(
                    MissionAggregate.class.getSimpleName(),
                    missionId,
                    event,
                    new MissionAggregate.PostTaken(missionId, missionId + "-" + event)));
            if (batch.size() == FILL_EVENTS || event == events) {
                axon.eventStore().publish(batch);
                batch.clear();
            }
        }
    }

    @Override
    public void forget() {
        axon.shutdown();
        axon = start();
    }

    @Override
    public void close() {
        axon.shutdown();
        pool.close();
    }
}
