package org.muster.eventstore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.event;
import static org.muster.eventstore.Store.get;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.Tags;
import org.muster.eventstore.order.Timestamps;

/**
 * What commands cost an engine that has just been opened on a store with history, counted and not timed. Hot states of 500
 * events are wanted by many commands at once that conflict all the time; each must be read once, and never again because a
 * command that had asked for it was overtaken.
 */
class RestartTest {

    private static final int MISSIONS = 40;
    private static final int EVENTS = 20_000;
    private static final int COMMANDS = 1_500;
    private static final int IN_FLIGHT = 64;
    private static final int ATTEMPTS_MAX = 1_000;
    private static final String DEPLOYED = "test.Deployed";

    /** How many deployments carry the tag. */
    private record Count(String tag, boolean typed, boolean remembered) implements StateDefinition<String, Integer> {

        static final Count OF_MISSION = new Count("mission", true, true);
        static final Count OF_VOLUNTEER = new Count("volunteer", true, true);
        static final Count OF_COMMAND = new Count("command", false, false);

        @Override
        public String name() {
            return "count";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<String> idType() {
            return String.class;
        }

        @Override
        public Class<Integer> stateType() {
            return Integer.class;
        }

        @Override
        public EventCriteria criteria(String id) {
            return typed ? Store.criteria(tag + ":" + id, DEPLOYED) : Store.criteria(tag + ":" + id);
        }

        @Override
        public Integer initial(String id) {
            return 0;
        }

        @Override
        public Integer evolve(Integer count, EventMessage event) {
            return count + 1;
        }
    }

    private static TaggedEventMessage<?> deployment(String volunteer, int number) {
        return event(
                DEPLOYED, volunteer, "mission:" + number % MISSIONS, "volunteer:" + volunteer, "command:" + volunteer);
    }

    private static void fill(Store store) {
        List<CompletableFuture<Appended>> batches = new ArrayList<>();
        for (int from = 0; from < EVENTS; from += 500) {
            batches.add(store.offer(
                    AppendCondition.none(),
                    IntStream.range(from, from + 500)
                            .<TaggedEventMessage<?>>mapToObj(i -> deployment("before-" + i, i))
                            .toList()));
        }
        batches.forEach(Store::get);
    }

    /** Commands in flight; the first of them decide only when all have read, so that those on one mission surely conflict. */
    private record Run(
            PostgresEventStorageEngine engine,
            AtomicInteger next,
            AtomicInteger reading,
            CompletableFuture<Void> allHaveRead) {

        static Run of(PostgresEventStorageEngine engine) {
            return new Run(engine, new AtomicInteger(), new AtomicInteger(IN_FLIGHT), new CompletableFuture<>());
        }

        CompletableFuture<Appended> append(AppendedEvent fact, ReadCondition... reads) {
            if (reading.decrementAndGet() == 0) {
                allHaveRead.complete(null);
            }
            return allHaveRead.thenCompose(ignored -> engine.submit(new PendingAppend(List.of(fact), reads)));
        }
    }

    /** The three states one after the other, each a wait of its own, then the append on condition of all three. */
    private static CompletableFuture<Integer> deploy(Run run, int number, int attempt) {
        String volunteer = "after-" + number;
        StateCache states = run.engine().states();
        return states.load(Count.OF_COMMAND, volunteer)
                .thenCompose(command -> states.load(Count.OF_MISSION, "" + number % MISSIONS)
                        .thenCompose(mission -> states.load(Count.OF_VOLUNTEER, volunteer)
                                .thenCompose(person -> {
                                    EventMessage message =
                                            deployment(volunteer, number).event();
                                    AppendedEvent fact = new AppendedEvent(
                                            UUID.fromString(message.identifier()),
                                            message,
                                            "text:1",
                                            Timestamps.truncate(message.timestamp()),
                                            volunteer.getBytes(StandardCharsets.UTF_8),
                                            Tags.texts(deployment(volunteer, number)
                                                    .tags()));
                                    assertThat(command.value() + person.value()).isZero();
                                    return run.append(fact, command.read(), mission.read(), person.read());
                                })))
                .thenApply(appended -> attempt)
                .exceptionallyCompose(failure -> AppendConflict.isConflict(failure) && attempt < ATTEMPTS_MAX
                        ? deploy(run, number, attempt + 1)
                        : CompletableFuture.failedFuture(failure));
    }

