package org.muster.benchmark.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.benchmark.kit.HotMission;
import org.muster.benchmark.kit.Measurement;
import org.muster.embedded.Database;

/** Commands on one mission, by how much has happened on it before: all points by one process on one database. */
final class HotCurve {

    /** The highest level would only show how the machine is overloaded. */
    private static final List<Integer> LEVELS = List.of(1, 64);

    /** The process is warm from the first point on, which is measured twice and counted once. */
    private static final int SETTLE_MILLIS = 1000;

    private static final int COMMANDS_PER_SECOND_MAX = 25_000;
    private static final int COMMANDS_PER_SECOND_OF_ONE_MAX = 3_000;
    private static final int FIRST_MISSION = 10_000;
    private static final long FIRST_VOLUNTEER = 100_000_000L;

    /** So many volunteers' numbers are one point's own. */
    private static final long VOLUNTEERS_APART = 100_000_000L;

    private final Stage stage;
    private int nextMission = FIRST_MISSION;
    private long nextVolunteer = FIRST_VOLUNTEER;

    HotCurve(Stage stage) {
        this.stage = stage;
    }

    /** @param history deployments of the mission before */
    record Point(int history, int inFlight, Measurement measurement) {}

    List<Point> run(Runner runner) throws IOException, InterruptedException {
        List<Point> points = new ArrayList<>();
        try (RunnerClient client = stage.launcher.start(runner, "-curve")) {
            Database database = stage.server.freshDatabase(Stage.DATABASE);
            stage.open(client, runner, database, LEVELS.getLast(), true);
            measure(client, stage.options.hotHistory().getFirst(), LEVELS.getLast(), stage.options.warmupMillis());
            for (int inFlight : LEVELS) {
                for (int history : stage.options.hotHistory()) {
                    Point point = new Point(history, inFlight, measure(client, history, inFlight, SETTLE_MILLIS));
                    points.add(point);
                    Stage.say("%s at %d on a mission with %,d deployments: %.0f/s, p50 %.2f ms, p99 %.2f ms"
                            .formatted(
                                    runner.id(),
                                    inFlight,
                                    history,
                                    point.measurement().operationsPerSecond(),
                                    point.measurement().p50Millis(),
                                    point.measurement().p99Millis()));
                }
            }
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " on missions with a history: " + e.getMessage());
        } finally {
            stage.server.drop(Stage.DATABASE);
        }
        return points;
    }

    private Measurement measure(RunnerClient client, int history, int inFlight, int warmupMillis)
            throws InterruptedException {
        long perSecond = inFlight == 1 ? COMMANDS_PER_SECOND_OF_ONE_MAX : COMMANDS_PER_SECOND_MAX;
        int commandsMax = Math.toIntExact(perSecond * (warmupMillis + stage.options.windowMillis()) / 1000);
        HotMission.Request request = new HotMission.Request(
                history,
                commandsMax,
                nextMission,
                nextVolunteer,
                inFlight,
                stage.options.issuers(),
                warmupMillis,
                stage.options.windowMillis());
        nextMission += 2 + commandsMax / history;
        nextVolunteer += VOLUNTEERS_APART;
        Duration patience = Stage.PATIENCE.plusMillis(warmupMillis + stage.options.windowMillis());
        return Stage.JSON.treeToValue(
                client.ask(Map.of("do", "hotMission", "of", request), patience), Measurement.class);
    }
}
