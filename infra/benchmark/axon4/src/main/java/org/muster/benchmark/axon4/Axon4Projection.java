package org.muster.benchmark.axon4;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.json.JacksonSerializer;
import org.muster.benchmark.kit.Target;
import org.muster.benchmark.kit.VolunteerDeployed;

/**
 * A projection of Axon Framework 4.13 replays its store: a pooled streaming processor with batches of 1,000, whose handler counts
 * the events of each volunteer in PostgreSQL. Handler and token share a transaction, as its documentation wants it.
 */
public final class Axon4Projection {

    private static final String PROCESSOR = "counts";
    private static final int BATCH_SIZE = 1_000;
    private static final int CONNECTIONS = 16;
    private static final int VOLUNTEERS = 20_000;
    private static final int FILL_EVENTS = 1_000;

    private final HikariDataSource pool;
    private final ConnectionProvider connections;

    private Axon4Projection(Target target) {
        this.pool = target.pool(CONNECTIONS);
        this.connections = new UnitOfWorkAwareConnectionProviderWrapper(this::connection);
    }

    /** @param arguments URL, user and password of an empty database, and how many events; prints one line of JSON */
    public static void main(String[] arguments) throws Exception {
        Target target = new Target(arguments[0], arguments[1], arguments[2]);
        int events = Integer.parseInt(arguments[3]);
        double seconds = new Axon4Projection(target).replay(events);
        System.out.printf(Locale.ROOT, "{\"events\":%d,\"seconds\":%.3f}%n", events, seconds);
        System.exit(0);
    }

    private double replay(int events) throws Exception {
        JacksonSerializer serializer = JacksonSerializer.builder()
                .objectMapper(JsonMapper.builder()
                        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .build())
                .build();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                // The unit of work commits its connection itself.
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        JdbcTokenStore tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .build();
        tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE counted (volunteer text PRIMARY KEY, events bigint NOT NULL)");
        }
        DefaultConfigurer configurer = (DefaultConfigurer) DefaultConfigurer.defaultConfiguration();
        configurer
                .configureSerializer(configuration -> serializer)
                .configureEventSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine);
        configurer.eventProcessing(processing -> processing
                .registerTokenStore(configuration -> tokens)
                .registerEventHandler(configuration -> new Counter())
                .byDefaultAssignTo(PROCESSOR)
                .registerPooledStreamingEventProcessor(
                        PROCESSOR,
                        Configuration::eventStore,
                        (configuration, builder) ->
                                builder.batchSize(BATCH_SIZE).initialToken(StreamableMessageSource::createTailToken)));
        Configuration axon = configurer.buildConfiguration();
        fill(engine, events);
        long start = System.nanoTime();
        axon.start();
        while (counted() < events) {
            Thread.sleep(20);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        axon.shutdown();
        return seconds;
    }

    private static void fill(JdbcEventStorageEngine engine, int events) {
        List<EventMessage<?>> batch = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            String volunteer = "volunteer-" + event % VOLUNTEERS;
            batch.add(new GenericDomainEventMessage<>(
                    "Volunteer", volunteer, event / VOLUNTEERS, deployed(volunteer, event)));
            if (batch.size() == FILL_EVENTS || event == events - 1) {
                engine.appendEvents(batch);
                batch.clear();
            }
        }
    }

    private static VolunteerDeployed deployed(String volunteer, int event) {
        return new VolunteerDeployed(
                "command-" + event,
                "mission-" + event % 40,
                volunteer,
                "assignment-" + event,
                "description-" + event,
                "station-" + event % 100,
                "INTERNATIONAL_SPECIALIST",
                "ELECTORAL_SUPPORT",
                "1992-04-01",
                "1993-04-01",
                "1993-06-30",
                "importer",
                true);
    }

    private long counted() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT COALESCE(sum(events), 0) FROM counted")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Inside a unit of work one transaction until its commit; outside, each statement is its own. */
    private Connection connection() throws SQLException {
        Connection connection = pool.getConnection();
        boolean inTransaction = CurrentUnitOfWork.isStarted()
                && !CurrentUnitOfWork.get().phase().isAfter(UnitOfWork.Phase.PREPARE_COMMIT);
        connection.setAutoCommit(!inTransaction);
        return connection;
    }

    private final class Counter {

        @EventHandler
        void on(VolunteerDeployed event) throws SQLException {
            try (Connection connection = connections.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            INSERT INTO counted VALUES (?, 1)
                            ON CONFLICT (volunteer) DO UPDATE SET events = counted.events + 1""")) {
                statement.setString(1, event.volunteerId());
                statement.executeUpdate();
            }
        }
    }
}
