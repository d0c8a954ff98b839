package org.muster.benchmark.engine;

import static org.muster.benchmark.Table.count;
import static org.muster.benchmark.Table.millis;
import static org.muster.benchmark.Table.ratio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.benchmark.Table;
import org.muster.benchmark.engine.Results.Grown;
import org.muster.benchmark.engine.Results.Level;
import org.muster.benchmark.engine.Results.Race;
import org.muster.benchmark.engine.Results.Row;
import org.muster.benchmark.engine.Runner.Claim;
import org.muster.benchmark.engine.Runner.Kind;
import org.muster.benchmark.kit.Measurement;

/** The engine's tables. Pure: text from figures; a table without rows is left out. */
final class EngineTables {

    private final List<Row> rows;
    private final List<Grown> growth;

    private EngineTables(Results results) {
        this.rows = results.rows();
        this.growth = results.growth();
    }

    static List<Table> of(Results results) {
        EngineTables tables = new EngineTables(results);
        return Stream.of(
                        tables.figures(),
                        tables.ratios(),
                        tables.rules(),
                        tables.growth(),
                        tables.twoNodes(),
                        tables.costs())
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private Table figures() {
        TreeSet<Integer> levels = new TreeSet<>();
        rows.forEach(row -> row.levels().forEach(level -> levels.add(level.inFlight())));
        Table table = new Table(
                "Engine: DeployVolunteer by ours and the peers",
                "Events per second, p50/p99 ms, by operations in flight (two nodes: that many on each). Conflicts are retried inside"
                        + " the latency. Closed loop, in the runner's process. Not run: sliceworkz, whose artifacts are in none of the"
                        + " registries that this build uses.",
                columns("", levels, level -> level + " in flight"));
        for (Row row : rows) {
            table.row(columns(
                    row.runner().label(),
                    levels,
                    inFlight -> row.levels().stream()
                            .filter(level -> level.inFlight() == inFlight)
                            .map(level -> level.problem().isEmpty() ? figures(level.measurement()) : "failed")
                            .findFirst()
                            .orElse("")));
        }
        return table;
    }

    private static <T> Object[] columns(String first, Iterable<T> others, Function<T, String> text) {
        List<Object> columns = new ArrayList<>(List.of(first));
        others.forEach(other -> columns.add(text.apply(other)));
        return columns.toArray();
    }

    private static String figures(Measurement measured) {
        String failures = measured.failed() + measured.unanswered() == 0
                ? ""
                : " (%d failed, %d unanswered)".formatted(measured.failed(), measured.unanswered());
        return "%s, %s/%s%s"
                .formatted(
                        count(measured.eventsPerSecond()),
                        millis(measured.p50Millis()),
                        millis(measured.p99Millis()),
                        failures);
    }

    private Table ratios() {
        List<Row> ours = best(true);
        Table table = new Table(
                "Engine: ratios, each at its best level",
                "",
                columns("ours ÷", ours, row -> row.runner().label()));
        for (Row other : ours.isEmpty() ? ours : best(false)) {
            Level level = other.best().orElseThrow();
            String label =
                    "%s (%s at %d)".formatted(other.runner().label(), count(level.eventsPerSecond()), level.inFlight());
            table.row(columns(
                    label, ours, row -> ratio(row.best().orElseThrow().eventsPerSecond(), level.eventsPerSecond())));
        }
        return table;
    }

    private List<Row> best(boolean ours) {
        return rows.stream()
                .filter(row ->
                        (row.runner().kind() == Kind.OURS) == ours && row.best().isPresent())
                .toList();
    }

    private Table rules() {
        Table table = new Table(
                "Engine: did the rules hold",
                "The race: 2,000 commands, 64 in flight, 40 missions of 20 posts, each volunteer sent to two missions at once;"
                        + " counted in the tables. Two nodes: both send all of it. Lost: acknowledged under load, not found"
                        + " afterwards.",
                "",
                "runner",
                "over their ceiling (X2)",
                "deployed twice (X1)",
                "accepted / stored",
                "failed",
                "lost",
                "notes");
        for (Row row : rows) {
            Race race = row.race();
            Runner runner = row.runner();
            table.row(
                    runner.label(),
                    "`" + runner.id() + "`",
                    race == null ? "–" : broken(race.exceededCeilings(), runner.claim() == Claim.ALSO_CEILING),
                    race == null ? "–" : broken(race.deployedTwice(), true),
                    race == null ? "–" : race.accepted() + " / " + race.stored(),
                    race == null ? "–" : race.failed(),
                    broken(row.levels().stream().mapToLong(Level::lost).max().orElse(0), true),
                    runner.note() + row.failures());
        }
        return table;
    }

    private static String broken(long count, boolean claimed) {
        return !claimed ? "not claimed (" + count + ")" : count == 0 ? "0" : "**" + count + "**";
    }

    private Table growth() {
        Table table = new Table(
                "Engine: a large store beside a small one",
                "First decision: from the start of a process, PostgreSQL started just before. Bytes per event after a vacuum,"
                        + " indexes included. Ratios are large ÷ small.",
                "events before",
                "stored/s",
                "bytes per event",
                "first decision ms",
                "in flight",
                "commands/s, p50/p99 ms",
                "commands/s ratio",
                "p99 ratio");
        for (Grown grown : growth) {
            for (Level level : grown.row().levels()) {
                Measurement measured = level.measurement();
                Measurement small = growth.getFirst()
                        .row()
                        .at(level.inFlight())
                        .map(Level::measurement)
                        .orElse(measured);
                table.row(
                        count(grown.events()),
                        count(grown.events() / Math.max(0.001, grown.fillSeconds())),
                        count(grown.bytesPerEvent()),
                        count(level.firstDecisionMillis()),
                        level.inFlight(),
                        figures(measured),
                        ratio(measured.eventsPerSecond(), small.eventsPerSecond()),
                        ratio(measured.p99Millis(), small.p99Millis()));
            }
        }
        return table;
    }

    private Table twoNodes() {
        Table table = new Table(
                "Engine: two nodes on one database",
                "Beside one node with as many, and with twice as many in flight.",
                "in flight on each",
                "together: commands/s, p50/p99 ms of the slower",
                "the slower node alone",
                "together ÷ one node",
                "÷ one with twice as many");
        String id = Runner.FIRST.id();
        rows(id + EngineBenchmark.TWO_NODES)
                .flatMap(row -> row.levels().stream())
                .forEach(level -> {
                    if (level.problem().isEmpty()) {
                        table.row(
                                level.inFlight(),
                                figures(level.measurement()),
                                count(level.windows().stream()
                                        .mapToDouble(Measurement::eventsPerSecond)
                                        .min()
                                        .orElse(0)),
                                against(id, level.inFlight(), level),
                                against(id, 2 * level.inFlight(), level));
                    }
                });
        return table;
    }

    private String against(String id, int inFlight, Level together) {
        return rows(id).flatMap(row -> row.at(inFlight).stream())
                .map(level -> ratio(together.eventsPerSecond(), level.eventsPerSecond()))
                .findFirst()
                .orElse("–");
    }

    private Stream<Row> rows(String id) {
        return rows.stream().filter(row -> row.runner().id().equals(id));
    }

    private Table costs() {
        Table table = new Table(
                "Engine: the cost of an event",
                "At the best level.",
                "",
                "in flight",
                "runner CPU µs",
                "PostgreSQL CPU µs",
                "bytes stored",
                "retries per command",
                "events acknowledged",
                "ready after ms");
        rows.forEach(row -> row.best().ifPresent(level -> {
            Measurement measured = level.measurement();
            table.row(
                    row.runner().label(),
                    level.inFlight(),
                    count(measured.processCpuMicrosPerEvent()),
                    count(level.postgresCpuMicros()),
                    level.bytesPerEvent(),
                    "%.2f".formatted((double) measured.retries() / Math.max(1, measured.accepted())),
                    count(measured.acknowledgedEvents()),
                    count(level.readyMillis()));
        }));
        return table;
    }
}
