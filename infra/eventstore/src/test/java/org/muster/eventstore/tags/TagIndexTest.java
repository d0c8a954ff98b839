package org.muster.eventstore.tags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;
import static org.muster.eventstore.Store.noneAfter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.eventstore.Deployments;
import org.muster.eventstore.SilentProxy;
import org.muster.eventstore.Store;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.state.StateCache;
import org.muster.testing.TestPostgres;

/** Tags are indexed behind the writer, and nobody can tell from what is read. */
class TagIndexTest {

    private final Store store = Store.fresh();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void what_is_read_by_tag_is_the_same_whatever_is_indexed() throws Exception {
        append(10);
        await("all to be indexed", () -> unindexed() == 0);
        assertThat(store.ask("SELECT count(*) FROM eventstore.event_tag")).isEqualTo(20);
        try (Connection _ = keepFromIndexing();
                Store later = store.another(EventStoreSettings.defaults())) {
            append(10);
            assertThat(store.ask("SELECT position FROM eventstore.tag_index")).isEqualTo(10);
            EventLog log = later.engine.log();
            List<Long> all = LongStream.rangeClosed(1, 20).boxed().toList();
            for (EventCriteria criteria : List.of(
                    criteria("all:1", "a.One"),
                    criteria("all:1"),
                    criteria("all:1", "a.One", "a.Two"),
                    EventCriteria.either(criteria("all:1", "a.One"), criteria("odd:0"), criteria("odd:1", "a.One")),
                    EventCriteria.havingAnyTag().andBeingOneOfTypes("a.One"))) {
                assertThat(log.readAfter(criteria, 0, 100))
                        .extracting(StoredEvent::position)
                        .isEqualTo(all);
                assertThat(pages(log, criteria)).isEqualTo(all);
                assertThat(log.readUpTo(criteria, 5, 15, 100))
                        .extracting(StoredEvent::position)
                        .isEqualTo(all.subList(5, 15));
            }
            assertThat(log.readAfter(EventCriteria.havingTags(new Tag("all", "1"), new Tag("odd", "1")), 8, 100))
                    .extracting(StoredEvent::position)
                    .containsExactly(9L, 11L, 13L, 15L, 17L, 19L);
            assertThat(log.readAfter(criteria("all:1", "a.Two"), 0, 100)).isEmpty();
            assertThatThrownBy(() -> later.append(noneAfter(19, criteria("odd:0")), event("a.Probe", "")))
                    .isInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThat(later.append(noneAfter(19, criteria("odd:1")), event("a.Probe", ""))
                            .firstPosition())
                    .isEqualTo(21);
        }
        await("the rest to be indexed", () -> unindexed() == 0);
        assertThat(store.ask("SELECT count(*) FROM eventstore.event_tag"))
                .as("each tag once")
                .isEqualTo(40);
    }

    @Test
    void states_are_loaded_from_what_is_not_indexed() throws Exception {
        try (Connection _ = keepFromIndexing()) {
            store.append(event(Deployments.OPENED, "p|", "post:p"));
            store.append(event(Deployments.STARTED, "p|n", "post:p", "person:n"));
            for (int window : new int[] {1, 16_384}) {
                try (Store later = store.another(EventStoreSettings.defaults().withWindowEventsMax(window))) {
                    StateCache states = later.engine.states();
                    assertThat(get(states.load(Deployments.POST, "p")).value())
                            .isEqualTo(new Deployments.Post(true, 1));
                    assertThat(get(states.load(Deployments.PERSON, "n")).value())
                            .isEqualTo(new Deployments.Person("p"));
                    assertThat(states.stateAt(Deployments.POST, "p", 1)).isEqualTo(new Deployments.Post(true, 0));
                }
            }
        }
    }

