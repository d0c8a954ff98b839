package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;
import static org.muster.eventstore.Store.noneAfter;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.InvalidAppendException;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.api.UnsafeSettingException;
import org.muster.eventstore.order.Timestamps;

class AppendTest {

    private final Store store = Store.fresh();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void gives_positions_from_one_without_gap() {
        assertThat(store.append(event("a.Happened", "x"), event("a.Happened", "y")))
                .isEqualTo(new Appended(1, 2));
        assertThat(store.append(event("a.Happened", "z"))).isEqualTo(new Appended(3, 3));
        assertThat(store.engine.log().head()).isEqualTo(3);
    }

    @Test
    void stores_everything_as_it_was_given() {
        var given = event("a.Happened", "päyload €", "thing:1", "thing:with:colons", "other:x y");
        store.append(given);

        StoredEvent stored = store.all().getFirst();

        assertThat(stored.position()).isEqualTo(1);
        assertThat(stored.id()).isEqualTo(UUID.fromString(given.event().identifier()));
        assertThat(stored.type()).isEqualTo("a.Happened");
        assertThat(stored.version()).isEqualTo("1");
        assertThat(stored.subject()).isEqualTo("text:a.Happened");
        assertThat(stored.recordedAt())
                .isEqualTo(Timestamps.truncate(given.event().timestamp()));
        assertThat(new TextCodec().decode(null, stored.payload())).isEqualTo("päyload €");
        assertThat(stored.metadata()).containsExactlyEntriesOf(given.event().metadata());
        assertThat(stored.tags()).isEqualTo(given.tags());
    }

    @Test
    void conflicts_with_a_matching_event_after_the_marker_and_only_with_that() {
        store.append(event("a.Opened", "", "thing:1"));
        store.append(event("a.Closed", "", "thing:1", "other:7"));

        refuses(noneAfter(0, criteria("thing:1", "a.Opened")));
        refuses(noneAfter(1, criteria("thing:1", "a.Closed")));
        refuses(noneAfter(1, criteria("thing:1")));
        refuses(noneAfter(1, EventCriteria.havingTags(Store.tag("thing:1"), Store.tag("other:7"))));
        refuses(noneAfter(1, criteria("no:such").or(criteria("thing:1", "a.Closed"))));
        refuses(noneAfter(1, EventCriteria.havingAnyTag().andBeingOneOfTypes("a.Closed")));
        refuses(AppendCondition.withCriteria(criteria("thing:1")));
        refuses(noneAfter(1, EventCriteria.either(EventCriteria.havingAnyTag(), criteria("no:such"))));

        accepts(noneAfter(1, criteria("thing:1", "a.Opened")));
        accepts(noneAfter(2, criteria("thing:1")));
        accepts(noneAfter(0, criteria("thing:1", "a.Renamed")));
        accepts(noneAfter(0, EventCriteria.havingTags(Store.tag("thing:1"), Store.tag("other:8"))));
        accepts(noneAfter(0, criteria("thing:2")));
        accepts(AppendCondition.none());
    }

    @Test
    void conflicts_with_what_is_older_than_memory() {
        store.append(event("a.Opened", "", "thing:1", "other:7"));
        try (Store later = store.another(EventStoreSettings.defaults())) {
            assertThatThrownBy(() -> later.append(noneAfter(0, criteria("thing:1")), event("a.Probe", "")))
                    .isInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThatThrownBy(() -> later.append(
                            noneAfter(
                                    0,
                                    EventCriteria.havingTags(Store.tag("thing:1"), Store.tag("other:7"))
                                            .andBeingOneOfTypes("a.Opened")),
                            event("a.Probe", "")))
                    .isInstanceOf(AppendEventsTransactionRejectedException.class);
            assertThat(later.append(noneAfter(0, criteria("thing:2")), event("a.Probe", ""))
                            .firstPosition())
                    .isEqualTo(2);
            assertThat(later.count("eventstore.conditions", "history")).isEqualTo(3);
            assertThat(later.count("eventstore.conditions", "window")).isEqualTo(1);
        }
    }

    @Test
    void a_condition_that_failed_leaves_no_trace_and_the_position_goes_to_the_next() {
        store.append(event("a.Opened", "", "thing:1"));
        refuses(noneAfter(0, criteria("thing:1")));
        assertThat(store.append(event("a.Opened", "", "thing:1")).firstPosition())
                .isEqualTo(2);
        assertThat(store.all()).extracting(StoredEvent::type).containsExactly("a.Opened", "a.Opened");
    }

    @Test
    void one_of_many_at_once_wins_what_only_one_may_have() {
        List<CompletableFuture<Appended>> offers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            offers.add(store.offer(noneAfter(0, criteria("seat:1")), List.of(event("a.Taken", "", "seat:1"))));
        }
        offers.forEach(offer -> offer.exceptionally(e -> null).join());
        assertThat(offers.stream().filter(offer -> !offer.isCompletedExceptionally()))
                .hasSize(1);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void a_member_of_a_batch_that_postgres_refuses_fails_alone() throws Exception {
        List<CompletableFuture<Appended>> good = new ArrayList<>();
        List<CompletableFuture<Appended>> bad = new ArrayList<>();
        try (Connection stuck = store.database.connect();
                Statement statement = stuck.createStatement()) {
            statement.execute("ALTER TABLE eventstore.event ADD CONSTRAINT no_bad CHECK (type <> 'a.Bad')");
            // While the head is locked everything below gathers into one batch.
            stuck.setAutoCommit(false);
            statement.execute("SELECT FROM eventstore.head FOR UPDATE");
            for (int i = 0; i < 20; i++) {
                good.add(store.offer(AppendCondition.none(), List.of(event("a.Happened", "good " + i))));
                if (i % 7 == 3) {
                    bad.add(store.offer(AppendCondition.none(), List.of(event("a.Bad", "bad " + i))));
                }
            }
            stuck.rollback();
        }
        good.forEach(Store::get);
        for (CompletableFuture<Appended> offer : bad) {
            assertThatThrownBy(() -> get(offer)).isInstanceOf(InvalidAppendException.class);
        }
        assertThat(store.all()).hasSize(20);
        assertThat(store.all().getLast().position()).isEqualTo(20);
    }

