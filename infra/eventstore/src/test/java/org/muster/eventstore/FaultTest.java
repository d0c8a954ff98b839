package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.event;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.embedded.LocalPostgres;

/** Acknowledged is stored and stored once, whatever happens to PostgreSQL or to the connection. */
class FaultTest {

    private static LocalPostgres postgres;
    private static int databases;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.temporary();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static Store fresh(EventStoreSettings settings) {
        String name = "faults_" + ++databases;
        return Store.on(postgres.createDatabase(name, name), settings);
    }

    @Test
    void an_append_whose_connection_was_cut_is_answered_truthfully() throws Exception {
        try (Store store = fresh(EventStoreSettings.defaults());
                Load load = new Load(store);
                Connection killer = postgres.superuser().connect();
                Statement statement = killer.createStatement()) {
            for (int cut = 1; cut <= 15; cut++) {
                int enough = load.acknowledged.size() + 40;
                await("acknowledgements", () -> load.acknowledged.size() >= enough);
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE "
                        + "'eventstore %'");
            }
            load.finish();
            assertThat(load.failures).isEmpty();
            load.check();
        }
    }

    @Test
    void postgres_killed_under_load_loses_nothing_and_the_engine_recovers_by_itself() {
        try (Store store = fresh(EventStoreSettings.defaults());
                Load load = new Load(store)) {
            await("acknowledgements", () -> load.acknowledged.size() >= 300);
            postgres.kill();
            postgres.start();
            int enough = load.acknowledged.size() + 300;
            await("acknowledgements after the restart", () -> load.acknowledged.size() >= enough);
            load.finish();
            assertThat(load.failures).isEmpty();
            load.check();
        }
    }

    @Test
    void a_postgres_that_stays_away_is_told_to_callers_in_bounded_time() {
        try (Store store = fresh(EventStoreSettings.defaults().withUnavailableTimeout(Duration.ofMillis(300)));
                Load load = new Load(store)) {
            await("acknowledgements", () -> load.acknowledged.size() >= 100);
            postgres.kill();
            await("failures", () -> load.failures.size() >= 10);
            postgres.start();
            int enough = load.acknowledged.size() + 100;
            await("acknowledgements after the restart", () -> load.acknowledged.size() >= enough);
            load.finish();
            assertThat(load.failures.values())
                    .allSatisfy(e -> assertThat(e).isInstanceOf(StoreUnavailableException.class));
            load.check();
        }
    }

    /** Clients that append one after the other, each event with the tag of its command, and remember what they were told. */
    private static final class Load implements AutoCloseable {

        final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        final Map<String, Throwable> failures = new ConcurrentHashMap<>();
        private final Store store;
        private final AtomicBoolean finished = new AtomicBoolean();
        private final AtomicInteger next = new AtomicInteger();
        private final List<CompletableFuture<Void>> clients = new ArrayList<>();

        Load(Store store) {
            this.store = store;
            for (int i = 0; i < 16; i++) {
                CompletableFuture<Void> client = new CompletableFuture<>();
                clients.add(client);
                one(client);
            }
        }

        private void one(CompletableFuture<Void> client) {
            if (finished.get()) {
                client.complete(null);
                return;
            }
            String command = "c" + next.incrementAndGet();
            AppendCondition once = AppendCondition.withCriteria(Store.criteria("command:" + command));
            store.engine
                    .states()
                    .load(Deployments.PERSON, command)
                    .thenCompose(state -> store.offer(once, List.of(event("a.Done", command, "command:" + command))))
                    .whenCompleteAsync((appended, failure) -> {
                        if (failure == null) {
                            acknowledged.put(command, appended.firstPosition());
                        } else {
                            failures.put(command, failure.getCause() == null ? failure : failure.getCause());
                        }
                        one(client);
                    });
        }

        void finish() {
            finished.set(true);
            clients.forEach(Store::get);
        }

        void check() {
            Map<String, Long> stored = new HashMap<>();
            long position = 0;
            for (StoredEvent event : store.all()) {
                assertThat(event.position()).isEqualTo(++position);
                String command = (String) new TextCodec().decode(null, event.payload());
                assertThat(stored.put(command, event.position()))
                        .as("stored twice: " + command)
                        .isNull();
            }
            assertThat(stored).as("acknowledged and stored").containsAllEntriesOf(acknowledged);
            HashSet<String> unanswered = new HashSet<>(stored.keySet());
            unanswered.removeAll(acknowledged.keySet());
            for (String command : unanswered) {
                assertThat(failures.get(command))
                        .as("stored although its caller was told that it is not")
                        .isInstanceOfSatisfying(
                                StoreUnavailableException.class,
                                e -> assertThat(e.outcomeUnknown()).isTrue());
            }
        }

        @Override
        public void close() {
            finished.set(true);
        }
    }
}