    @Test
    void two_processes_index_each_tag_once() throws Exception {
        try (Store other = store.another(EventStoreSettings.defaults())) {
            List<CompletableFuture<Appended>> offers = new ArrayList<>();
            for (int i = 0; i < 6_000; i++) {
                Store node = i % 2 == 0 ? store : other;
                offers.add(node.offer(AppendCondition.none(), List.of(event("a.One", "", "all:1", "odd:" + i % 2))));
            }
            offers.forEach(Store::get);
            await("all to be known and indexed", () -> store.gauge("eventstore.head") == 6_000 && unindexed() == 0);
            assertThat(store.ask("SELECT count(*) FROM eventstore.event_tag")).isEqualTo(12_000);
            assertThat(store.ask("SELECT count(DISTINCT (key, position)) FROM eventstore.event_tag"))
                    .isEqualTo(12_000);
        }
    }

    /** A session that never lets go slows the writer down and stops nobody. */
    @Test
    void a_stuck_session_on_the_index_stops_no_append() throws Exception {
        try (Connection _ = keepFromIndexing()) {
            List<CompletableFuture<Appended>> offers = new ArrayList<>();
            for (int i = 0; i < 12_000; i++) {
                offers.add(store.offer(AppendCondition.none(), List.of(event("a.One", "", "all:1"))));
            }
            offers.forEach(Store::get);
            assertThat(store.gauge("eventstore.tags.unindexed")).isGreaterThanOrEqualTo(12_000);
            assertThat(pages(store.engine.log(), criteria("all:1", "a.One"))).hasSize(12_000);
        }
    }

    @Test
    void a_writer_that_is_far_ahead_waits_for_the_index_and_one_that_is_near_does_not() throws Exception {
        TagIndex index = new TagIndex(store.pool, new HeadSignal(0), Duration.ofSeconds(1));

        Thread.currentThread().interrupt();
        index.awaitRoom(16_384); // would throw if it waited

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> index.awaitRoom(30_000)).isInstanceOf(InterruptedException.class);

        long begun = System.nanoTime();
        index.awaitRoom(40_000);
        assertThat(System.nanoTime() - begun)
                .as("25 µs for each of 10,000 events")
                .isGreaterThan(240_000_000);
    }

    @Test
    void a_network_that_swallows_an_answer_does_not_stop_the_index() throws Exception {
        Database database = TestPostgres.freshDatabase();
        try (SilentProxy network = SilentProxy.before(database);
                Store behind = Store.on(
                        network.database(),
                        EventStoreSettings.defaults()
                                .withStatementTimeout(Duration.ofSeconds(1))
                                .withLockTimeout(Duration.ofSeconds(1)))) {
            try (Connection lock = database.connect();
                    Statement statement = lock.createStatement()) {
                lock.setAutoCommit(false);
                statement.execute("LOCK TABLE eventstore.tag_index IN ACCESS EXCLUSIVE MODE");
                behind.append(event("a.One", "", "all:1"));
                await("the index to wait for the lock", () -> waiting(behind));
                network.swallowAnswers();
            }
            behind.append(event("a.One", "", "all:1"));
            await("all to be indexed", () -> behind.gauge("eventstore.tags.unindexed") == 0);
            Store.checkIndex(behind.pool);
        }
    }

    /** Asked outside the transaction that holds the lock, which would see the sessions as they were when it began. */
    private static boolean waiting(Store store) {
        try {
            return store.ask("""
                    SELECT count(*) FROM pg_stat_activity
                    WHERE wait_event_type = 'Lock' AND query LIKE '%index_tags%' AND datname = current_database()""") == 1;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void append(int events) {
        for (int i = 1; i <= events; i++) {
            store.append(event("a.One", "" + i, "all:1", "odd:" + i % 2));
        }
    }

    private static List<Long> pages(EventLog log, EventCriteria criteria) {
        int page = 3_000;
        List<Long> positions = new ArrayList<>();
        for (long after = 0; ; after = positions.getLast()) {
            List<StoredEvent> some = log.readAfter(criteria, after, Math.min(page, 3 + positions.size()));
            if (some.isEmpty()) {
                return positions;
            }
            some.forEach(event -> positions.add(event.position()));
        }
    }

    private Connection keepFromIndexing() throws SQLException {
        Connection connection = store.database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM eventstore.tag_index FOR UPDATE");
        }
        return connection;
    }

    private double unindexed() {
        return store.gauge("eventstore.tags.unindexed");
    }
}
