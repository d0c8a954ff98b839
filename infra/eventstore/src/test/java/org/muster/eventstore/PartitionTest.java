package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;

/** The store in partitions by position. */
class PartitionTest {

    private static final int PARTITION = 100;
    private static final int EVENTS = 1_050;

    /** Partitions so small that no maintenance can be ahead of the writer. */
    private static Store withSmallPartitions() throws SQLException {
        // What changes partitions locks them, on a busy disk for seconds.
        Store store = Store.fresh(EventStoreSettings.defaults().withLockTimeout(Store.PATIENCE));
        execute(store, """
                DROP TABLE eventstore.event_0, eventstore.event_tag_0;
                UPDATE eventstore.partitioning SET positions = %d, reaches = 0;
                SELECT eventstore.reach(0)""".formatted(PARTITION));
        return store;
    }

    private static void execute(Store store, String sql) throws SQLException {
        try (Connection connection = store.pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<TaggedEventMessage<?>> events(int count) {
        return IntStream.rangeClosed(1, count)
                .<TaggedEventMessage<?>>mapToObj(i -> event("a.One", "" + i, "all:1", "mod:" + i % 100))
                .toList();
    }

    @Test
    void appends_go_over_the_end_of_a_partition_that_has_no_next_and_all_is_read_in_order() throws Exception {
        try (Store store = withSmallPartitions()) {
            List<CompletableFuture<Appended>> offers = events(EVENTS).stream()
                    .map(one -> store.offer(AppendCondition.none(), List.of(one)))
                    .toList();
            offers.forEach(Store::get);

            assertThat(store.engine.log().readAfter(0, EVENTS + 1))
                    .extracting(StoredEvent::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EVENTS).boxed().toList());
            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(later.engine.log().readAfter(criteria("mod:7", "a.One"), 0, 100))
                        .extracting(StoredEvent::position)
                        .hasSize(11)
                        .isSorted();
                assertThat(later.engine.log().readAfter(criteria("mod:7"), 600, 3))
                        .hasSize(3);
            }
        }
    }

    @Test
    void an_append_larger_than_a_partition_is_stored_whole() throws Exception {
        try (Store store = withSmallPartitions()) {
            get(store.offer(AppendCondition.none(), events(3 * PARTITION)));

            assertThat(store.engine.log().head()).isEqualTo(3 * PARTITION);
        }
    }

    @Test
    void an_old_range_can_be_detached_and_the_rest_goes_on() throws Exception {
        try (Store store = withSmallPartitions()) {
            get(store.offer(AppendCondition.none(), events(3 * PARTITION)));

            execute(store, """
                    ALTER TABLE eventstore.event DETACH PARTITION eventstore.event_0;
                    ALTER TABLE eventstore.event_tag DETACH PARTITION eventstore.event_tag_0""");

            assertThat(store.append(event("a.One", "next", "all:1")).lastPosition())
                    .isEqualTo(3 * PARTITION + 1);
            assertThat(store.engine.log().readAfter(criteria("mod:7", "a.One"), 0, 10))
                    .extracting(StoredEvent::position)
                    .containsExactly(107L, 207L);
            try (Store later = store.another(EventStoreSettings.defaults())) {
                Store.await("all tags known", () -> later.gauge("eventstore.tags.lag") == 0);
                assertThat(later.append(event("a.One", "next", "all:1")).lastPosition())
                        .isEqualTo(3 * PARTITION + 2);
            }
        }
    }

    @Test
    void two_tags_that_share_a_key_are_told_apart() throws Exception {
        try (Store store = Store.fresh()) {
            store.append(event("a.One", "mine", "thing:1"));
            // As if "thing:2" had the hash of "thing:1".
            execute(store, """
                    INSERT INTO eventstore.event_tag
                    SELECT eventstore.key('thing:2', 'a.One'), position FROM eventstore.event""");

            try (Store later = store.another(EventStoreSettings.defaults())) {
                assertThat(later.engine.log().readAfter(criteria("thing:2", "a.One"), 0, 10))
                        .isEmpty();
                assertThat(later.engine.log().readAfter(criteria("thing:2"), 0, 10))
                        .isEmpty();
                assertThat(later.engine.log().readAfter(criteria("thing:1"), 0, 10))
                        .hasSize(1);
            }
            assertThat(store.ask("SELECT count(*) FROM eventstore.event_tag")).isEqualTo(2);
        }
    }
}