    @Test
    void what_can_not_be_stored_is_refused_before_it_is_queued() {
        assertThatThrownBy(() -> store.append(event("a.Happened", "", "thing:nul\u0000")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.append(event("a.Happened", "x".repeat((1 << 20) + 1))))
                .isInstanceOf(IllegalArgumentException.class);
        String[] tooMany = new String[65];
        for (int i = 0; i < tooMany.length; i++) {
            tooMany[i] = "t:" + i;
        }
        assertThatThrownBy(() -> store.append(event("a.Happened", "", tooMany)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.engine.log().head()).isZero();
    }

    @Test
    void a_full_queue_says_so_at_once() throws Exception {
        try (Store small = Store.fresh(EventStoreSettings.defaults().withPendingEventsMax(50));
                Connection stuck = small.database.connect();
                Statement statement = stuck.createStatement()) {
            stuck.setAutoCommit(false);
            statement.execute("SELECT FROM eventstore.head FOR UPDATE");
            List<CompletableFuture<Appended>> offers = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                offers.add(small.offer(AppendCondition.none(), List.of(event("a.Happened", ""))));
            }
            for (CompletableFuture<Appended> refused : offers.subList(50, 60)) {
                assertThatThrownBy(() -> get(refused)).isInstanceOf(OverloadedException.class);
            }
            stuck.rollback();
            offers.subList(0, 50).forEach(Store::get);
            assertThat(small.engine.log().head()).isEqualTo(50);
        }
    }

    @Test
    void a_stuck_session_on_the_head_delays_boundedly_and_is_named() throws Exception {
        try (Store hasty = Store.fresh(EventStoreSettings.defaults().withLockTimeout(Duration.ofMillis(300)));
                Connection stuck = hasty.database.connect();
                Statement statement = stuck.createStatement()) {
            statement.execute("SET application_name = 'the stuck one'");
            stuck.setAutoCommit(false);
            statement.execute("UPDATE eventstore.head SET position = position");
            long started = System.nanoTime();
            CompletableFuture<Appended> offer = hasty.offer(AppendCondition.none(), List.of(event("a.Happened", "")));

            assertThatThrownBy(() -> get(offer))
                    .isInstanceOfSatisfying(
                            StoreUnavailableException.class,
                            e -> assertThat(e.outcomeUnknown()).isFalse())
                    .hasMessageContaining("the stuck one");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(hasty.engine.log().readAfter(0, 10)).isEmpty();
            assertThat(hasty.meters.counter("eventstore.head.locked").count()).isEqualTo(1);

            stuck.rollback();
            assertThat(hasty.append(event("a.Happened", ""))).isEqualTo(new Appended(1, 1));
        }
    }

    @Test
    void callbacks_that_block_on_other_appends_and_on_cold_states_stop_nobody() {
        store.append(event("a.Old", "", "thing:1"));
        try (Store later = store.another(EventStoreSettings.defaults())) {
            List<CompletableFuture<Void>> chains = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String person = "n" + i;
                chains.add(later.offer(AppendCondition.none(), List.of(event("a.First", "")))
                        .thenAccept(first -> {
                            later.engine
                                    .states()
                                    .load(Deployments.PERSON, person)
                                    .join();
                            later.offer(AppendCondition.none(), List.of(event("a.Second", "")))
                                    .join();
                        }));
            }
            chains.forEach(Store::get);
            assertThat(later.engine.log().head()).isEqualTo(801);
        }
    }

    @Test
    void closing_stores_what_is_pending_and_refuses_what_comes_later() {
        List<CompletableFuture<Appended>> offers = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            offers.add(store.offer(AppendCondition.none(), List.of(event("a.Happened", ""))));
        }
        store.engine.close();
        offers.forEach(offer -> assertThat(offer).isCompleted());
        assertThatThrownBy(() -> store.append(event("a.Happened", ""))).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.engine.log().head()).isEqualTo(5_000);
    }

    @Test
    void an_append_larger_than_a_batch_is_stored_whole() {
        List<TaggedEventMessage<?>> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            many.add(event("a.Happened", "" + i, "thing:" + i));
        }
        assertThat(get(store.offer(AppendCondition.none(), many))).isEqualTo(new Appended(1, 2_000));
    }

    @Test
    void does_not_start_on_a_postgres_that_could_lose_an_acknowledged_event() throws Exception {
        try (Connection connection = store.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = off");
        }
        assertThatThrownBy(() -> store.another(EventStoreSettings.defaults()))
                .isInstanceOf(UnsafeSettingException.class)
                .hasMessageContaining("synchronous_commit=off");
    }

    private void refuses(AppendCondition condition) {
        assertThatThrownBy(() -> store.append(condition, event("a.Probe", "")))
                .isInstanceOf(AppendEventsTransactionRejectedException.class);
    }

    private void accepts(AppendCondition condition) {
        store.append(condition, event("a.Probe", ""));
    }
}
