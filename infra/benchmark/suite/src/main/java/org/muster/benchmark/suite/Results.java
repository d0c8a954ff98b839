package org.muster.benchmark.suite;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.benchmark.kit.ColdRead;
import org.muster.benchmark.kit.Measurement;
import org.muster.benchmark.kit.Race;

/**
 * Everything that one run of the suite found; what {@code results.json} holds.
 *
 * @param startedAt ISO-8601, UTC
 * @param commit of the sources, or empty
 * @param otherLoad the machine's load average before the first runner: above 0.5, somebody else was using it
 */
record Results(
        String startedAt,
        String commit,
        Machine machine,
        double otherLoad,
        String postgresVersion,
        Map<String, String> postgresSettings,
        Map<String, String> runSettings,
        List<Row> rows,
        List<HotCurve.Point> hotCurve,
        List<ReaderDelay.Delay> readerDelays,
        List<GrownStore.Filled> growth,
        Map<String, String> notRun) {

    Optional<Row> row(String id) {
        return rows.stream().filter(row -> row.runner().id().equals(id)).findFirst();
    }

    /**
     * One runner.
     *
     * @param skipped why it did not run at all, or empty
     */
    record Row(Runner runner, List<Level> levels, Race.Result race, ColdRead.Result coldRead, String skipped) {

        Optional<Level> at(int inFlight) {
            return levels.stream()
                    .filter(level ->
                            level.inFlight() == inFlight && level.problem().isEmpty())
                    .findFirst();
        }

        /** The level with most operations per second. */
        Optional<Level> best() {
            return levels.stream()
                    .filter(level -> level.problem().isEmpty())
                    .max(Comparator.comparingDouble(level -> level.measurement().operationsPerSecond()));
        }
    }

    /**
     * One level of one runner.
     *
     * @param measurement the median of the windows by operations per second; for two nodes their sum, with the slower latencies
     * @param windows all windows; for two nodes, one per node
     * @param stored deployments found in the store afterwards
     * @param lost acknowledged but not found
     * @param historyPerMission deployments per mission at the end of the window
     * @param bytesPerEvent growth of the database, indexes included
     * @param postgresCpuMicrosPerOperation of the server's processes, from warm-up to the last answer
     * @param openMillis from the process's start of work on this database until it was ready, seeding included
     * @param problem why there is no measurement, or empty
     */
    record Level(
            int inFlight,
            Measurement measurement,
            List<Measurement> windows,
            long stored,
            long lost,
            long historyPerMission,
            long bytesPerEvent,
            double postgresCpuMicrosPerOperation,
            double openMillis,
            String problem) {

        /** The window with the median of operations per second stands for all of them. */
        static Level median(List<Level> windows) {
            List<Level> sorted = windows.stream()
                    .sorted(Comparator.comparingDouble(
                            (Level window) -> window.measurement().operationsPerSecond()))
                    .toList();
            Level median = sorted.get((sorted.size() - 1) / 2);
            return new Level(
                    median.inFlight(),
                    median.measurement(),
                    sorted.stream().map(Level::measurement).toList(),
                    median.stored(),
                    sorted.stream().mapToLong(Level::lost).max().orElse(0),
                    median.historyPerMission(),
                    median.bytesPerEvent(),
                    median.postgresCpuMicrosPerOperation(),
                    median.openMillis(),
                    "");
        }

        static Level failed(int inFlight, String problem) {
            return new Level(inFlight, null, List.of(), 0, 0, 0, 0, 0, 0, problem);
        }
    }
}
