package org.muster.benchmark.axon4;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.StreamableMessageSource;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;
import org.muster.benchmark.kit.VolunteerDeployed;

/**
 * A projection replays its store when it is filled: a pooled streaming processor with batches of 1,000, whose handler counts
 * the events of each volunteer in PostgreSQL. Handler and token share a transaction, as Axon's documentation wants it. The events are
 * stored by {@link #seed}, so that filling is replaying alone.
 */
final class Axon4Replay implements Subject {

    static final int EVENTS = 60_000;

    private static final String PROCESSOR = "counts";
    private static final int BATCH_SIZE = 1_000;
    private static final int VOLUNTEERS = 20_000;

    private final HikariDataSource pool;
    private final Engine engine;
    private Configuration axon;

    Axon4Replay(HikariDataSource pool) {
        this.pool = pool;
        this.engine = Engine.on(pool);
    }

    @Override
    public void seed(List<Mission> missions) {
        JdbcEventStorageEngine storage = engine.storage();
        storage.createSchema(PostgresEventTableFactory.INSTANCE);
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(engine.connections())
                .serializer(engine.serializer())
                .build();
        tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
        sql("CREATE TABLE counted (volunteer text PRIMARY KEY, events bigint NOT NULL)");
        Configurer configurer = engine.configurer(storage);
        configurer.eventProcessing(processing -> processing
                .registerTokenStore(configuration -> tokens)
                .registerEventHandler(configuration -> new Counter())
                .byDefaultAssignTo(PROCESSOR)
                .registerPooledStreamingEventProcessor(
                        PROCESSOR,
                        Configuration::eventStore,
                        (configuration, builder) ->
                                builder.batchSize(BATCH_SIZE).initialToken(StreamableMessageSource::createTailToken)));
        axon = configurer.buildConfiguration();
        List<EventMessage<?>> batch = new ArrayList<>();
        for (int event = 0; event < EVENTS; event++) {
            Deployment deployment = new Deployment(
                    UUID.randomUUID(), Deployment.missionId(event % 40), Deployment.volunteerId(event % VOLUNTEERS));
            batch.add(new GenericDomainEventMessage<>(
                    "Volunteer", deployment.volunteerId(), event / VOLUNTEERS, deployment.accepted()));
            if (batch.size() == BATCH_SIZE) {
                storage.appendEvents(batch);
                batch.clear();
            }
        }
    }

    @Override
    public void fill(List<String> missionIds, long events, String volunteerPrefix) {
        axon.start();
        while (sql("SELECT count(*) FROM counted WHERE events = " + EVENTS / VOLUNTEERS) < VOLUNTEERS) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return the first column of the first row, or 0 */
    private long sql(String statement) {
        try (Connection connection = pool.getConnection();
                var prepared = connection.prepareStatement(statement)) {
            connection.setAutoCommit(true);
            if (!prepared.execute()) {
                return 0;
            }
            try (var rows = prepared.getResultSet()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        return CompletableFuture.completedFuture(new Outcome(false, 0));
    }

    @Override
    public void close() {
        axon.shutdown();
        pool.close();
    }

    private final class Counter {

        @EventHandler
        void on(VolunteerDeployed event) throws SQLException {
            try (Connection connection = engine.connections().getConnection();
                    var statement = connection.prepareStatement("""
                            INSERT INTO counted VALUES (?, 1)
                            ON CONFLICT (volunteer) DO UPDATE SET events = counted.events + 1""")) {
                statement.setString(1, event.volunteerId());
                statement.executeUpdate();
            }
        }
    }
}
