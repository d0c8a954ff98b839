package org.muster.eventstore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.CountingDataSource;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.Store;
import org.muster.eventstore.TextCodec;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.Tags;
import org.muster.eventstore.order.Timestamps;

/** Snapshots of long histories are stored, and are never wrong, never of another fold and never needed. */
class SnapshotTest {

    private static final String COUNTED = "test.Counted";
    private static final int HISTORY = 5_000;

    /** The sum of what each event counts for, in the form "sum of n". */
    private record Sum(int version, int factor) implements StateDefinition<String, String> {

        static final Sum OF_ONES = new Sum(1, 1);

        @Override
        public String name() {
            return "sum";
        }

        @Override
        public Class<String> idType() {
            return String.class;
        }

        @Override
        public Class<String> stateType() {
            return String.class;
        }

        @Override
        public EventCriteria criteria(String id) {
            return Store.criteria("thing:" + id, COUNTED);
        }

        @Override
        public String initial(String id) {
            return "0 of " + id;
        }

        @Override
        public String evolve(String state, EventMessage event) {
            int space = state.indexOf(' ');
            return Integer.parseInt(state.substring(0, space)) + factor + state.substring(space);
        }

        @Override
        public Optional<SnapshotCodec<String, String>> snapshots() {
            return Optional.of(new SnapshotCodec<>() {
                @Override
                public String key(String id) {
                    return id;
                }

                @Override
                public byte[] encode(String state) {
                    return state.getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public String decode(byte[] bytes) {
                    String state = new String(bytes, StandardCharsets.UTF_8);
                    if (!state.contains(" of ")) {
                        throw new IllegalArgumentException("no sum: " + state);
                    }
                    return state;
                }
            });
        }
    }

    private record Row(int version, String id, long position, String state) {}

