package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** {@code POST /imports?dryRun=true}: the outcome of each line as it would be, and nothing recorded. */
class ImportDryRunTest {

    private static RunningCommandSide system;

    @BeforeAll
    static void start() {
        system = RunningCommandSide.fresh();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void tells_each_line_on_those_before_it_and_leaves_no_trace() {
        StoreContents store = StoreContents.of(system);
        system.bulk(openMission("UNMIS", 1));
        Map<String, String> before = store.settled();
        List<Map<String, Object>> lines = new ArrayList<>(openMission("UNTAC", 1));
        lines.add(line("RegisterVolunteer", register("V-1", "Solveig Fictional")));
        lines.add(line("DeployVolunteer", deploy("V-1", "A-1", "UNTAC")));
        lines.add(line("DeployVolunteer", deploy("V-1", "A-2", "UNTAC")));
        lines.add(line("SinkMission", Map.of()));
        lines.add(line("EstablishMission", Bodies.establish("UNMIS")));

        Answer received = post("?dryRun=true", lines);
        assertThat(received.status()).as(received.text()).isEqualTo(202);
        assertThat(received.json().path("dryRun").asBoolean()).isTrue();
        JsonNode done = awaitDone(received.header("Location"));

        assertThat(done.path("dryRun").asBoolean()).isTrue();
        assertThat(done.path("accepted").asInt()).as("nothing was").isZero();
        assertThat(done.path("wouldBeAccepted").asInt()).isEqualTo(6);
        assertThat(done.path("refused").asInt()).isEqualTo(3);
        List<JsonNode> told = outcomes(received.header("Location"));
        assertThat(told.subList(0, 6)).allSatisfy(outcome -> {
            assertThat(outcome.path("dryRun").asBoolean()).isTrue();
            assertThat(outcome.has("position")).isFalse();
        });
        assertThat(table(received.header("Location")).lines().skip(1))
                .hasSize(9)
                .allMatch(row -> row.endsWith(",true"));
        assertThat(store.settled()).isEqualTo(before);

        Answer real = post("", lines);
        JsonNode recorded = awaitDone(real.header("Location"));
        assertThat(recorded.path("dryRun").asBoolean()).isFalse();
        assertThat(recorded.path("accepted").asInt()).isEqualTo(6);
        assertThat(recorded.path("wouldBeAccepted").asInt()).isZero();
        assertThat(verdicts(told)).isEqualTo(verdicts(outcomes(real.header("Location"))));
        assertThat(verdicts(told)).anyMatch(verdict -> verdict.startsWith("7 409 "));
        JsonNode again = awaitDone(post("?dryRun=true", lines).header("Location"));
        assertThat(again.path("wouldBeAccepted").asInt()).as("recorded already").isEqualTo(6);
    }

    @Test
    void begins_anew_after_a_restart_since_each_line_depends_on_those_before_it() {
        List<Map<String, Object>> lines = new ArrayList<>(openMission("ONUC", 1));
        for (int n = 0; n < 6_000; n++) {
            Map<String, Object> station = new HashMap<>(data(lines.get(3)));
            station.put("station", "ONUC-" + n);
            lines.add(line("OpenDutyStation", station));
        }
        long events = StoreContents.of(system).rows("eventstore.event");
        String where = post("?dryRun=true", lines).header("Location");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> progress(where).path("done").asInt() > 100);
        assertThat(progress(where).path("state").asString())
                .as("it is not over yet")
                .isEqualTo("RUNNING");

        system.restart();

        assertThat(awaitDone(where).path("wouldBeAccepted").asInt()).isEqualTo(lines.size());
        assertThat(outcomes(where).stream().map(outcome -> outcome.path("line").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, lines.size()).boxed().toList());
        assertThat(StoreContents.of(system).rows("eventstore.event")).isEqualTo(events);
    }

    @Test
    void takes_nothing_that_is_neither_true_nor_false_for_either() {
        for (String query : List.of("?dryRun=", "?dryRun=TRUE", "?dryRun=1", "?dryrun=true")) {
            assertThat(post(query, openMission("UNEF", 1)).status()).as(query).isEqualTo(400);
        }
        assertThat(system.history("?tag=mission:UNEF")).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Map<String, Object> line) {
        return (Map<String, Object>) line.get("data");
    }

    private static List<String> verdicts(List<JsonNode> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.path("line") + " " + outcome.path("status") + " "
                        + outcome.path("problem").path("code")
                        + outcome.path("problem").path("details")
                        + outcome.path("events")
                                .valueStream()
                                .map(event -> event.path("type").asString())
                                .toList())
                .toList();
    }

    private static Answer post(String query, List<Map<String, Object>> lines) {
        String body =
                String.join("\n", lines.stream().map(JSON::writeValueAsString).toList());
        return RunningCommandSide.send(system.request("/imports" + query, token("commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static Answer get(String path, String accept) {
        return RunningCommandSide.send(system.request(path, token("commands", "import"))
                .header("Accept", accept)
                .build());
    }

    private static List<JsonNode> outcomes(String where) {
        return get(where + "/outcomes", "application/x-ndjson").lines();
    }

    private static String table(String where) {
        return get(where + "/outcomes", "text/csv").text();
    }

    private static JsonNode progress(String where) {
        return get(where, "application/json").json();
    }

    private static JsonNode awaitDone(String where) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> progress(where),
                        progress -> progress.path("state").asString().equals("DONE"));
    }
}
