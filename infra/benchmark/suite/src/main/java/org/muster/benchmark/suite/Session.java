package org.muster.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.muster.benchmark.kit.ColdRead;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.Race;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.embedded.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one row of the table after the other. A runner that fails costs its own figures only. */
final class Session {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATABASE = "bench";

    /** Opening, seeding, counting, draining; a runner that needs longer is broken. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int RACE_VOLUNTEERS = 1000;
    private static final int RACE_IN_FLIGHT = 64;
    private static final Map<String, Object> RACE =
            Map.of("do", "race", "volunteers", RACE_VOLUNTEERS, "inFlight", RACE_IN_FLIGHT);

    private static final int COLD_READS = 5;

    /** Volunteers' numbers that two nodes, or two levels on one database, never share. */
    private static final long VOLUNTEERS_APART = 20_000_000;

    private final Options options;
    private final Server server;
    private final Launcher launcher;

    Session(Options options, Server server, Launcher launcher) {
        this.options = options;
        this.server = server;
        this.launcher = launcher;
    }

    /** Every level, the race and the cold read of one runner. */
    Row run(Runner runner) throws IOException, InterruptedException {
        Optional<String> obstacle = launcher.prepare(runner);
        if (obstacle.isPresent()) {
            say(runner.id() + ": skipped, " + obstacle.get());
            return new Row(runner, List.of(), null, null, obstacle.get());
        }
        List<Level> levels = new ArrayList<>();
        for (int level : levels(runner)) {
            levels.add(tryLevel(runner, level));
        }
        Race.Result race = options.race() && !runner.rules().isEmpty() ? race(runner) : null;
        ColdRead.Result cold = options.coldReadEvents() > 0 && runner.coldRead() ? coldRead(runner) : null;
        return new Row(runner, levels, race, cold, "");
    }

    private List<Integer> levels(Runner runner) {
        return runner.levels().isEmpty()
                ? options.levels()
                : runner.levels().stream().filter(options.levels()::contains).toList();
    }

    private Level tryLevel(Runner runner, int inFlight) throws IOException, InterruptedException {
        List<Level> windows = new ArrayList<>();
        try (RunnerClient client = launcher.start(runner, "")) {
            for (int i = 0; i < options.repeat(); i++) {
                Database database = server.freshDatabase(DATABASE);
                double openMillis = open(client, runner, database, inFlight, true);
                windows.add(measure(List.of(client), runner, inFlight, 0, openMillis, 0));
                client.ask(Map.of("do", "close"), PATIENCE);
            }
        } catch (RunnerFailedException e) {
            say(runner.id() + " at " + inFlight + ": " + e.getMessage());
            return Level.failed(inFlight, e.getMessage());
        } finally {
            server.drop(DATABASE);
        }
        windows.sort(Comparator.comparingDouble(window -> window.measurement().operationsPerSecond()));
        Level median = windows.get((windows.size() - 1) / 2);
        List<Measurement> all = windows.stream().map(Level::measurement).toList();
        return new Level(
                inFlight,
                median.measurement(),
                all,
                median.stored(),
                windows.stream().mapToLong(Level::lost).max().orElse(0),
                median.historyPerMission(),
                median.bytesPerEvent(),
                median.postgresCpuMicrosPerOperation(),
                median.openMillis(),
                "");
    }

    /** Two processes on one database, at the same time. */
    Row twoNodes(Runner runner) throws IOException, InterruptedException {
        List<Level> levels = new ArrayList<>();
        for (int inFlight : levels(runner)) {
            try (RunnerClient first = launcher.start(runner, "-node-1");
                    RunnerClient second = launcher.start(runner, "-node-2")) {
                Database database = server.freshDatabase(DATABASE);
                double openMillis = open(first, runner, database, inFlight, true);
                open(second, runner, database, inFlight, false);
                levels.add(measure(List.of(first, second), runner, inFlight, 0, openMillis, 0));
            } catch (RunnerFailedException e) {
                say(runner.id() + " on two nodes at " + inFlight + ": " + e.getMessage());
                levels.add(Level.failed(inFlight, e.getMessage()));
            } finally {
                server.drop(DATABASE);
            }
        }
        Race.Result race = options.race() ? raceOnTwoNodes(runner) : null;
        return new Row(runner, levels, race, null, "");
    }

    /** The same volunteers and missions on both, so each volunteer is sent four times: twice by each node. */
    private Race.Result raceOnTwoNodes(Runner runner) throws IOException, InterruptedException {
        try (RunnerClient first = launcher.start(runner, "-node-1");
                RunnerClient second = launcher.start(runner, "-node-2")) {
            Database database = server.freshDatabase(DATABASE);
            open(first, runner, database, RACE_IN_FLIGHT, true);
            open(second, runner, database, RACE_IN_FLIGHT, false);
            List<CompletableFuture<JsonNode>> answers =
                    List.of(ask(first, RACE, PATIENCE), ask(second, RACE, PATIENCE));
            List<Race.Result> results = new ArrayList<>();
            for (CompletableFuture<JsonNode> answer : answers) {
                results.add(JSON.treeToValue(join(answer), Race.Result.class));
            }
            Race.Result together = Measurements.raceTogether(results);
            say(runner.id() + ": " + together);
            return together;
        } catch (RunnerFailedException e) {
            say(runner.id() + " race on two nodes: " + e.getMessage());
            return null;
        } finally {
            server.drop(DATABASE);
        }
    }

