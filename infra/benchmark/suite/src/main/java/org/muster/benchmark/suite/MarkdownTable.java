package org.muster.benchmark.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.benchmark.suite.Runner.Kind;
import org.muster.benchmark.suite.Runner.Rule;

/** The results for people. Pure: text from data. */
final class MarkdownTable {

    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private MarkdownTable(Results results) {
        this.results = results;
    }

    static String of(Results results) {
        MarkdownTable table = new MarkdownTable(results);
        table.head();
        if (!results.rows().isEmpty()) {
            table.figures();
            table.ratios();
            table.correctness();
            table.coldReads();
        }
        table.out.append(EngineTables.of(results));
        if (!results.rows().isEmpty()) {
            table.costs();
        }
        table.notes();
        return table.out.toString();
    }

    private void head() {
        Machine machine = results.machine();
        line("# DeployVolunteer: ours and the peers, " + results.startedAt());
        line("");
        line(
                "Read the mission's phase and ceiling and the volunteer's assignment, decide, store one event of about 400 bytes"
                        + " durably; a new volunteer each time; conflicts are retried inside the latency. Closed loop. Each level on a"
                        + " fresh database and in a fresh process, one after the other.");
        line("");
        line("- Machine: %s, %d cores shared with PostgreSQL, %,d MB, %s, %s"
                .formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMegabytes(),
                        machine.system(),
                        machine.java()));
        line("- Forcing 8 KB to disk takes %d µs (median); load before the run %.2f"
                .formatted(machine.syncMicros(), results.otherLoad()));
        line("- PostgreSQL " + results.postgresVersion() + ": " + joined(results.postgresSettings()));
        line("- Run: " + joined(results.runSettings())
                + (results.commit().isEmpty() ? "" : "; commit " + results.commit()));
        line("");
    }

    private static String joined(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    private void figures() {
        Set<Integer> levels = new TreeSet<>();
        results.rows().forEach(row -> row.levels().forEach(level -> levels.add(level.inFlight())));
        line("Events per second, p50/p99 ms, by operations in flight (two nodes: that many on each).");
        line("");
        line("| | " + levels.stream().map(String::valueOf).collect(Collectors.joining(" | ")) + " |");
        line("|---" + "|---".repeat(levels.size()) + "|");
        for (Row row : results.rows()) {
            List<String> cells = new ArrayList<>();
            for (int inFlight : levels) {
                cells.add(row.levels().stream()
                        .filter(level -> level.inFlight() == inFlight)
                        .map(MarkdownTable::cell)
                        .findFirst()
                        .orElse(row.skipped().isEmpty() ? "" : "–"));
            }
            line("| " + row.runner().label() + " | " + String.join(" | ", cells) + " |");
        }
        line("");
    }

    private static String cell(Level level) {
        if (!level.problem().isEmpty()) {
            return "failed";
        }
        Measurement measured = level.measurement();
        String failures = measured.failed() + measured.unanswered() == 0
                ? ""
                : " (%d failed, %d unanswered)".formatted(measured.failed(), measured.unanswered());
        return "%,.0f, %s/%s%s"
                .formatted(
                        measured.eventsPerSecond(),
                        EngineTables.millis(measured.p50Millis()),
                        EngineTables.millis(measured.p99Millis()),
                        failures);
    }

    private void ratios() {
        List<Row> ours = results.rows().stream()
                .filter(row -> row.runner().kind() == Kind.OURS && row.best().isPresent())
                .toList();
        List<Row> others = results.rows().stream()
                .filter(row -> row.runner().kind() != Kind.OURS && row.best().isPresent())
                .toList();
        if (ours.isEmpty() || others.isEmpty()) {
            return;
        }
        line("## Ratios, each at its best level");
        line("");
        line("| ours ÷ | " + ours.stream().map(row -> row.runner().label()).collect(Collectors.joining(" | ")) + " |");
        line("|---" + "|---".repeat(ours.size()) + "|");
        for (Row other : others) {
            Level best = other.best().orElseThrow();
            line("| %s (%,.0f at %d) | %s |"
                    .formatted(
                            other.runner().label(),
                            best.measurement().eventsPerSecond(),
                            best.inFlight(),
                            ours.stream().map(row -> ratio(row, best)).collect(Collectors.joining(" | "))));
        }
        line("");
    }

    private static String ratio(Row ours, Level other) {
        if (other.measurement().eventsPerSecond() == 0) {
            return "–";
        }
        double rate = ours.best().orElseThrow().measurement().eventsPerSecond();
        return "%.2f×".formatted(rate / other.measurement().eventsPerSecond());
    }

    private void correctness() {
        line("## Did the rules hold");
        line("");
        line(
                "The race: 2,000 commands, 64 in flight, 40 missions of 20 posts, each volunteer sent to two missions at once;"
                        + " counted in the tables. Two nodes: both send all of it. Lost: acknowledged under load, but not found afterwards.");
        line("");
        line(
                "| | missions over their ceiling (X2) | volunteers deployed twice (X1) | accepted / stored | failed | lost under load |");
        line("|---|---|---|---|---|---|");
        for (Row row : results.rows()) {
            if (row.levels().isEmpty()) {
                continue;
            }
            long lost = row.levels().stream().mapToLong(Level::lost).max().orElse(0);
            String race = row.race() == null
                    ? "not claimed | not claimed | | "
                    : "%s | %s | %d / %d | %d"
                            .formatted(
                                    claimed(row, Rule.CEILING, row.race().exceededCeilings()),
                                    claimed(row, Rule.ONE_ASSIGNMENT, row.race().deployedTwice()),
                                    row.race().accepted(),
                                    row.race().stored(),
                                    row.race().failed());
            line("| " + row.runner().label() + " | " + race + " | " + (lost == 0 ? "0" : "**" + lost + "**") + " |");
        }
        line("");
    }

    private static String claimed(Row row, Rule rule, long broken) {
        if (!row.runner().rules().contains(rule)) {
            return "not claimed (" + broken + ")";
        }
        return broken == 0 ? "0" : "**" + broken + "**";
    }

    private void coldReads() {
        List<Row> cold =
                results.rows().stream().filter(row -> row.coldRead() != null).toList();
        if (cold.isEmpty()) {
            return;
        }
        line("## First command on a mission with a long history, nothing of it in memory");
        line("");
        line("| | history | median ms | slowest ms |");
        line("|---|---|---|---|");
        for (Row row : cold) {
            line("| %s | %,d events | %s | %s |"
                    .formatted(
                            row.runner().label(),
                            row.coldRead().events(),
                            EngineTables.millis(row.coldRead().medianMillis()),
                            EngineTables.millis(row.coldRead().maxMillis())));
        }
        line("");
    }

    private void costs() {
        line("## What an event costs, at the best level");
        line("");
        line(
                "| | in flight | runner CPU µs | PostgreSQL CPU µs | bytes stored | collections ms/s | retries per command |"
                        + " history per mission at the end | ready after ms |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (Row row : results.rows()) {
            row.best().ifPresent(best -> {
                Measurement measured = best.measurement();
                double events = Math.max(1, measured.eventsPerSecond() / Math.max(1, measured.operationsPerSecond()));
                double seconds = measured.accepted() / Math.max(1, measured.operationsPerSecond());
                line("| %s | %d | %.0f | %.0f | %d | %.0f | %.2f | %,d | %.0f |"
                        .formatted(
                                row.runner().label(),
                                best.inFlight(),
                                measured.processCpuMicrosPerOperation() / events,
                                best.postgresCpuMicrosPerOperation(),
                                best.bytesPerEvent(),
                                seconds == 0 ? 0 : measured.garbageCollectionMillis() / seconds,
                                measured.accepted() == 0 ? 0 : (double) measured.retries() / measured.accepted(),
                                best.historyPerMission(),
                                best.openMillis()));
            });
        }
        line("");
    }

    private void notes() {
        line("## Notes");
        line("");
        for (Row row : results.rows()) {
            line("- **" + row.runner().label() + "** (`" + row.runner().id() + "`): "
                    + row.runner().note());
            row.levels().stream()
                    .filter(level -> !level.problem().isEmpty())
                    .forEach(level -> line("  - at " + level.inFlight() + " in flight: " + level.problem()));
            row.levels().stream()
                    .filter(level -> level.problem().isEmpty()
                            && !level.measurement().firstFailure().isEmpty())
                    .forEach(level -> line("  - at " + level.inFlight() + " in flight, first failure: "
                            + level.measurement().firstFailure()));
            if (row.race() != null && !row.race().firstFailure().isEmpty()) {
                line("  - in the race, first failure: " + row.race().firstFailure());
            }
            if (!row.skipped().isEmpty()) {
                line("  - not run: " + row.skipped());
            }
        }
        results.notRun().forEach((what, why) -> line("- **" + what + "** is not run: " + why + "."));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
