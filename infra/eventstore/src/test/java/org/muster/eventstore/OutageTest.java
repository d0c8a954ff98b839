package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.event;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoreUnavailableException;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that is unavailable for a while, as the person sees it who runs the store. It reads the log and has seconds to
 * keep, so nothing else runs beside it.
 */
@Isolated
class OutageTest {

    /** The pool, left to itself, waits 5 s between its attempts by then. */
    private static final Duration OUTAGE = Duration.ofSeconds(6);

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

    private static Database fresh() {
        String name = "outages_" + ++databases;
        return postgres.createDatabase(name, name);
    }

    private static Store reconnecting() {
        Database database = fresh();
        HikariDataSource pool = Store.pool(database, 8);
        ReconnectingDataSource.into(pool);
        return Store.on(database, pool, EventStoreSettings.defaults());
    }

    @Test
    void an_outage_is_one_line_at_its_begin_and_one_at_its_end_for_each_part_and_then_the_first_append_is_quick()
            throws Exception {
        try (Store store = reconnecting();
                Logs logs = new Logs()) {
            try (Load load = new Load(store)) {
                await("acknowledgements", () -> load.acknowledged.size() >= 100);
                postgres.kill();
                Thread.sleep(OUTAGE);
                int before = load.acknowledged.size();

                postgres.start();
                long back = System.nanoTime();
                await("an acknowledgement", () -> load.acknowledged.size() > before);
                long waitedMillis = (System.nanoTime() - back) / 1_000_000;

                assertThat(waitedMillis)
                        .as("ms until the first acknowledgement")
                        .isLessThan(1_000);
                await(
                        "all parts to work again",
                        () -> begun(logs).size() == ended(logs).size());
                load.finish();
                assertThat(load.failures).isEmpty();
                load.check();
            }
            assertThat(begun(logs)).containsKey("The writer").containsKey("The listener");
            assertThat(begun(logs).values()).allMatch(lines -> lines == 1);
            assertThat(ended(logs)).isEqualTo(begun(logs));
            assertThat(logs.ofTheEventStore())
                    .hasSize(2 * begun(logs).size())
                    .allMatch(line -> line.getThrowableProxy() == null);
        }
    }

    private static Map<String, Long> begun(Logs logs) {
        return parts(logs, Level.WARN, " of the event store has no PostgreSQL");
    }

    private static Map<String, Long> ended(Logs logs) {
        return parts(logs, Level.INFO, " of the event store has PostgreSQL again");
    }

    /** How many such lines there are for each part. */
    private static Map<String, Long> parts(Logs logs, Level level, String words) {
        return logs.ofTheEventStore().stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.contains(words))
                .map(text -> text.substring(0, text.indexOf(words)))
                .collect(Collectors.groupingBy(part -> part, Collectors.counting()));
    }

    @Test
    void stops_within_3_seconds_while_postgres_is_unavailable_and_answers_every_caller() throws Exception {
        Store store = reconnecting();
        try (Load load = new Load(store)) {
            await("acknowledgements", () -> load.acknowledged.size() >= 100);
            postgres.kill();
            Thread.sleep(Duration.ofSeconds(2));

            long begun = System.nanoTime();
            store.close();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            postgres.start();
            load.finish();
            assertThat(took).isLessThan(Duration.ofSeconds(3));
            assertThat(load.failures.values())
                    .isNotEmpty()
                    .allSatisfy(e -> assertThat(e).isInstanceOf(StoreUnavailableException.class));
        }
    }

    @Test
    void an_idle_store_stops_within_3_seconds_while_postgres_is_unavailable() throws Exception {
        Store store = reconnecting();
        store.append(event("a.Happened", "x"));
        postgres.kill();
        Thread.sleep(Duration.ofSeconds(2));

        long begun = System.nanoTime();
        store.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        postgres.start();
    }

    @Test
    void an_ordinary_stop_is_quiet() {
        try (Logs logs = new Logs()) {
            Store store = reconnecting();
            Load load = new Load(store);
            await("acknowledgements", () -> load.acknowledged.size() >= 100);
            load.finish();
            store.close();
            assertThat(logs.warnings())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .isEmpty();
        }
    }

    /** PostgreSQL has indexed a portion, nobody learns of it, and then it is killed. */
    @Test
    void a_crash_between_a_portion_of_the_index_and_its_answer_is_survived() throws Exception {
        Database database = fresh();
        try (SilentProxy network = SilentProxy.before(database);
                Store store = Store.on(
                        network.database(),
                        EventStoreSettings.defaults()
                                .withStatementTimeout(Duration.ofSeconds(3))
                                .withLockTimeout(Duration.ofSeconds(1)))) {
            try (Connection lock = database.connect()) {
                lock.setAutoCommit(false);
                lock.createStatement().execute("LOCK TABLE eventstore.tag_index IN ACCESS EXCLUSIVE MODE");
                for (int i = 0; i < 50; i++) {
                    store.append(event("a.One", "" + i, "all:1", "mod:" + i % 3));
                }
                await("the index to wait for the lock", () -> ask(database, """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE wait_event_type = 'Lock' AND query LIKE '%index_tags%'""") == 1);
                network.swallowAnswers();
                lock.rollback();
            }
            await("the portion", () -> ask(database, "SELECT position FROM eventstore.tag_index") > 0);
            postgres.kill();
            postgres.start();

            store.append(event("a.One", "last", "all:1", "mod:0"));

            await("all to be indexed", () -> store.gauge("eventstore.tags.unindexed") == 0);
            Store.checkIndex(store.pool);
            assertThat(store.engine.log().readAfter(Store.criteria("all:1", "a.One"), 0, 100))
                    .hasSize(51);
            assertThat(store.ask("SELECT count(*) FROM eventstore.event_tag")).isEqualTo(102);
        }
    }

    private static long ask(Database database, String sql) {
        try (Connection connection = database.connect();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A logger that nobody hears would make the tests above pass. */
    @Test
    void the_log_of_these_tests_hears_the_event_store() {
        try (Logs logs = new Logs()) {
            LoggerFactory.getLogger("org.muster.eventstore.Probe").info("heard");
            assertThat(logs.ofTheEventStore()).hasSize(1);
        }
    }
}
