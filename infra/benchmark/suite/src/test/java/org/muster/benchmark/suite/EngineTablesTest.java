package org.muster.benchmark.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.benchmark.kit.FirstSeconds;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.suite.GrownStore.Filled;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;

class EngineTablesTest {

    private static final Runner OURS = Runners.GROWS;

    @Test
    void says_what_two_nodes_do_beside_one_and_what_the_slower_gets() {
        Row one = row(OURS, level(64, measured(64, 10_000)), level(128, measured(128, 16_000)));
        Level both = new Level(
                64,
                Measurements.together(List.of(measured(64, 6_000), measured(64, 2_000))),
                List.of(measured(64, 6_000), measured(64, 2_000)),
                0,
                0,
                0,
                0,
                0,
                0,
                "");
        Row two = row(OURS.variant(Benchmark.TWO_NODES, ""), both);
        assertThat(EngineTables.of(results(List.of(one, two), List.of(), List.of(), List.of())))
                .contains("| 64 | 8,000, 2.00/9.00 | 2,000 (25 % of both) | 9.00, 9.00 | 0.80× | 0.50× |");
    }

    @Test
    void compares_a_large_store_with_a_small_one_at_the_same_level() {
        String tables = EngineTables.of(results(
                List.of(),
                List.of(),
                List.of(),
                List.of(filled(100_000, 10_000, 1300), filled(10_000_000, 9_500, 1340))));
        assertThat(tables)
                .contains("| 64 | 10,000, 2.00/9.00 | 9,500, 2.00/9.00 | 0.95× | 1.00× |")
                .contains("1,300 in the small store, 1,340 in the large; stored at 1,000,000 events/s")
                .contains("| 10,000,000 | 1,800 ms | 700 ms | 500, 80.0 |");
    }

    @Test
    void shows_each_point_of_the_curve_also_the_one_that_was_measured_twice() {
        List<HotCurve.Point> curve = List.of(
                new HotCurve.Point(100, 1, measured(1, 1_000)),
                new HotCurve.Point(20_000, 1, measured(1, 1_001)),
                new HotCurve.Point(100, 1, measured(1, 1_002)));
        assertThat(EngineTables.of(results(List.of(), curve, List.of(), List.of())))
                .contains("| 100 | 1,000, 2.00/9.00 |", "| 20,000 | 1,001, 2.00/9.00 |", "| 100 | 1,002, 2.00/9.00 |");
    }

    @Test
    void says_nothing_of_what_was_not_measured() {
        assertThat(EngineTables.of(results(List.of(), List.of(), List.of(), List.of())))
                .isEmpty();
    }

    private static Filled filled(long events, double rate, long bytesPerEvent) {
        GrownStore.Start start = new GrownStore.Start(1800, 700, 64, List.of(new FirstSeconds.Second(1, 500, 20, 80)));
        return new Filled(events, bytesPerEvent, 10, start, row(OURS, level(64, measured(64, rate))));
    }

    private static Row row(Runner runner, Level... levels) {
        return new Row(runner, List.of(levels), null, null, "");
    }

    private static Level level(int inFlight, Measurement measured) {
        return new Level(inFlight, measured, List.of(measured), 0, 0, 0, 0, 0, 0, "");
    }

    private static Measurement measured(int inFlight, double rate) {
        return new Measurement(inFlight, rate, rate, 2, 9, 10, (long) rate, 0, 0, 0, (long) rate, 50, 1, 0, "");
    }

    private static Results results(
            List<Row> rows, List<HotCurve.Point> curve, List<ReaderDelay.Delay> delays, List<Filled> growth) {
        return new Results(
                "2026-11-23T21:00:00Z",
                "abc",
                new Machine("cpu", 2, 1000, "Linux", "25", 150),
                0.1,
                "18.6",
                Map.of(),
                Map.of("missions", "40"),
                rows,
                curve,
                delays,
                growth,
                Map.of());
    }
}
