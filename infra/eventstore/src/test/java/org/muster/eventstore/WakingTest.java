package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.log.EventLog;
import org.muster.testing.TestPostgres;

/** Readers in the engine's process are woken by the engine. */
class WakingTest {

    @Test
    void a_reader_on_its_own_connections_is_woken_though_no_notification_of_postgres_ever_arrives() {
        Database database = TestPostgres.freshDatabase();
        try (HikariDataSource writing = Store.pool(database, 8);
                HikariDataSource reading = Store.pool(database, 2)) {
            EventStoreSchema.migrate(writing);
            try (PostgresEventStorageEngine engine = PostgresEventStorageEngine.start(
                    deaf(writing), new TextCodec(), EventStoreSettings.defaults(), new SimpleMeterRegistry())) {
                EventLog log = engine.log(reading);
                CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> await(log));

                get(engine.appendEvents(AppendCondition.none(), null, List.of(event("a.One", "x")))
                        .thenCompose(transaction -> transaction.commit(null)));

                assertThat(get(woken)).isTrue();
                assertThat(log.readAfter(0, 10)).hasSize(1);
                assertThat(reading.getHikariPoolMXBean().getActiveConnections())
                        .as("connections held while waiting")
                        .isZero();
            }
        }
    }

    private static boolean await(EventLog log) {
        try {
            return log.awaitAfter(0, Store.PATIENCE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The same connections, but none for the listener. */
    private static DataSource deaf(DataSource dataSource) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (Thread.currentThread().getName().equals("eventstore-listener")) {
                        throw new SQLException("no connection for the listener");
                    }
                    try {
                        return method.invoke(dataSource, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
