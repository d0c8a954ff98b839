package org.muster.benchmark.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.benchmark.kit.Measurement;

/** The engine's figures, as the JSON holds them. */
record Results(List<Row> rows, List<Grown> growth) {

    /**
     * One runner.
     *
     * @param race null where no rule is claimed or the race failed
     * @param skipped why it did not run at all, or empty
     */
    record Row(Runner runner, List<Level> levels, Race race, String skipped) {

        Optional<Level> at(int inFlight) {
            return levels.stream()
                    .filter(level ->
                            level.inFlight() == inFlight && level.problem().isEmpty())
                    .findFirst();
        }

        /** The first of each level, and why it was not run; empty where all went well. */
        String failures() {
            return levels.stream()
                    .map(level ->
                            level.problem().isEmpty() ? level.measurement().firstFailure() : level.problem())
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .or(() -> Optional.of(skipped).filter(text -> !text.isEmpty()))
                    .map(text -> "; failed: " + text)
                    .orElse("");
        }

        /** The best level by events per second. */
        Optional<Level> best() {
            return levels.stream()
                    .filter(level -> level.problem().isEmpty())
                    .max(Comparator.comparingDouble(Level::eventsPerSecond));
        }
    }

    /**
     * One level of one runner.
     *
     * @param measurement the median of the windows by events per second; for two nodes their sum, with the slower latencies
     * @param windows all windows; for two nodes, one per node
     * @param lost acknowledged but not found in the tables afterwards
     * @param bytesPerEvent growth of the database, indexes included
     * @param postgresCpuMicros of the server's processes per event, from the start to the last answer
     * @param readyMillis until the runner could take commands, seeding included
     * @param problem why there is no measurement, or empty
     */
    record Level(
            int inFlight,
            Measurement measurement,
            List<Measurement> windows,
            long lost,
            long bytesPerEvent,
            double postgresCpuMicros,
            double readyMillis,
            double firstDecisionMillis,
            String problem) {

        double eventsPerSecond() {
            return measurement.eventsPerSecond();
        }

        /** The window with the median of events per second stands for all of them. */
        static Level median(List<Level> windows) {
            List<Level> sorted = windows.stream()
                    .sorted(Comparator.comparingDouble(Level::eventsPerSecond))
                    .toList();
            Level median = sorted.get((sorted.size() - 1) / 2);
            return new Level(
                    median.inFlight,
                    median.measurement,
                    sorted.stream().map(Level::measurement).toList(),
                    sorted.stream().mapToLong(Level::lost).max().orElse(0),
                    median.bytesPerEvent,
                    median.postgresCpuMicros,
                    median.readyMillis,
                    median.firstDecisionMillis,
                    "");
        }

        static Level failed(int inFlight, String problem) {
            return new Level(inFlight, null, List.of(), 0, 0, 0, 0, 0, problem);
        }
    }

    /**
     * The outcome of a race for few posts, counted in the tables.
     *
     * @param exceededCeilings missions with more volunteers than posts (rule X2)
     * @param deployedTwice volunteers in two missions (rule X1)
     */
    record Race(long accepted, long failed, long stored, long exceededCeilings, long deployedTwice) {}

    /**
     * A store that has grown.
     *
     * @param bytesPerEvent after it was filled and vacuumed, indexes included
     */
    record Grown(long events, long bytesPerEvent, double fillSeconds, Row row) {}

    /** Adds up what several processes measured at the same time: latencies are those of the slower, since percentiles do not add. */
    static Measurement together(List<Measurement> all) {
        return all.stream()
                .reduce((a, b) -> new Measurement(
                        a.inFlight() + b.inFlight(),
                        a.eventsPerSecond() + b.eventsPerSecond(),
                        Math.max(a.p50Millis(), b.p50Millis()),
                        Math.max(a.p99Millis(), b.p99Millis()),
                        Math.max(a.maxMillis(), b.maxMillis()),
                        a.accepted() + b.accepted(),
                        a.refused() + b.refused(),
                        a.failed() + b.failed(),
                        a.retries() + b.retries(),
                        a.acknowledgedEvents() + b.acknowledgedEvents(),
                        (a.processCpuMicrosPerEvent() + b.processCpuMicrosPerEvent()) / 2,
                        a.unanswered() + b.unanswered(),
                        a.firstFailure().isEmpty() ? b.firstFailure() : a.firstFailure()))
                .orElseThrow();
    }
}