    private static CompletableFuture<Integer> oneAfterTheOther(Run run, int conflicts) {
        int number = run.next().getAndIncrement();
        return number >= COMMANDS
                ? CompletableFuture.completedFuture(conflicts)
                : deploy(run, number, 0).thenComposeAsync(retries -> oneAfterTheOther(run, conflicts + retries));
    }

    @Test
    void commands_after_a_restart_read_each_state_once_however_often_they_conflict() {
        try (Store store = Store.fresh();
                HikariDataSource pool = Store.pool(store.database, 8)) {
            fill(store);
            CountingDataSource counting = new CountingDataSource(pool);
            try (PostgresEventStorageEngine reopened = PostgresEventStorageEngine.start(
                    counting.dataSource(), new TextCodec(), EventStoreSettings.defaults(), new SimpleMeterRegistry())) {
                Run run = Run.of(reopened);
                List<CompletableFuture<Integer>> inFlight = IntStream.range(0, IN_FLIGHT)
                        .mapToObj(i -> oneAfterTheOther(run, 0))
                        .toList();
                int conflicts = inFlight.stream().mapToInt(Store::get).sum();

                // Else this showed nothing.
                assertThat(conflicts).isPositive();
                // Each event of a mission once, and before that up to 65 positions to learn that there are many. What
                // is
                // new (volunteers, command ids) has no rows, and what conflicts is brought up to date from memory.
                // Besides, the tags of all events are read once, in the background.
                assertThat(counting.rows).hasValueBetween(EVENTS, 2 * EVENTS + COMMANDS + MISSIONS * 65);
                // At most one for each of the two states that are new with each command, and two for each mission's.
                assertThat(counting.queries).hasValueLessThanOrEqualTo(2 * COMMANDS + 2 * MISSIONS);
                assertThat(reopened.log().head()).isEqualTo(EVENTS + COMMANDS);
                for (int mission = 0; mission < MISSIONS; mission++) {
                    assertThat(get(reopened.states().load(Count.OF_MISSION, "" + mission))
                                    .value())
                            .isEqualTo((EVENTS + COMMANDS) / MISSIONS + (mission < COMMANDS % MISSIONS ? 1 : 0));
                }
            }
        }
    }

    @Test
    void a_state_that_was_read_is_kept_for_those_who_had_just_looked_in_vain() {
        try (Store store = Store.fresh();
                HikariDataSource pool = Store.pool(store.database, 8)) {
            get(store.offer(
                    AppendCondition.none(),
                    IntStream.range(0, 400)
                            .<TaggedEventMessage<?>>mapToObj(i -> event(DEPLOYED, "" + i, "mission:" + i % 200))
                            .toList()));
            CountingDataSource counting = new CountingDataSource(pool);
            try (PostgresEventStorageEngine reopened = PostgresEventStorageEngine.start(
                    counting.dataSource(), new TextCodec(), EventStoreSettings.defaults(), new SimpleMeterRegistry())) {
                List<CompletableFuture<Integer>> values = new ArrayList<>();
                for (int i = 0; i < 20_000; i++) {
                    int mission = i / 100;
                    values.add(CompletableFuture.supplyAsync(
                                    () -> reopened.states().load(Count.OF_MISSION, "" + mission))
                            .thenCompose(loaded -> loaded)
                            .thenApply(StateCache.Loaded::value));
                }
                assertThat(values).allSatisfy(value -> assertThat(get(value)).isEqualTo(2));
                // Two positions and two events each, once; and, in the background, the tags of all events.
                assertThat(counting.rows).hasValueLessThanOrEqualTo(200 * 4 + 400);
            }
        }
    }
}
