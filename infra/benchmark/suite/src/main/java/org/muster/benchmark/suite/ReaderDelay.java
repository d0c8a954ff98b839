package org.muster.benchmark.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.embedded.Database;
import tools.jackson.databind.JsonNode;

/** How long after an append was acknowledged a reader has its event: in the same process and in another. */
final class ReaderDelay {

    private static final int SETTLE_SECONDS = 3;
    private static final long VOLUNTEERS_APART = 1_000_000;

    private final Stage stage;

    ReaderDelay(Stage stage) {
        this.stage = stage;
    }

    /**
     * A reader that was there before its acknowledgement waited not at all: it counts as 0.
     *
     * @param reader who reads where
     * @param perSecond events appended, one by one, at a fixed rate
     */
    record Delay(String reader, int perSecond, int events, double p50Millis, double p99Millis, double maxMillis) {}

    List<Delay> run(Runner runner) throws IOException, InterruptedException {
        List<Delay> delays = new ArrayList<>();
        try (RunnerClient writer = stage.launcher.start(runner, "-writer");
                RunnerClient other = stage.launcher.start(runner, "-reader")) {
            Database database = stage.server.freshDatabase(Stage.DATABASE);
            stage.open(writer, runner, database, 1, true);
            stage.open(other, runner, database, 1, false);
            long firstVolunteer = VOLUNTEERS_APART;
            for (int perSecond : stage.options.readerRates()) {
                delays.addAll(measure(writer, other, perSecond, firstVolunteer));
                firstVolunteer += VOLUNTEERS_APART;
            }
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " and its readers: " + e.getMessage());
        } finally {
            stage.server.drop(Stage.DATABASE);
        }
        delays.forEach(delay -> Stage.say(runner.id() + ": " + delay));
        return delays;
    }

    private List<Delay> measure(RunnerClient writer, RunnerClient other, int perSecond, long firstVolunteer)
            throws InterruptedException {
        writer.ask(Map.of("do", "follow"), Stage.PATIENCE);
        other.ask(Map.of("do", "follow"), Stage.PATIENCE);
        int seconds = SETTLE_SECONDS + stage.options.windowMillis() / 1000;
        JsonNode acknowledged = writer.ask(
                Map.of("do", "append", "perSecond", perSecond, "seconds", seconds, "firstVolunteer", firstVolunteer),
                Stage.PATIENCE);
        long last = acknowledged
                .propertyStream()
                .mapToLong(each -> Long.parseLong(each.getKey()))
                .max()
                .orElseThrow();
        List<Delay> delays = new ArrayList<>();
        for (RunnerClient reader : List.of(writer, other)) {
            JsonNode arrived = reader.ask(Map.of("do", "arrived", "upTo", last), Stage.PATIENCE);
            String where = reader == writer ? ", in the same process" : ", in another process";
            arrived.propertyStream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(way -> delays.add(delay(way.getKey() + where, perSecond, acknowledged, way.getValue())));
        }
        return delays;
    }

    /** Without what was acknowledged while the processes were still settling. */
    private static Delay delay(String reader, int perSecond, JsonNode acknowledged, JsonNode arrived) {
        long begin = acknowledged
                        .propertyStream()
                        .mapToLong(each -> each.getValue().asLong())
                        .min()
                        .orElseThrow()
                + SETTLE_SECONDS * 1_000_000L;
        long[] micros = acknowledged
                .propertyStream()
                .filter(each -> each.getValue().asLong() >= begin)
                .mapToLong(each -> Math.max(
                        0, arrived.get(each.getKey()).asLong() - each.getValue().asLong()))
                .sorted()
                .toArray();
        return new Delay(reader, perSecond, micros.length, at(micros, 0.5), at(micros, 0.99), at(micros, 1));
    }

    private static double at(long[] sortedMicros, double quantile) {
        return sortedMicros.length == 0
                ? 0
                : sortedMicros[(int) Math.ceil(quantile * sortedMicros.length) - 1] / 1000.0;
    }
}
