package org.muster.benchmark.engine;

import static org.muster.benchmark.Benchmark.say;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.muster.benchmark.Benchmark;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.Options;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.RunnerProcesses;
import org.muster.benchmark.RunnerProcesses.FailedException;
import org.muster.benchmark.Table;
import org.muster.benchmark.engine.Results.Grown;
import org.muster.benchmark.engine.Results.Level;
import org.muster.benchmark.engine.Results.Race;
import org.muster.benchmark.engine.Results.Row;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.RunnerProcess.Request;
import org.muster.benchmark.kit.RunnerProcess.Result;
import org.muster.benchmark.kit.RunnerProcess.Task;
import org.muster.benchmark.kit.Target;
import org.muster.embedded.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/** DeployVolunteer by ours and by the peers. A runner that fails costs its own figures only. */
public final class EngineBenchmark implements Benchmark.Section {

    /** Of the row of two nodes: what is added to the id of one. */
    static final String TWO_NODES = "-two-nodes";

    private static final String DATABASE = "bench";
    private static final int RACE_IN_FLIGHT = 64;

    /** Two processes compile at each other's expense: theirs is over in the 30th second where that of one is in the 11th. */
    private static final int TWO_NODES_WARMUP = 3;

    private static final long TWO_NODES_START_MILLIS = 8_000;
    private static final long SMALL_EVENTS = 100_000;

    /** Numbers of volunteers that two processes on one database never share. */
    private static final long VOLUNTEERS_APART = 20_000_000;

    /** Opening, seeding, draining. */
    private static final Duration BESIDES = Duration.ofMinutes(5);

    private final Options options;
    private final PostgresServer postgres;
    private final Launcher launcher;
    private final RunnerProcesses processes;
    private final String heap;
    private long nextVolunteer;

    /** Uses the options of the engine. */
    public EngineBenchmark(Options options, PostgresServer postgres, Launcher launcher) {
        this.options = options;
        this.postgres = postgres;
        this.launcher = launcher;
        this.processes = new RunnerProcesses(launcher);
        this.heap = options.heap.isEmpty() ? "3g" : options.heap;
    }

    /** Ids and labels of the rows, for the help. */
    public static String runners() {
        return Runner.ALL.stream()
                .map(runner -> "  %-20s %s".formatted(runner.id(), runner.label()))
                .collect(Collectors.joining("\n", "Runners for --only:\n", ""));
    }

