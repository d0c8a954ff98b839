package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.embedded.Database;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.Tags;
import org.muster.testing.TestPostgres;

/** An event store on a database of its own, as the tests use it. */
public final class Store implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Short beside all that is awaited, and no load on a processor. */
    private static final long ASK_NANOS = 500_000;

    public final Database database;
    public final HikariDataSource pool;
    public final MeterRegistry meters = new SimpleMeterRegistry();
    public final PostgresEventStorageEngine engine;

    private Store(Database database, HikariDataSource pool, EventStoreSettings settings) {
        this.database = database;
        this.pool = pool;
        EventStoreSchema.migrate(pool);
        this.engine = PostgresEventStorageEngine.start(pool, new TextCodec(), settings, meters);
    }

    public static Store fresh() {
        return fresh(EventStoreSettings.defaults());
    }

    public static Store fresh(EventStoreSettings settings) {
        return on(TestPostgres.freshDatabase(), settings);
    }

    public static Store on(Database database, EventStoreSettings settings) {
        return on(database, pool(database, 8), settings);
    }

    /** @param pool connections to the database, closed with the store */
    public static Store on(Database database, HikariDataSource pool, EventStoreSettings settings) {
        return new Store(database, pool, settings);
    }

    /** Another engine, as another process would have it, on the same database. */
    public Store another(EventStoreSettings settings) {
        return on(database, settings);
    }

    public static HikariDataSource pool(Database database, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.username());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(1_000);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    public static Tag tag(String text) {
        return Tags.tag(text);
    }

    public static TaggedEventMessage<?> event(String type, String payload, String... tags) {
        return event(UUID.randomUUID(), type, payload, tags);
    }

    public static TaggedEventMessage<?> event(UUID id, String type, String payload, String... tags) {
        Set<Tag> all = new HashSet<>();
        for (String tag : tags) {
            all.add(tag(tag));
        }
        EventMessage message = new GenericEventMessage(
                id.toString(), new MessageType(type, "1"), payload, Map.of("cause", "test"), Instant.now());
        return new GenericTaggedEventMessage<>(message, all);
    }

    public static EventCriteria criteria(String tag, String... types) {
        Tag parsed = tag(tag);
        return types.length == 0
                ? EventCriteria.havingTags(parsed)
                : EventCriteria.havingTags(parsed).andBeingOneOfTypes(types);
    }

    public static AppendCondition noneAfter(long position, EventCriteria criteria) {
        return AppendCondition.withCriteria(criteria).withMarker(new GlobalIndexConsistencyMarker(position));
    }

    /** Not blocking: what the engine answers. */
    public CompletableFuture<Appended> offer(AppendCondition condition, List<TaggedEventMessage<?>> events) {
        return engine.appendEvents(condition, null, events).thenCompose(transaction -> commit(transaction));
    }

    private static CompletableFuture<Appended> commit(AppendTransaction<?> transaction) {
        return transaction.commit(null).thenApply(result -> (Appended) result);
    }

    public Appended append(AppendCondition condition, TaggedEventMessage<?>... events) {
        return get(offer(condition, List.of(events)));
    }

    public Appended append(TaggedEventMessage<?>... events) {
        return append(AppendCondition.none(), events);
    }

    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public List<StoredEvent> all() {
        List<StoredEvent> all = new ArrayList<>();
        List<StoredEvent> page;
        do {
            page = engine.log().readAfter(all.isEmpty() ? 0 : all.getLast().position(), 10_000);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain for: " + what);
            }
            LockSupport.parkNanos(ASK_NANOS);
        }
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }

    public double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    /** @return the number that a query gives */
    public long ask(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Each tag of each event that counts as indexed is indexed once, whatever was killed on the way. */
    public static void checkIndex(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM eventstore.event_tag), sum(cardinality(tags))
                        FROM eventstore.event WHERE position <= (SELECT position FROM eventstore.tag_index)""")) {
            row.next();
            assertThat(row.getLong(1)).as("tags indexed").isEqualTo(row.getLong(2));
        }
    }

    /** How many states this engine has loaded from there. */
    public double loads(String source) {
        return count("eventstore.state.loads", source);
    }

    public double count(String counter, String source) {
        return meters.counter(counter, "source", source).count();
    }
}
