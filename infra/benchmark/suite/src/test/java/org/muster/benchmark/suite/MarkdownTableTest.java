package org.muster.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.benchmark.kit.ColdRead;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.Race;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.benchmark.suite.Runner.Kind;
import org.muster.benchmark.suite.Runner.Launch;
import org.muster.benchmark.suite.Runner.Rule;

class MarkdownTableTest {

    private static final Launch LAUNCH = new Launch.Java("none", "None");

    @Test
    void compares_each_at_its_best_level() {
        String table = MarkdownTable.of(results(
                row("ours", Kind.OURS, level(1, 1_000, 0), level(64, 12_000, 0)),
                row("peer", Kind.PEER, level(1, 600, 0), level(64, 300, 0))));
        assertThat(table)
                .contains("| peer (600 at 1) | 20.00× |")
                .contains("| ours | 1,000, 2.00/9.00 | 12,000, 2.00/9.00 |");
    }

    @Test
    void shows_in_bold_what_was_lost_and_which_claimed_rule_was_broken() {
        Race.Result broken = new Race.Result(2000, 900, 900, 5, 3, 1, "");
        Row row = new Row(
                runner("liar", Kind.PEER), List.of(level(1, 600, 7)), broken, new ColdRead.Result(10, 5, 1, 2), "");
        assertThat(MarkdownTable.of(results(row))).contains("| liar | **5** | **3** | 900 / 900 | 1 | **7** |");
    }

    @Test
    void says_what_did_not_run_and_why() {
        Row skipped = new Row(runner("absent", Kind.PEER), List.of(), null, null, "node is not installed");
        Row failed = new Row(runner("broken", Kind.PEER), List.of(Level.failed(64, "ended")), null, null, "");
        assertThat(MarkdownTable.of(results(skipped, failed)))
                .contains("not run: node is not installed")
                .contains("at 64 in flight: ended")
                .contains("**another** is not run: cannot be had.");
    }

    private static Results results(Row... rows) {
        return new Results(
                "2026-11-23T21:00:00Z",
                "abc",
                new Machine("cpu", 2, 1000, "Linux", "25", 150),
                0.1,
                "18.6",
                Map.of("fsync", "on"),
                Map.of("window", "8 s"),
                List.of(rows),
                List.of(),
                List.of(),
                List.of(),
                Map.of("another", "cannot be had"));
    }

    private static Row row(String id, Kind kind, Level... levels) {
        return new Row(runner(id, kind), List.of(levels), null, null, "");
    }

    private static Runner runner(String id, Kind kind) {
        return Runner.of(id, id, LAUNCH, id, kind, Set.of(Rule.CEILING, Rule.ONE_ASSIGNMENT), "a note");
    }

    private static Level level(int inFlight, double rate, long lost) {
        Measurement measured =
                new Measurement(inFlight, rate, rate, 2, 9, 10, (long) rate, 0, 0, 0, (long) rate, 50, 1, 0, "");
        return new Level(inFlight, measured, List.of(measured), (long) rate, lost, 10, 500, 30, 100, "");
    }
}
