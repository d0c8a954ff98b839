package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.embedded.LocalPostgres;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoreUnavailableException;

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
    void postgres_killed_under_load_loses_nothing_and_the_engine_recovers_by_itself() throws Exception {
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
    void callers_learn_of_an_unavailable_postgres_in_bounded_time() throws Exception {
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
}
