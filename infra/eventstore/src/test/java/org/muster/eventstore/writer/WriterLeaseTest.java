package org.muster.eventstore.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.await;
import static org.muster.eventstore.Store.criteria;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;
import static org.muster.eventstore.Store.noneAfter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.Deployments;
import org.muster.eventstore.Store;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.postgres.AppendSql;

/** Two engines that write to one store at once, as two processes would. */
class WriterLeaseTest {

    private static final EventCriteria POST = criteria("post:p", Deployments.STARTED);

    private final Store one = Store.fresh();
    private final Store other = one.another(EventStoreSettings.defaults());

    /** From here on the other one asks for a turn before it writes. */
    @BeforeEach
    void meet() {
        one.append(event("a.Met", ""));
        await("the other to know that it is not alone", () -> other.gauge("eventstore.head") == 1);
    }

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    @Test
    void what_others_store_during_their_turn_is_read_before_ones_own() throws Exception {
        CompletableFuture<Appended> overtaken;
        CompletableFuture<Appended> undisturbed;
        try (Connection _ = takeTurn()) {
            overtaken = other.offer(noneAfter(1, POST), List.of(started()));
            undisturbed = other.offer(noneAfter(1, criteria("post:q")), List.of(event("a.Noted", "", "post:q")));
            await("the other to wait for its turn", this::somebodyWaits);
            for (int i = 0; i < 100; i++) {
                one.append(started());
            }
            await("all of it to be read", () -> readAhead() == 100);
            assertThat(other.gauge("eventstore.head")).as("known to the writer").isEqualTo(1);
        }
        assertThat(get(undisturbed)).isEqualTo(new Appended(102, 102));
        assertThat(overtaken)
                .failsWithin(Store.PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(AppendEventsTransactionRejectedException.class);
        assertThat(other.append(noneAfter(101, POST), started()).firstPosition())
                .isEqualTo(103);
        assertThat(other.all()).extracting(StoredEvent::position).hasSize(103).isSorted();
        assertThat(other.meters.get("eventstore.followed.events").counter().count())
                .as("read once")
                .isEqualTo(101);
    }

    @Test
    void a_listener_that_lost_its_connection_delays_no_turn_and_leaves_no_gap() throws Exception {
        CompletableFuture<Appended> waiting;
        try (Connection _ = takeTurn()) {
            waiting = other.offer(noneAfter(1, criteria("post:q")), List.of(event("a.Noted", "", "post:q")));
            await("the other to wait for its turn", this::somebodyWaits);
            one.append(started());
            await("it to be read", () -> readAhead() == 1);
            one.ask("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE application_name = 'eventstore listener' AND datname = current_database()""");
            for (int i = 0; i < 10; i++) {
                one.append(started());
            }
        }
        assertThat(get(waiting)).isEqualTo(new Appended(13, 13));
    }

    @Test
    void nobody_starves_beside_a_process_that_always_has_something_to_write() {
        AtomicBoolean finished = new AtomicBoolean();
        AtomicInteger busy = new AtomicInteger();
        for (int i = 0; i < 32; i++) {
            keepWriting(finished, busy);
        }
        int attempts = 0;
        for (int i = 0; i < 50; i++) {
            int before = busy.get();
            attempts += attemptsUntilStored();
            await("the busy one to have its lease, too", () -> busy.get() > before);
        }
        finished.set(true);
        // Mostly two each: one in vain, for what came before the lease, and one in it. Without turns it is three.
        assertThat(attempts).isBetween(50, 120);
    }

    private void keepWriting(AtomicBoolean finished, AtomicInteger count) {
        one.offer(AppendCondition.none(), List.of(started())).whenComplete((appended, failure) -> {
            count.incrementAndGet();
            if (!finished.get() && failure == null) {
                keepWriting(finished, count);
            }
        });
    }

    /** A decision on what the busy one changes all the time. */
    private int attemptsUntilStored() {
        for (int attempt = 1; ; attempt++) {
            var state = get(other.engine.states().load(Deployments.POST, "p"));
            try {
                other.offer(noneAfter(state.read().position(), POST), List.of(event("a.Noted", "")))
                        .join();
                return attempt;
            } catch (CompletionException e) {
                assertThat(AppendConflict.isConflict(e)).as(e.toString()).isTrue();
            }
        }
    }

    private static TaggedEventMessage<?> started() {
        return event(Deployments.STARTED, "p|n", "post:p");
    }

    private double readAhead() {
        return other.meters.get("eventstore.read.ahead.events").counter().count();
    }

    /** As another process in its lease. */
    private Connection takeTurn() throws SQLException {
        Connection connection = one.database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + AppendSql.LEASE_KEY + ")");
        }
        return connection;
    }

    private boolean somebodyWaits() {
        try {
            return one.ask("""
                    SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""") == 1;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
