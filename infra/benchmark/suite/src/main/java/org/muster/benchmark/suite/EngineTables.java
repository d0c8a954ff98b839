package org.muster.benchmark.suite;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.benchmark.kit.FirstSeconds;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.suite.GrownStore.Filled;
import org.muster.benchmark.suite.HotCurve.Point;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;

/** What only ours is asked: history, growth, starts, readers, two nodes. Pure: text from data. */
final class EngineTables {

    private final Results results;
    private final StringBuilder out = new StringBuilder();

    private EngineTables(Results results) {
        this.results = results;
    }

    /** @return nothing of what was not measured */
    static String of(Results results) {
        EngineTables tables = new EngineTables(results);
        tables.hotCurve();
        tables.growth();
        tables.starts();
        tables.readers();
        tables.twoNodes();
        return tables.out.toString();
    }

    private void hotCurve() {
        if (results.hotCurve().isEmpty()) {
            return;
        }
        line("## Commands on one mission, by how many deployments it has already");
        line("");
        line(
                "The state is in memory; one process, one database. When the load has doubled a mission's history, the next mission"
                        + " takes all of it. The points are measured in this order: one that comes again shows what order and chance do.");
        line("");
        List<Integer> levels = results.hotCurve().stream()
                .map(Point::inFlight)
                .distinct()
                .sorted()
                .toList();
        line("| deployments | "
                + levels.stream()
                        .map(level -> level + " in flight: commands/s, p50/p99 ms")
                        .collect(Collectors.joining(" | "))
                + " |");
        line("|---|" + "---|".repeat(levels.size()));
        int points = results.hotCurve().size() / levels.size();
        for (int number = 0; number < points; number++) {
            StringBuilder cells = new StringBuilder();
            for (int level : levels) {
                List<Point> ofLevel = results.hotCurve().stream()
                        .filter(point -> point.inFlight() == level)
                        .toList();
                cells.append(
                                number < ofLevel.size()
                                        ? figures(ofLevel.get(number).measurement())
                                        : "")
                        .append(" | ");
            }
            line("| %,d | %s"
                    .formatted(
                            results.hotCurve().get(number).history(),
                            cells.toString().strip()));
        }
        line("");
    }

    private void growth() {
        if (results.growth().size() != 2) {
            return;
        }
        Filled small = results.growth().getFirst();
        Filled large = results.growth().getLast();
        line("## A large store beside a small one, both warm");
        line("");
        line(
                "| in flight | %,d events: commands/s, p50/p99 ms | %,d events | commands/s, large ÷ small | p99, large ÷ small |"
                        .formatted(small.events(), large.events()));
        line("|---|---|---|---|---|");
        for (Level level : small.row().levels()) {
            large.row()
                    .at(level.inFlight())
                    .ifPresent(other -> line("| %d | %s | %s | %s | %s |"
                            .formatted(
                                    level.inFlight(),
                                    figures(level.measurement()),
                                    figures(other.measurement()),
                                    ratio(
                                            other.measurement().eventsPerSecond(),
                                            level.measurement().eventsPerSecond()),
                                    ratio(
                                            other.measurement().p99Millis(),
                                            level.measurement().p99Millis()))));
        }
        line("");
        line(
                "Bytes per event, indexes included, after a vacuum: %,d in the small store, %,d in the large; stored at %,.0f events/s."
                        .formatted(small.bytesPerEvent(), large.bytesPerEvent(), large.events() / large.fillSeconds()));
        line("");
    }

    private void starts() {
        if (results.growth().isEmpty()) {
            return;
        }
        line("## From a start to the first decision, and the seconds after it");
        line("");
        line(
                "PostgreSQL was started anew just before; what the operating system has read stays read. From the first second on"
                        + " commands go to all %s missions, %d in flight: commands/s, p99 ms of those answered in that second."
                                .formatted(
                                        results.runSettings().get("missions"),
                                        results.growth().getFirst().start().inFlight()));
        line("");
        List<FirstSeconds.Second> seconds = results.growth().getFirst().start().seconds();
        line("| events stored | first decision after the process's start | of that, after the engine's | "
                + seconds.stream().map(second -> second.second() + " s").collect(Collectors.joining(" | ")) + " |");
        line("|---|---|---|" + "---|".repeat(seconds.size()));
        for (Filled filled : results.growth()) {
            line("| %,d | %,.0f ms | %,.0f ms | %s |"
                    .formatted(
                            filled.events(),
                            filled.start().processMillis(),
                            filled.start().engineMillis(),
                            filled.start().seconds().stream()
                                    .map(second -> "%,d, %s".formatted(second.accepted(), millis(second.p99Millis())))
                                    .collect(Collectors.joining(" | "))));
        }
        line("");
    }

    private void readers() {
        if (results.readerDelays().isEmpty()) {
            return;
        }
        line("## From an append's acknowledgement until a reader has the event");
        line("");
        line("Events appended one by one at a fixed rate; 0 where the reader was first.");
        line("");
        line("| reader | events/s | events | p50 ms | p99 ms | slowest ms |");
        line("|---|---|---|---|---|---|");
        for (ReaderDelay.Delay delay : results.readerDelays()) {
            line("| %s | %,d | %,d | %s | %s | %s |"
                    .formatted(
                            delay.reader(),
                            delay.perSecond(),
                            delay.events(),
                            millis(delay.p50Millis()),
                            millis(delay.p99Millis()),
                            millis(delay.maxMillis())));
        }
        line("");
    }

    private void twoNodes() {
        String id = Runners.GROWS.id();
        Optional<Row> two = results.row(id + Benchmark.TWO_NODES);
        Optional<Row> one = results.row(id);
        if (two.isEmpty()) {
            return;
        }
        line("## Two nodes on one database");
        line("");
        line(
                "| in flight on each | together: commands/s, p50/p99 ms of the slower | the slower node alone | p99 of each |"
                        + " together ÷ one node at that many in flight | ÷ one node at twice as many |");
        line("|---|---|---|---|---|---|");
        for (Level level : two.get().levels()) {
            if (!level.problem().isEmpty()) {
                continue;
            }
            double together = level.measurement().eventsPerSecond();
            double slower = level.windows().stream()
                    .mapToDouble(Measurement::eventsPerSecond)
                    .min()
                    .orElse(0);
            line("| %d | %s | %,.0f (%.0f %% of both) | %s | %s | %s |"
                    .formatted(
                            level.inFlight(),
                            figures(level.measurement()),
                            slower,
                            together == 0 ? 0 : 100 * slower / together,
                            level.windows().stream()
                                    .map(window -> millis(window.p99Millis()))
                                    .collect(Collectors.joining(", ")),
                            against(one, level.inFlight(), together),
                            against(one, 2 * level.inFlight(), together)));
        }
        line("");
    }

    private static String against(Optional<Row> one, int inFlight, double together) {
        return one.flatMap(row -> row.at(inFlight))
                .map(level -> ratio(together, level.measurement().eventsPerSecond()))
                .orElse("–");
    }

    private static String figures(Measurement measured) {
        String failed = measured.failed() == 0 ? "" : " (%d failed)".formatted(measured.failed());
        return "%,.0f, %s/%s%s"
                .formatted(
                        measured.eventsPerSecond(), millis(measured.p50Millis()), millis(measured.p99Millis()), failed);
    }

    private static String ratio(double value, double to) {
        return to == 0 ? "–" : "%.2f×".formatted(value / to);
    }

    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
