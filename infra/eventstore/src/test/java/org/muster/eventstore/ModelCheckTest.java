package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.eventstore.Deployments.Command;
import org.muster.eventstore.Deployments.Decision;
import org.muster.eventstore.Deployments.Person;
import org.muster.eventstore.Deployments.Post;
import org.muster.eventstore.Deployments.World;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.Tags;
import org.muster.eventstore.order.Timestamps;
import org.muster.eventstore.state.StateCache;

/**
 * Random commands, decided concurrently by one or two engines on one store, against a sequential model that gets the stored
 * events one by one: each accepted fact must be what the model decides just before its position, each refusal what it decides
 * at the position where it was confirmed.
 */
class ModelCheckTest {

    private static final int CEILING = 4;

    /** The nightly profile decides a million. Each round has a store of its own: histories that grow would measure that. */
    private static final int ROUNDS = Integer.getInteger("muster.model.times", 1);

    /** The result of one command. */
    private record Outcome(Command command, Decision decision, Appended appended) {}

    @ParameterizedTest(name = "{0} engines, window of {1} events, {2} states in memory")
    @CsvSource({"1,50000,1000,30000", "1,64,8,8000", "2,50000,1000,12000", "2,64,8,4000"})
    void every_decision_is_what_a_sequential_model_decides(int engines, int window, int states, int decisions)
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            decideAndCheck(engines, window, states, decisions, 1_000 * round);
        }
    }

    private static void decideAndCheck(int engines, int window, int states, int decisions, int seed) throws Exception {
        EventStoreSettings settings =
                EventStoreSettings.defaults().withWindowEventsMax(window).withStatesMax(states);
        Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        LongAdder conflicts = new LongAdder();
        try (Store store = Store.fresh(settings)) {
            List<Store> nodes = new ArrayList<>(List.of(store));
            for (int i = 1; i < engines; i++) {
                nodes.add(store.another(settings));
            }
            int clients = 24;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> running = new ArrayList<>();
                for (int client = 0; client < clients; client++) {
                    Random random = new Random(seed + client);
                    Store node = nodes.get(client % engines);
                    running.add(threads.submit(() -> {
                        for (int i = 0; i < decisions / clients; i++) {
                            outcomes.add(untilDecided(node, command(random), random.nextInt(10) == 0, conflicts));
                        }
                    }));
                }
                for (Future<?> client : running) {
                    client.get();
                }
            }
            check(store.all(), outcomes);
            for (Store node : nodes.subList(1, engines)) {
                node.close();
            }
            System.out.printf("%d decisions, %d conflicts retried%n", outcomes.size(), conflicts.sum());
        }
    }

    private static Command command(Random random) {
        String post = "p" + random.nextInt(5);
        String person = "n" + random.nextInt(30);
        int kind = random.nextInt(100);
        if (kind < 5) {
            return new Command.Open(post);
        }
        if (kind < 10) {
            return new Command.Close(post);
        }
        return kind < 55 ? new Command.Start(post, person) : new Command.End(post, person);
    }

    private static Outcome untilDecided(Store node, Command command, boolean byAxonsWay, LongAdder conflicts) {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            try {
                return byAxonsWay ? decideOnSourced(node, command) : decideOnStates(node, command);
            } catch (CompletionException e) {
                if (!AppendConflict.isConflict(e)) {
                    throw e;
                }
                conflicts.increment();
            }
        }
        throw new AssertionError("A conflict that never resolves: " + command);
    }

    private static Outcome decideOnStates(Store node, Command command) {
        StateCache cache = node.engine.states();
        var post = cache.load(Deployments.POST, command.post()).join();
        var person =
                cache.load(Deployments.PERSON, Deployments.personOf(command)).join();
        Decision decision = Deployments.decide(command, post.value(), person.value(), CEILING);
        ReadCondition[] reads = {post.read(), person.read()};
        List<AppendedEvent> events = new ArrayList<>();
        if (decision.fact() != null) {
            events.add(recorded(command, decision));
        }
        Appended appended = node.engine.submit(new PendingAppend(events, reads)).join();
        return new Outcome(command, decision, appended);
    }

    private static Outcome decideOnSourced(Store node, Command command) {
        EventCriteria both = Deployments.POST
                .criteria(command.post())
                .or(Deployments.PERSON.criteria(Deployments.personOf(command)));
        Post[] post = {Deployments.POST.initial("")};
        Person[] person = {Deployments.PERSON.initial("")};
        ConsistencyMarker[] marker = new ConsistencyMarker[1];
        node.engine
                .source(SourcingCondition.conditionFor(both), null)
                .reduce("", (ignored, entry) -> {
                    if (entry.message() == TerminalEventMessage.INSTANCE) {
                        marker[0] = entry.getResource(ConsistencyMarker.RESOURCE_KEY);
                        return ignored;
                    }
                    String payload = (String) entry.message().payload();
                    if (payload.startsWith(command.post() + "|")) {
                        post[0] = Deployments.POST.evolve(post[0], entry.message());
                    }
                    if (payload.endsWith("|" + Deployments.personOf(command))
                            && !Deployments.personOf(command).isEmpty()) {
                        person[0] = Deployments.PERSON.evolve(person[0], entry.message());
                    }
                    return ignored;
                })
                .join();
        Decision decision = Deployments.decide(command, post[0], person[0], CEILING);
        long read = GlobalIndexConsistencyMarker.position(marker[0]);
        if (decision.fact() == null) {
            return new Outcome(command, decision, new Appended(read + 1, read));
        }
        AppendedEvent event = recorded(command, decision);
        var tagged = new org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage<>(
                event.message(new TextCodec()), Tags.tags(event.tags()));
        CompletableFuture<Appended> offer = node.offer(Store.noneAfter(read, both), List.of(tagged));
        return new Outcome(command, decision, offer.join());
    }

    private static AppendedEvent recorded(Command command, Decision decision) {
        String person = Deployments.personOf(command);
        String payload = command.post() + "|" + person;
        var tagged = person.isEmpty()
                ? Store.event(decision.fact(), payload, "post:" + command.post())
                : Store.event(decision.fact(), payload, "post:" + command.post(), "person:" + person);
        return new AppendedEvent(
                java.util.UUID.fromString(tagged.event().identifier()),
                tagged.event(),
                "text:1",
                Timestamps.truncate(tagged.event().timestamp()),
                new TextCodec().encode(null, payload),
                Tags.texts(tagged.tags()));
    }

    private static void check(List<StoredEvent> stored, Queue<Outcome> outcomes) {
        Map<Long, Outcome> accepted = new HashMap<>();
        List<Outcome> refused = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.decision().fact() == null) {
                refused.add(outcome);
            } else {
                assertThat(accepted.put(outcome.appended().firstPosition(), outcome))
                        .as("two acknowledged at one position")
                        .isNull();
            }
        }
        assertThat(stored).as("acknowledged and stored").hasSize(accepted.size());
        refused.sort(Comparator.comparingLong(outcome -> outcome.appended().lastPosition()));
        World world = new World(CEILING);
        Set<String> wrong = new HashSet<>();
        int next = 0;
        for (long position = 0; position <= stored.size(); position++) {
            if (position > 0) {
                StoredEvent event = stored.get((int) position - 1);
                assertThat(event.position()).isEqualTo(position);
                Outcome outcome = accepted.get(position);
                if (!world.decide(outcome.command()).equals(outcome.decision())) {
                    wrong.add(
                            "%d: %s, but then it is %s".formatted(position, outcome, world.decide(outcome.command())));
                }
                world.apply(event.type(), (String) new TextCodec().decode(null, event.payload()));
            }
            while (next < refused.size() && refused.get(next).appended().lastPosition() == position) {
                Outcome outcome = refused.get(next++);
                if (!world.decide(outcome.command()).equals(outcome.decision())) {
                    wrong.add(
                            "%d: %s, but then it is %s".formatted(position, outcome, world.decide(outcome.command())));
                }
            }
        }
        assertThat(next).isEqualTo(refused.size());
        assertThat(wrong).isEmpty();
        assertThat(world.violations).isEmpty();
    }

    @Test
    void a_state_at_a_past_position_is_what_it_was_then() {
        try (Store store = Store.fresh()) {
            store.append(Store.event(Deployments.OPENED, "p|", "post:p"));
            store.append(Store.event(Deployments.STARTED, "p|n", "post:p", "person:n"));
            store.append(Store.event(Deployments.ENDED, "p|n", "post:p", "person:n"));
            StateCache states = store.engine.states();
            assertThat(states.stateAt(Deployments.POST, "p", 0)).isEqualTo(new Post(false, 0));
            assertThat(states.stateAt(Deployments.POST, "p", 2)).isEqualTo(new Post(true, 1));
            assertThat(states.stateAt(Deployments.POST, "p", Long.MAX_VALUE)).isEqualTo(new Post(true, 0));
        }
    }
}