    /** All levels on one database that is large before the first; each level opens it anew, cold. */
    Row grown(Runner runner, long events) throws IOException, InterruptedException {
        List<Level> levels = new ArrayList<>();
        Database database = server.freshDatabase(DATABASE);
        try {
            try (RunnerClient client = launcher.start(runner, "-growth")) {
                open(client, runner, database, 64, true);
                Duration patience = PATIENCE.plus(Duration.ofSeconds(events / 1000));
                JsonNode filled = client.ask(Map.of("do", "preload", "events", events), patience);
                say(runner.id() + ": " + events + " events stored in " + filled.get("seconds") + " s");
                client.ask(Map.of("do", "close"), PATIENCE);
            }
            // What autovacuum would have done by the time that so much is stored.
            server.vacuum(database);
            for (int inFlight : levels(runner)) {
                try (RunnerClient client = launcher.start(runner, "-growth")) {
                    double openMillis = open(client, runner, database, inFlight, false);
                    levels.add(measure(
                            List.of(client), runner, inFlight, VOLUNTEERS_APART * (1 + levels.size()), openMillis, -1));
                }
            }
        } catch (RunnerFailedException e) {
            say(runner.id() + " grown: " + e.getMessage());
            return new Row(runner, levels, null, null, e.getMessage());
        } finally {
            server.drop(DATABASE);
        }
        return new Row(runner, levels, null, null, "");
    }

    private double open(RunnerClient client, Runner runner, Database database, int inFlight, boolean seed)
            throws InterruptedException {
        long start = System.nanoTime();
        client.ask(
                Map.of(
                        "do", "open",
                        "runner", runner.name(),
                        "jdbcUrl", database.jdbcUrl(),
                        "username", database.username(),
                        "password", database.password(),
                        "seed", seed,
                        "missions", options.missions(),
                        "inFlight", inFlight),
                PATIENCE);
        return (System.nanoTime() - start) / 1e6;
    }

    /**
     * Measures on all clients at once and counts what is stored.
     *
     * @param storedBefore deployments in the store before, or -1 when nobody knows and nothing is compared
     */
    private Level measure(
            List<RunnerClient> clients,
            Runner runner,
            int inFlight,
            long firstVolunteer,
            double openMillis,
            long storedBefore)
            throws InterruptedException {
        int missions = runner.missions() == 0 ? options.missions() : runner.missions();
        long bytesBefore = server.sizeBytes(DATABASE);
        Duration cpuBefore = server.cpu();
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            RunnerClient client = clients.get(i);
            Map<String, Object> request = Map.of(
                    "do",
                    "measure",
                    "inFlight",
                    inFlight,
                    "issuers",
                    options.issuers(),
                    "warmupMillis",
                    options.warmupMillis(),
                    "windowMillis",
                    options.windowMillis(),
                    "missions",
                    missions,
                    "firstVolunteer",
                    firstVolunteer + i * VOLUNTEERS_APART);
            Duration patience = PATIENCE.plusMillis(options.warmupMillis() + options.windowMillis());
            answers.add(ask(client, request, patience));
        }
        List<Measurement> measurements = new ArrayList<>();
        for (CompletableFuture<JsonNode> answer : answers) {
            measurements.add(JSON.treeToValue(join(answer), Measurement.class));
        }
        Duration cpu = server.cpu().minus(cpuBefore);
        Measurement together = Measurements.together(measurements);
        long stored = storedBefore < 0
                ? together.acknowledgedEvents()
                : clients.getFirst()
                        .ask(Map.of("do", "stored"), PATIENCE)
                        .get("stored")
                        .asLong();
        long grown = server.sizeBytes(DATABASE) - bytesBefore;
        say("%s at %d: %.0f/s, p50 %.2f ms, p99 %.2f ms%s"
                .formatted(
                        runner.id(),
                        inFlight,
                        together.eventsPerSecond(),
                        together.p50Millis(),
                        together.p99Millis(),
                        together.failed() == 0
                                ? ""
                                : ", " + together.failed() + " failed: " + together.firstFailure()));
        return new Level(
                inFlight,
                together,
                measurements,
                stored,
                Math.max(0, together.acknowledgedEvents() - stored),
                together.acknowledgedEvents() / missions,
                stored == 0 ? 0 : grown / stored,
                together.acknowledgedEvents() == 0 ? 0 : cpu.toNanos() / 1000 / together.acknowledgedEvents(),
                openMillis,
                "");
    }

    private static CompletableFuture<JsonNode> ask(RunnerClient client, Map<String, ?> request, Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.ask(request, patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunnerFailedException("interrupted");
            }
        });
    }

    private static JsonNode join(CompletableFuture<JsonNode> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RunnerFailedException failed ? failed : e;
        }
    }

    private Race.Result race(Runner runner) throws IOException, InterruptedException {
        return aside(runner, RACE, Race.Result.class);
    }

    private ColdRead.Result coldRead(Runner runner) throws IOException, InterruptedException {
        Map<String, Object> request = Map.of("do", "coldRead", "events", options.coldReadEvents(), "times", COLD_READS);
        return aside(runner, request, ColdRead.Result.class);
    }

    /** One question on a database of its own; null when the runner could not answer. */
    private <T> T aside(Runner runner, Map<String, Object> request, Class<T> type)
            throws IOException, InterruptedException {
        try (RunnerClient client = launcher.start(runner, "")) {
            open(client, runner, server.freshDatabase(DATABASE), RACE_IN_FLIGHT, true);
            T result = JSON.treeToValue(client.ask(request, PATIENCE), type);
            say(runner.id() + ": " + result);
            return result;
        } catch (RunnerFailedException e) {
            say(runner.id() + " " + request.get("do") + ": " + e.getMessage());
            return null;
        } finally {
            server.drop(DATABASE);
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
