package org.muster.benchmark.suite;

import static org.muster.benchmark.suite.Session.RACE;
import static org.muster.benchmark.suite.Session.RACE_IN_FLIGHT;
import static org.muster.benchmark.suite.Stage.DATABASE;
import static org.muster.benchmark.suite.Stage.PATIENCE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.benchmark.kit.Race;
import org.muster.benchmark.suite.Results.Level;
import org.muster.benchmark.suite.Results.Row;
import org.muster.embedded.Database;
import tools.jackson.databind.JsonNode;

/** Two processes of one runner on one database, at the same time. */
final class TwoNodes {

    private final Stage stage;

    TwoNodes(Stage stage) {
        this.stage = stage;
    }

    Row run(Runner runner) throws IOException, InterruptedException {
        List<Level> levels = new ArrayList<>();
        for (int inFlight : stage.levels(runner)) {
            try (RunnerClient first = stage.launcher.start(runner, "-node-1");
                    RunnerClient second = stage.launcher.start(runner, "-node-2")) {
                Database database = stage.server.freshDatabase(DATABASE);
                double openMillis = stage.open(first, runner, database, inFlight, true);
                stage.open(second, runner, database, inFlight, false);
                levels.add(stage.measure(List.of(first, second), runner, DATABASE, inFlight, 0, openMillis, 0));
            } catch (RunnerFailedException e) {
                Stage.say(runner.id() + " on two nodes at " + inFlight + ": " + e.getMessage());
                levels.add(Level.failed(inFlight, e.getMessage()));
            } finally {
                stage.server.drop(DATABASE);
            }
        }
        return new Row(runner, levels, stage.options.race() ? race(runner) : null, null, "");
    }

    /** The same volunteers and missions on both, so each volunteer is sent four times: twice by each node. */
    private Race.Result race(Runner runner) throws IOException, InterruptedException {
        try (RunnerClient first = stage.launcher.start(runner, "-node-1");
                RunnerClient second = stage.launcher.start(runner, "-node-2")) {
            Database database = stage.server.freshDatabase(DATABASE);
            stage.open(first, runner, database, RACE_IN_FLIGHT, true);
            stage.open(second, runner, database, RACE_IN_FLIGHT, false);
            List<CompletableFuture<JsonNode>> answers =
                    List.of(Stage.ask(first, RACE, PATIENCE), Stage.ask(second, RACE, PATIENCE));
            List<Race.Result> results = new ArrayList<>();
            for (CompletableFuture<JsonNode> answer : answers) {
                results.add(Stage.JSON.treeToValue(Stage.join(answer), Race.Result.class));
            }
            Race.Result together = Measurements.raceTogether(results);
            Stage.say(runner.id() + ": " + together);
            return together;
        } catch (RunnerFailedException e) {
            Stage.say(runner.id() + " race on two nodes: " + e.getMessage());
            return null;
        } finally {
            stage.server.drop(DATABASE);
        }
    }
}
