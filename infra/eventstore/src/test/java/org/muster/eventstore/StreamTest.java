package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;
import org.muster.eventstore.order.Timestamps;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class StreamTest {

    private final Store store = Store.fresh();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void sourcing_ends_with_the_marker_of_the_head() {
        store.append(event("a.One", "1", "thing:1"), event("a.Two", "2", "thing:1"), event("a.One", "3", "thing:2"));

        assertThat(sourced(SourcingCondition.conditionFor(criteria("thing:1")))).containsExactly("1", "2", "marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(criteria("thing:1", "a.Two"))))
                .containsExactly("2", "marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(
                        new GlobalIndexConsistencyMarker(2).position(), criteria("thing:1"))))
                .containsExactly("2", "marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(criteria("thing:9")))).containsExactly("marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(
                        criteria("thing:1", "a.One").or(criteria("thing:2")))))
                .containsExactly("1", "3", "marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(
                        EventCriteria.havingAnyTag().andBeingOneOfTypes("a.One"))))
                .containsExactly("1", "3", "marker 3");
        assertThat(sourced(SourcingCondition.conditionFor(EventCriteria.havingAnyTag())))
                .containsExactly("1", "2", "3", "marker 3");
    }

    @Test
    void sourcing_reads_a_long_history_page_by_page() {
        List<TaggedEventMessage<?>> many = new ArrayList<>();
        for (int i = 1; i <= 2_500; i++) {
            many.add(event("a.One", "" + i, i % 2 == 0 ? "even:1" : "odd:1"));
        }
        get(store.offer(AppendCondition.none(), many));
        List<String> even = sourced(SourcingCondition.conditionFor(criteria("even:1", "a.One")));
        assertThat(even).hasSize(1_251).endsWith("2500", "marker 2500");
        assertThat(sourced(SourcingCondition.conditionFor(EventCriteria.havingAnyTag())))
                .hasSize(2_501);
    }

    private List<String> sourced(SourcingCondition condition) {
        return get(store.engine.source(condition, null).reduce(new ArrayList<>(), (list, entry) -> {
            ConsistencyMarker marker = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
            list.add(
                    marker == null
                            ? (String) entry.message().payload()
                            : "marker " + GlobalIndexConsistencyMarker.position(marker));
            return list;
        }));
    }

    @Test
    void a_stream_gives_what_was_and_what_comes_and_is_woken_from_another_process() {
        store.append(event("a.One", "1", "thing:1"), event("a.One", "2", "thing:2"));
        MessageStream<EventMessage> stream = store.engine.stream(
                StreamingCondition.conditionFor(new GlobalSequenceTrackingToken(0), criteria("thing:1")), null);
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        stream.setCallback(() -> {
            synchronized (seen) {
                for (Optional<MessageStream.Entry<EventMessage>> next = stream.next();
                        next.isPresent();
                        next = stream.next()) {
                    seen.add(TrackingToken.fromContext(next.get())
                                    .orElseThrow()
                                    .position()
                                    .orElseThrow()
                            + ":" + next.get().message().payload());
                }
            }
        });
        await("what was", () -> List.copyOf(seen).equals(List.of("1:1")));
        store.append(event("a.One", "3", "thing:1"));
        await("what came", () -> List.copyOf(seen).equals(List.of("1:1", "3:3")));
        try (Store other = store.another(EventStoreSettings.defaults())) {
            other.append(event("a.One", "4", "thing:1"));
            await("what came from elsewhere", () -> List.copyOf(seen).equals(List.of("1:1", "3:3", "4:4")));
        }
        assertThat(stream.error()).isEmpty();
        assertThat(stream.isCompleted()).isFalse();
        stream.close();
        store.append(event("a.One", "5", "thing:1"));
        assertThat(seen).hasSize(3);
    }

    @Test
    void tokens_point_where_they_say() {
        assertThat(position(store.engine.firstToken(null).join())).isZero();
        assertThat(position(store.engine.latestToken(null).join())).isZero();
        store.append(event("a.One", "1"));
        Instant between = store.all().getFirst().recordedAt().plusNanos(1_000);
        await("the clock", () -> Timestamps.truncate(Instant.now()).isAfter(between));
        store.append(event("a.One", "2"));
        assertThat(position(store.engine.latestToken(null).join())).isEqualTo(2);
        assertThat(position(store.engine.tokenAt(between, null).join())).isEqualTo(1);
        assertThat(position(store.engine.tokenAt(Instant.EPOCH, null).join())).isZero();
        assertThat(position(store.engine
                        .tokenAt(Instant.now().plusSeconds(60), null)
                        .join()))
                .isEqualTo(2);
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    @Test
    void the_log_pages_by_criteria_and_waits_for_what_comes() throws Exception {
        for (int i = 1; i <= 10; i++) {
            store.append(event("a.One", "" + i, "thing:" + i % 2, "all:1"));
        }
        EventLog log = store.engine.log();
        assertThat(log.readAfter(criteria("thing:1"), 3, 2))
                .extracting(StoredEvent::position)
                .containsExactly(5L, 7L);
        assertThat(log.readUpTo(criteria("all:1", "a.One"), 3, 6, 100))
                .extracting(StoredEvent::position)
                .containsExactly(4L, 5L, 6L);
        assertThat(log.awaitAfter(9, Duration.ofSeconds(1))).isTrue();
        assertThat(log.awaitAfter(10, Duration.ofMillis(20))).isFalse();
        Thread waiting = Thread.startVirtualThread(() -> {
            try {
                assertThat(log.awaitAfter(10, Store.PATIENCE)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        store.append(event("a.One", "11"));
        assertThat(waiting.join(Store.PATIENCE)).isTrue();
    }

    @Test
    void a_log_without_an_engine_hears_of_commits() throws Exception {
        try (var pool = Store.pool(store.database, 2);
                EventLog log = EventLog.open(pool)) {
            assertThat(log.awaitAfter(0, Duration.ofMillis(20))).isFalse();
            store.append(event("a.One", "1"));
            assertThat(log.awaitAfter(0, Store.PATIENCE)).isTrue();
            assertThat(log.readAfter(0, 10)).hasSize(1);
        }
    }

    /** Notifications are throttled, so the last commit of a burst rarely notifies. */
    @Test
    void the_last_commit_of_a_burst_is_notified_too() throws Exception {
        try (Connection listening = store.database.connect();
                Statement listen = listening.createStatement()) {
            listen.execute("LISTEN eventstore");
            PGConnection notified = listening.unwrap(PGConnection.class);
            for (int burst = 1; burst <= 20; burst++) {
                long head = 0;
                for (int i = 0; i < 4; i++) {
                    head = store.append(event("a.One", "x")).lastPosition();
                }
                long heard = 0;
                while (heard < head) {
                    PGNotification[] notices = notified.getNotifications((int) Store.PATIENCE.toMillis());
                    assertThat(notices).as("notices of " + head).isNotEmpty();
                    heard = Long.parseLong(notices[notices.length - 1].getParameter());
                }
                assertThat(heard).isEqualTo(head);
            }
        }
    }
}
