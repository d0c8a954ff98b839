package org.muster.benchmark.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.suite.Results.Level;
import org.muster.embedded.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every row is made of: runners opened on a database, measured at the same time, and counted what is stored. */
final class Stage {

    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String DATABASE = "bench";

    /** Opening, seeding, counting, draining; a runner that needs longer is broken. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Two processes compile at each other's expense: theirs is over in the 30th second where that of one is in the 11th. */
    private static final int TWO_NODES_WARMUP = 3;

    /** Volunteers' numbers that two nodes, or two levels on one database, never share. */
    static final long VOLUNTEERS_APART = 20_000_000;

    final Options options;
    final Server server;
    final Launcher launcher;

    Stage(Options options, Server server, Launcher launcher) {
        this.options = options;
        this.server = server;
        this.launcher = launcher;
    }

    /** The levels that this runner runs at. */
    List<Integer> levels(Runner runner) {
        return runner.levels().isEmpty()
                ? options.levels()
                : runner.levels().stream().filter(options.levels()::contains).toList();
    }

    /** @return milliseconds until it was ready, seeding included */
    double open(RunnerClient client, Runner runner, Database database, int inFlight, boolean seed)
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
     * @param database its name
     * @param storedBefore deployments in the store before, or -1 when nobody knows and nothing is compared
     */
    Level measure(
            List<RunnerClient> clients,
            Runner runner,
            String database,
            int inFlight,
            long firstVolunteer,
            double openMillis,
            long storedBefore)
            throws InterruptedException {
        int missions = runner.missions() == 0 ? options.missions() : runner.missions();
        long bytesBefore = server.sizeBytes(database);
        Duration cpuBefore = server.cpu();
        int warmupMillis = options.warmupMillis() * (clients.size() == 1 ? 1 : TWO_NODES_WARMUP);
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
                    warmupMillis,
                    "windowMillis",
                    options.windowMillis(),
                    "missions",
                    missions,
                    "firstVolunteer",
                    firstVolunteer + i * VOLUNTEERS_APART);
            Duration patience = PATIENCE.plusMillis(warmupMillis + options.windowMillis());
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
        long grown = server.sizeBytes(database) - bytesBefore;
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

    static CompletableFuture<JsonNode> ask(RunnerClient client, Map<String, ?> request, Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.ask(request, patience);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunnerFailedException("interrupted");
            }
        });
    }

    static JsonNode join(CompletableFuture<JsonNode> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RunnerFailedException failed ? failed : e;
        }
    }

    static void say(String text) {
        System.out.println(text);
    }
}