    @Override
    public Object run(List<Table> tables) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Runner runner : Runner.ALL) {
            if (options.only.isEmpty() || options.only.contains(runner.id())) {
                rows.add(row(runner, 1));
            }
        }
        if (options.twoNodes) {
            rows.add(row(Runner.FIRST.variant(TWO_NODES, ", two active nodes together"), 2));
        }
        List<Grown> growth = options.growthEvents > 0 ? grow(options.growthEvents) : List.of();
        growth.forEach(grown -> rows.add(grown.row()));
        Results results = new Results(rows, growth);
        tables.addAll(EngineTables.of(results));
        return results;
    }

    /** Every level and the race. */
    private Row row(Runner runner, int nodes) throws IOException, InterruptedException {
        String obstacle = runner.onNode() ? launcher.install(runner.module()) : "";
        if (!obstacle.isEmpty()) {
            return new Row(runner, List.of(), null, obstacle);
        }
        List<Level> levels = new ArrayList<>();
        for (int inFlight : runner.levels(options.levels)) {
            List<Level> windows = new ArrayList<>();
            try {
                for (int window = 0; window < options.repeat; window++) {
                    Database database = postgres.freshDatabase(DATABASE);
                    windows.add(measure(runner, database, DATABASE, inFlight, nodes, true));
                }
                levels.add(Level.median(windows));
            } catch (FailedException e) {
                say("%s at %d: %s", runner.id(), inFlight, e.getMessage());
                levels.add(Level.failed(inFlight, e.getMessage()));
            }
        }
        Race race = runner.claim() == Runner.Claim.NOTHING ? null : race(runner, nodes);
        postgres.drop(DATABASE);
        return new Row(runner, levels, race, "");
    }

    /** Measures on all nodes at once; a fresh store is counted afterwards. */
    private Level measure(Runner runner, Database database, String name, int inFlight, int nodes, boolean fresh)
            throws IOException, InterruptedException {
        if (nodes > 1) {
            run(runner, List.of(request(Task.FILL, runner, database, inFlight, true, 0)), BESIDES);
        }
        long bytesBefore = postgres.sizeBytes(name);
        Duration cpuBefore = postgres.cpu();
        long warmupMillis = options.warmupMillis() * (nodes > 1 ? TWO_NODES_WARMUP : 1);
        long startAtMillis = nodes > 1 ? System.currentTimeMillis() + TWO_NODES_START_MILLIS : 0;
        List<Request> requests = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            nextVolunteer += VOLUNTEERS_APART;
            requests.add(new Request(
                    Task.MEASURE,
                    runner.subject(),
                    new Target(database.jdbcUrl(), database.username(), database.password()),
                    fresh && nodes == 1,
                    !fresh,
                    runner.missions(options.missions),
                    inFlight,
                    options.issuers,
                    warmupMillis,
                    options.windowMillis(),
                    fresh ? node * VOLUNTEERS_APART : nextVolunteer,
                    0,
                    startAtMillis));
        }
        List<Result> results = run(runner, requests, BESIDES.plusMillis(warmupMillis + options.windowMillis()));
        Duration cpu = postgres.cpu().minus(cpuBefore);
        List<Measurement> windows = results.stream().map(Result::measurement).toList();
        Measurement together = Results.together(windows);
        long acknowledged = Math.max(1, together.acknowledgedEvents());
        long stored = fresh
                ? Census.of(runner, JdbcClient.create(database.dataSource())).stored()
                : acknowledged;
        say(
                "%s at %d: %,.0f/s, p50 %.2f ms, p99 %.2f ms, %d failed %s",
                runner.id(),
                inFlight,
                together.eventsPerSecond(),
                together.p50Millis(),
                together.p99Millis(),
                together.failed(),
                together.firstFailure());
        return new Level(
                inFlight,
                together,
                windows,
                Math.max(0, together.acknowledgedEvents() - stored),
                (postgres.sizeBytes(name) - bytesBefore) / acknowledged,
                cpu.toNanos() / 1000.0 / acknowledged,
                results.getFirst().readyMillis(),
                results.getFirst().firstDecisionMillis(),
                "");
    }

    /** Null when it failed. */
    private Race race(Runner runner, int nodes) throws IOException, InterruptedException {
        try {
            Database database = postgres.freshDatabase(DATABASE);
            if (nodes > 1) {
                run(runner, List.of(request(Task.FILL, runner, database, RACE_IN_FLIGHT, true, 0)), BESIDES);
            }
            // The same commands on both nodes, so each volunteer is sent four times.
            Request request = request(Task.RACE, runner, database, RACE_IN_FLIGHT, nodes == 1, 0);
            List<Result> results = run(runner, nodes == 1 ? List.of(request) : List.of(request, request), BESIDES);
            Measurement together =
                    Results.together(results.stream().map(Result::measurement).toList());
            Race race = Census.race(runner, JdbcClient.create(database.dataSource()), together);
            say("%s: %s", runner.id(), race);
            return race;
        } catch (FailedException e) {
            say("%s in the race: %s", runner.id(), e.getMessage());
            return null;
        }
    }

    /** Ours on a small store and on a large one: the first decision after a start of both servers, and each level. */
    private List<Grown> grow(long events) throws IOException, InterruptedException {
        List<Grown> stores = new ArrayList<>();
        for (long count : List.of(SMALL_EVENTS, events)) {
            Runner runner = Runner.FIRST.variant("-" + count, ", %,d events before".formatted(count));
            Database database = postgres.freshDatabase(DATABASE);
            try {
                Request fill = request(Task.FILL, runner, database, RACE_IN_FLIGHT, true, count);
                Result filled = run(runner, List.of(fill), BESIDES.plusSeconds(count / 1_000))
                        .getFirst();
                // As autovacuum would have done by the time that so much is stored.
                JdbcClient.create(database.dataSource()).sql("VACUUM ANALYZE").update();
                long bytesPerEvent = postgres.sizeBytes(DATABASE) / count;
                postgres.restart();
                List<Level> levels = new ArrayList<>();
                for (int inFlight : runner.levels(options.levels)) {
                    levels.add(measure(runner, database, DATABASE, inFlight, 1, false));
                }
                stores.add(new Grown(count, bytesPerEvent, filled.fillSeconds(), new Row(runner, levels, null, "")));
            } catch (FailedException e) {
                say("%s: %s", runner.id(), e.getMessage());
            }
        }
        return stores;
    }

    private List<Result> run(Runner runner, List<Request> requests, Duration timeMax)
            throws IOException, InterruptedException {
        List<String> command = runner.onNode()
                ? launcher.node(runner.module())
                : launcher.java(runner.module(), runner.mainClass(), heap);
        return processes.run(command, runner.id(), requests, timeMax);
    }

    private Request request(Task task, Runner runner, Database database, int inFlight, boolean seed, long events) {
        return new Request(
                task,
                runner.subject(),
                new Target(database.jdbcUrl(), database.username(), database.password()),
                seed,
                false,
                runner.missions(options.missions),
                inFlight,
                options.issuers,
                0,
                0,
                0,
                events,
                task == Task.RACE && !seed ? System.currentTimeMillis() + TWO_NODES_START_MILLIS : 0);
    }
}