    private static List<Row> rows(Store store) {
        try (Connection connection = store.pool.getConnection();
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT version, id, position, state FROM eventstore.snapshot")) {
            List<Row> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(new Row(
                        row.getInt(1),
                        row.getString(2),
                        row.getLong(3),
                        new String(row.getBytes(4), StandardCharsets.UTF_8)));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(Store store, String sql) {
        try (Connection connection = store.pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(Store store, int events, int things) {
        get(store.offer(
                AppendCondition.none(),
                IntStream.range(0, events)
                        .<TaggedEventMessage<?>>mapToObj(i -> event(COUNTED, "" + i, "thing:" + i % things))
                        .toList()));
    }

    private static String load(Store store, Sum sum, String id) {
        return get(store.engine.states().load(sum, id)).value();
    }

    /** A long history, folded once by an engine that then closes. */
    private static void fillAndFoldOnce(Store store) {
        fill(store, HISTORY, 1);
        try (Store first = store.another(EventStoreSettings.defaults())) {
            assertThat(load(first, Sum.OF_ONES, "0")).isEqualTo(HISTORY + " of 0");
        }
        assertThat(rows(store)).containsExactly(new Row(1, "0", HISTORY, HISTORY + " of 0"));
    }

    @Test
    void a_start_reads_what_happened_since_and_not_the_whole_history() {
        try (Store store = Store.fresh();
                HikariDataSource pool = Store.pool(store.database, 8)) {
            fillAndFoldOnce(store);
            fill(store, 100, 1);
            CountingDataSource counting = new CountingDataSource(pool);
            MeterRegistry meters = new SimpleMeterRegistry();
            // Before the engine starts to read, so that only what the state needs is counted.
            execute(store, "DELETE FROM eventstore.tag_filter");
            try (PostgresEventStorageEngine later = PostgresEventStorageEngine.start(
                    counting.dataSource(), new TextCodec(), EventStoreSettings.defaults(), meters)) {
                assertThat(get(later.states().load(Sum.OF_ONES, "0")).value()).isEqualTo(HISTORY + 100 + " of 0");
                assertThat(meters.get("eventstore.snapshots.used").counter().count())
                        .isEqualTo(1);
                await("the tags are followed", () -> counting.rows.get() >= HISTORY + 100);
            }
            // The tags of all events, in the background; 65 positions to learn that there are many; 100 events.
            assertThat(counting.rows).hasValueLessThanOrEqualTo(HISTORY + 100 + 65 + 100);
        }
    }

    @Test
    void a_state_that_grows_in_memory_is_stored_as_it_grows() {
        try (Store store = Store.fresh()) {
            for (int i = 0; i < 2 * Snapshots.EACH_EVENTS; i++) {
                store.append(event(COUNTED, "" + i, "thing:a"));
                load(store, Sum.OF_ONES, "a");
            }
            await("a snapshot", () -> !rows(store).isEmpty());
            Row row = rows(store).getFirst();
            assertThat(row.state()).isEqualTo(row.position() + " of a");
        }
    }

    @Test
    void a_changed_fold_never_reads_what_an_older_one_made() {
        try (Store store = Store.fresh()) {
            fillAndFoldOnce(store);
            try (Store changed = store.another(EventStoreSettings.defaults())) {
                assertThat(load(changed, new Sum(2, 10), "0")).isEqualTo(HISTORY * 10 + " of 0");
            }
            assertThat(rows(store)).extracting(Row::version).containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void an_unreadable_snapshot_or_one_of_a_future_that_was_taken_back_is_ignored() {
        try (Store store = Store.fresh()) {
            fillAndFoldOnce(store);
            execute(store, "UPDATE eventstore.snapshot SET state = 'garbage'");
            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(load(later, Sum.OF_ONES, "0")).isEqualTo(HISTORY + " of 0");
            }
            execute(store, "UPDATE eventstore.snapshot SET state = '99999 of 0', position = 99999");
            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(load(later, Sum.OF_ONES, "0")).isEqualTo(HISTORY + " of 0");
            }
            assertThat(rows(store)).containsExactly(new Row(1, "0", HISTORY, HISTORY + " of 0"));
        }
    }

    @Test
    void audit_folds_from_the_first_event_whatever_is_stored() {
        try (Store store = Store.fresh()) {
            fillAndFoldOnce(store);
            execute(store, "UPDATE eventstore.snapshot SET state = '7 of 0'");
            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(later.engine.states().stateAt(Sum.OF_ONES, "0", 10)).isEqualTo("10 of 0");
                assertThat(later.engine.states().stateAt(Sum.OF_ONES, "0", Long.MAX_VALUE))
                        .isEqualTo(HISTORY + " of 0");
            }
        }
    }

    /** The snapshot holds events whose tags are not indexed yet, and more have come since. */
    @Test
    void a_snapshot_that_is_younger_than_the_tag_index_is_folded_on_from_where_it_ends() throws Exception {
        try (Store store = Store.fresh();
                Connection lock = store.database.connect()) {
            lock.setAutoCommit(false);
            try (Statement statement = lock.createStatement()) {
                statement.execute("SELECT FROM eventstore.tag_index FOR UPDATE");
            }
            fillAndFoldOnce(store);
            fill(store, 100, 1);
            assertThat(store.ask("SELECT position FROM eventstore.tag_index")).isZero();
            try (Store later = store.another(EventStoreSettings.defaults().withWindowEventsMax(1))) {
                assertThat(load(later, Sum.OF_ONES, "0")).isEqualTo(HISTORY + 100 + " of 0");
                assertThat(later.meters.counter("eventstore.snapshots.used").count())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void only_snapshots_that_were_stored_are_counted() throws Exception {
        try (Store store = Store.fresh();
                Connection connection = store.database.connect()) {
            fill(store, 10, 1);
            MeterRegistry meters = new SimpleMeterRegistry();
            Snapshots snapshots = new Snapshots(new EventStoreMetrics(meters));

            snapshots.offer(Sum.OF_ONES, "a", "5 of a", 5);
            snapshots.offer(Sum.OF_ONES, "unwritable", null, 5);
            snapshots.store(connection);
            assertThat(meters.counter("eventstore.snapshots.stored").count()).isEqualTo(1);

            snapshots.offer(Sum.OF_ONES, "a", "4 of a", 4);
            snapshots.offer(Sum.OF_ONES, "b", "5 of b", 5);
            snapshots.store(connection);
            assertThat(meters.counter("eventstore.snapshots.stored").count()).isEqualTo(2);
            assertThat(rows(store))
                    .containsExactlyInAnyOrder(new Row(1, "a", 5, "5 of a"), new Row(1, "b", 5, "5 of b"));
            assertThat(snapshots.noneWait()).isTrue();
        }
    }

    /** Two engines overtake each other, so that most of the appends that each accepts are taken back and retried. */
    @Test
    void only_durable_states_are_stored() {
        try (Store store = Store.fresh();
                Store other = store.another(EventStoreSettings.defaults())) {
            List<CompletableFuture<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Store one = i % 2 == 0 ? store : other;
                String thing = "" + i / 2 % 2;
                writers.add(CompletableFuture.supplyAsync(() -> count(one, thing, 250)));
            }
            writers.forEach(Store::get);
            await("a snapshot of both", () -> rows(store).size() == 2);
            for (Row row : rows(store)) {
                assertThat(row.state()).isEqualTo(store.engine.states().stateAt(Sum.OF_ONES, row.id(), row.position()));
            }
        }
    }

    /** Appends on the condition of the state, which makes what others wrote since a conflict, until each is stored. */
    private static int count(Store store, String thing, int times) {
        int conflicts = 0;
        for (int i = 0; i < times; ) {
            StateCache.Loaded<String> loaded = get(store.engine.states().load(Sum.OF_ONES, thing));
            AppendedEvent event = recorded(thing);
            try {
                get(store.engine.submit(new PendingAppend(List.of(event), new ReadCondition[] {loaded.read()})));
                i++;
            } catch (RuntimeException e) {
                if (!AppendConflict.isConflict(e)) {
                    throw e;
                }
                conflicts++;
            }
        }
        return conflicts;
    }

    private static AppendedEvent recorded(String thing) {
        TaggedEventMessage<?> tagged = event(COUNTED, "x", "thing:" + thing);
        EventMessage message = tagged.event();
        return new AppendedEvent(
                UUID.fromString(message.identifier()),
                message,
                "text:1",
                Timestamps.truncate(message.timestamp()),
                "x".getBytes(StandardCharsets.UTF_8),
                Tags.texts(tagged.tags()));
    }
}
