package org.muster.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.benchmark.kit.FirstSeconds;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.embedded.Database;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** What growth costs: one runner on a small store and on a large one, in turn, warm; and how it starts on each. */
final class GrownStore {

    private static final long SMALL_EVENTS = 100_000;

    private static final int START_IN_FLIGHT = 64;
    private static final int START_SECONDS = 10;

    /** Reading the whole history of a mission, should it come to that, is a matter of minutes on a large store. */
    private static final Duration WAKE_MAX = Duration.ofMinutes(20);

    private final Stage stage;
    private long nextVolunteer;

    GrownStore(Stage stage) {
        this.stage = stage;
    }

    /**
     * @param bytesPerEvent of the database after it was filled and vacuumed, indexes included
     * @param fillSeconds to store them, by large appends
     */
    record Filled(long events, long bytesPerEvent, double fillSeconds, Start start, Row row) {}

    /**
     * A start after PostgreSQL was started anew, too.
     *
     * @param processMillis from the start of the process to the first decision accepted
     * @param engineMillis of that, from the engine's start: connecting and migrating included
     * @param seconds what came after, all missions addressed at once
     */
    record Start(double processMillis, double engineMillis, int inFlight, List<FirstSeconds.Second> seconds) {}

    /** @return the small store and the large one; nothing when that failed */
    List<Filled> run(Runner runner, long events) throws IOException, InterruptedException {
        List<Store> stores = List.of(
                new Store(
                        "bench_small",
                        runner.variant("-small", ", %,d events before".formatted(SMALL_EVENTS)),
                        SMALL_EVENTS),
                new Store("bench_large", runner.variant("-grown", ", %,d events before".formatted(events)), events));
        try {
            for (Store store : stores) {
                fill(store);
            }
            for (Store store : stores) {
                store.start = start(store);
            }
            for (int inFlight : stage.levels(runner)) {
                measure(stores, inFlight);
            }
            return stores.stream().map(Store::filled).toList();
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " grown: " + e.getMessage());
            return List.of();
        } finally {
            stores.forEach(store -> stage.server.drop(store.name));
        }
    }

    private static final class Store {
        private final String name;
        private final Runner runner;
        private final long events;
        private final List<Level> levels = new ArrayList<>();
        private Database database;
        private long bytesPerEvent;
        private double fillSeconds;
        private Start start;

        Store(String name, Runner runner, long events) {
            this.name = name;
            this.runner = runner;
            this.events = events;
        }

        Filled filled() {
            return new Filled(events, bytesPerEvent, fillSeconds, start, new Row(runner, levels, null, null, ""));
        }
    }

    private void fill(Store store) throws IOException, InterruptedException {
        store.database = stage.server.freshDatabase(store.name);
        try (RunnerClient client = stage.launcher.start(store.runner, "")) {
            stage.open(client, store.runner, store.database, START_IN_FLIGHT, true);
            Duration patience = Stage.PATIENCE.plus(Duration.ofSeconds(store.events / 1000));
            JsonNode filled = client.ask(Map.of("do", "preload", "events", store.events), patience);
            client.ask(Map.of("do", "close"), Stage.PATIENCE);
            store.fillSeconds = filled.get("seconds").asDouble();
        }
        // What autovacuum would have done by the time that so much is stored.
        stage.server.vacuum(store.database);
        store.bytesPerEvent = stage.server.sizeBytes(store.name) / store.events;
        Stage.say("%s: stored in %.0f s, %d bytes each"
                .formatted(store.runner.label(), store.fillSeconds, store.bytesPerEvent));
    }

    private Start start(Store store) throws IOException, InterruptedException {
        stage.server.restart();
        long began = System.nanoTime();
        try (RunnerClient client = stage.launcher.start(store.runner, "-start")) {
            double openMillis = stage.open(client, store.runner, store.database, START_IN_FLIGHT, false);
            double firstSeconds = wake(client, 1);
            double processMillis = (System.nanoTime() - began) / 1e6;
            JsonNode seconds = client.ask(
                    Map.of(
                            "do",
                            "firstSeconds",
                            "missions",
                            stage.options.missions(),
                            "firstVolunteer",
                            volunteers(),
                            "inFlight",
                            START_IN_FLIGHT,
                            "issuers",
                            stage.options.issuers(),
                            "seconds",
                            START_SECONDS),
                    WAKE_MAX);
            Start start = new Start(
                    processMillis,
                    openMillis + firstSeconds * 1000,
                    START_IN_FLIGHT,
                    Stage.JSON.convertValue(seconds, new TypeReference<List<FirstSeconds.Second>>() {}));
            Stage.say(store.runner.label() + ": " + start);
            return start;
        }
    }

    /** Small and large take turns, so that both have the same of what changes on the machine meanwhile. */
    private void measure(List<Store> stores, int inFlight) throws IOException, InterruptedException {
        List<List<Level>> windows = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < stage.options.repeat(); i++) {
            for (int number = 0; number < stores.size(); number++) {
                Store store = stores.get(number);
                try (RunnerClient client = stage.launcher.start(store.runner, "")) {
                    double openMillis = stage.open(client, store.runner, store.database, inFlight, false);
                    wake(client, stage.options.missions());
                    windows.get(number)
                            .add(stage.measure(
                                    List.of(client), store.runner, store.name, inFlight, volunteers(), openMillis, -1));
                }
            }
        }
        for (int number = 0; number < stores.size(); number++) {
            stores.get(number).levels.add(Level.median(windows.get(number)));
        }
    }

    private double wake(RunnerClient client, int missions) throws InterruptedException {
        return client.ask(Map.of("do", "wake", "missions", missions, "firstVolunteer", volunteers()), WAKE_MAX)
                .get("seconds")
                .asDouble();
    }

    /** Numbers that nobody else on these stores uses. */
    private long volunteers() {
        nextVolunteer += Stage.VOLUNTEERS_APART;
        return nextVolunteer;
    }
}
