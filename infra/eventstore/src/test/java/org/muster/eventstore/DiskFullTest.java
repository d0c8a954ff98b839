package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.postgres.SqlFailure;

/** Acknowledged is stored, and stored whole, when PostgreSQL has no room left. With room the engine goes on by itself. */
class DiskFullTest {

    private static final long SEGMENT_BYTES = 16 << 20;

    /** "cannot connect now": it is on its way up or down. */
    private static final String STARTING = "57P03";

    @Test
    void without_room_for_data_an_append_is_refused_by_name_and_goes_on_as_soon_as_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(48);
                LocalPostgres postgres = LocalPostgres.temporary()) {
            Database database = postgres.createDatabase("facts", "facts");
            execute(postgres, "CREATE TABLESPACE small LOCATION '" + disk.path() + "'");
            execute(postgres, "ALTER DATABASE facts SET TABLESPACE small");
            try (Store store = Store.on(database, EventStoreSettings.defaults());
                    Load load = new Load(store)) {
                await("acknowledgements", () -> load.acknowledged.size() >= 100);
                disk.fillUpTo(256 << 10);
                await("refusals", () -> load.failures.size() >= 100);

                assertThatThrownBy(() -> store.append(event("a.Large", "x".repeat(1 << 19))))
                        .isInstanceOfSatisfying(
                                StoreUnavailableException.class,
                                e -> assertThat(e.outcomeUnknown()).isFalse())
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("nothing was stored");
                assertThat(store.engine.log().head()).as("can be read").isPositive();

                disk.makeRoom();
                int enough = load.acknowledged.size() + 300;
                await("acknowledgements with room", () -> load.acknowledged.size() >= enough);
                load.finish();
                assertThat(load.failures.values())
                        .allSatisfy(e -> assertThat(e)
                                .isInstanceOf(StoreUnavailableException.class)
                                .hasMessageContaining("No space left on device"));
                load.check();
            }
        }
    }

    @Test
    void without_room_for_its_log_postgres_goes_down_and_nothing_that_was_acknowledged_is_lost() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(96);
                LocalPostgres postgres = LocalPostgres.temporary()) {
            Path cluster = Path.of(ask(postgres, "SHOW data_directory"));
            postgres.kill();
            disk.take(cluster.resolve("pg_wal"));
            postgres.start();
            Database database = postgres.createDatabase("facts", "facts");
            try (Store store = Store.on(
                            database, EventStoreSettings.defaults().withUnavailableTimeout(Duration.ofMillis(500)));
                    Load load = new Load(store)) {
                await("acknowledgements", () -> load.acknowledged.size() >= 100);
                disk.fillUpTo(SEGMENT_BYTES / 2);
                exhaustLog(postgres);
                await("failures", () -> load.failures.size() >= 10);

                disk.makeRoom();
                bringBack(postgres);
                int enough = load.acknowledged.size() + 300;
                await("acknowledgements with room", () -> load.acknowledged.size() >= enough);
                load.finish();
                assertThat(load.failures.values())
                        .allSatisfy(e -> assertThat(e)
                                .isInstanceOf(StoreUnavailableException.class)
                                .hasMessageContaining("unavailable for more than PT0.5S"));
                load.check();
            }
        }
    }

    @Test
    void an_error_with_which_the_session_ends_says_nothing_of_what_became_of_the_statement() {
        SQLException full = new SQLException("No space left on device", "53100");
        assertThat(SqlFailure.of(full)).isEqualTo(SqlFailure.REFUSED);
        full.setNextException(new SQLException("The connection ended", "08006"));
        assertThat(SqlFailure.of(full)).isEqualTo(SqlFailure.LOST);
    }

    /**
     * Writes to the log beside the load until PostgreSQL gives up. The load's own commits are then among others' records when the
     * last segment ends: the session that flushes them may find its commit on disk and no room for the next record.
     */
    private static void exhaustLog(LocalPostgres postgres) {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement()) {
            for (long written = 0; written < 8 * SEGMENT_BYTES; written += 10_000) {
                statement.execute("SELECT pg_logical_emit_message(false, 'beside', repeat('x', 10000))");
            }
        } catch (SQLException e) {
            return;
        }
        throw new AssertionError("PostgreSQL still finds room for its log");
    }

    /** PostgreSQL starts again after a crash by itself; but if it then had no room to recover, it stays down until it is started. */
    private static void bringBack(LocalPostgres postgres) {
        await("PostgreSQL", () -> {
            try {
                return ask(postgres, "SELECT 1").equals("1");
            } catch (SQLException e) {
                if (!STARTING.equals(e.getSQLState())) {
                    postgres.start();
                }
                return false;
            }
        });
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
