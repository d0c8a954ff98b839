package org.muster.benchmark.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.benchmark.kit.ColdRead;
import org.muster.benchmark.kit.Race;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.embedded.Database;

/** Runs one row of the table after the other. A runner that fails costs its own figures only. */
final class Session {

    static final int RACE_IN_FLIGHT = 64;

    /** Each volunteer is sent to two missions at once. */
    static final Map<String, Object> RACE = Map.of("do", "race", "volunteers", 1000, "inFlight", RACE_IN_FLIGHT);

    private static final int COLD_READS = 5;

    private final Stage stage;
    private final Options options;

    Session(Stage stage) {
        this.stage = stage;
        this.options = stage.options;
    }

    /** Every level, the race and the cold read of one runner. */
    Row run(Runner runner) throws IOException, InterruptedException {
        Optional<String> obstacle = stage.launcher.prepare(runner);
        if (obstacle.isPresent()) {
            Stage.say(runner.id() + ": skipped, " + obstacle.get());
            return new Row(runner, List.of(), null, null, obstacle.get());
        }
        List<Level> levels = new ArrayList<>();
        for (int level : stage.levels(runner)) {
            levels.add(tryLevel(runner, level));
        }
        Race.Result race = options.race() && !runner.rules().isEmpty() ? race(runner) : null;
        ColdRead.Result cold = options.coldReadEvents() > 0 && runner.coldRead() ? coldRead(runner) : null;
        return new Row(runner, levels, race, cold, "");
    }

    private Level tryLevel(Runner runner, int inFlight) throws IOException, InterruptedException {
        List<Level> windows = new ArrayList<>();
        try (RunnerClient client = stage.launcher.start(runner, "")) {
            for (int i = 0; i < options.repeat(); i++) {
                Database database = stage.server.freshDatabase(Stage.DATABASE);
                double openMillis = stage.open(client, runner, database, inFlight, true);
                windows.add(stage.measure(List.of(client), runner, Stage.DATABASE, inFlight, 0, openMillis, 0));
                client.ask(Map.of("do", "close"), Stage.PATIENCE);
            }
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " at " + inFlight + ": " + e.getMessage());
            return Level.failed(inFlight, e.getMessage());
        } finally {
            stage.server.drop(Stage.DATABASE);
        }
        return Level.median(windows);
    }

    private Race.Result race(Runner runner) throws IOException, InterruptedException {
        return aside(runner, RACE, Race.Result.class);
    }

    private ColdRead.Result coldRead(Runner runner) throws IOException, InterruptedException {
        Map<String, Object> request = Map.of("do", "coldRead", "events", options.coldReadEvents(), "times", COLD_READS);
        return aside(runner, request, ColdRead.Result.class);
    }

    /** One question on a database of its own; null when the runner could not answer. */
    private <T> T aside(Runner runner, Map<String, Object> request, Class<T> type)
            throws IOException, InterruptedException {
        try (RunnerClient client = stage.launcher.start(runner, "")) {
            stage.open(client, runner, stage.server.freshDatabase(Stage.DATABASE), RACE_IN_FLIGHT, true);
            T result = Stage.JSON.treeToValue(client.ask(request, Stage.PATIENCE), type);
            Stage.say(runner.id() + ": " + result);
            return result;
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " " + request.get("do") + ": " + e.getMessage());
            return null;
        } finally {
            stage.server.drop(Stage.DATABASE);
        }
    }
}
