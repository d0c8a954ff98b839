package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.strength;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** {@code dryRun=true}: what a command would be answered, without a trace of it. */
@ResourceLock(RunningCommandSide.SHARED)
class DryRunTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    private Answer tell(RunningCommandSide side, String name, UUID id, Object body, String token) {
        return RunningCommandSide.send(side.request("/commands/" + name + "?dryRun=true", token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id.toString())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    private Answer tell(String name, UUID id, Object body) {
        return tell(system, name, id, body, token("commands", "import"));
    }

    private static List<JsonNode> tellAll(RunningCommandSide side, List<Map<String, Object>> lines) {
        String body =
                String.join("\n", lines.stream().map(JSON::writeValueAsString).toList());
        Answer answer = RunningCommandSide.send(side.request("/commands?dryRun=true", token("commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.lines();
    }

    private static List<String> types(JsonNode answer) {
        return answer.path("events")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    @Test
    void tells_what_would_be_before_and_after_the_command_itself() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();

        Answer before = tell("EstablishMission", id, establish(mission));

        assertThat(before.status()).as(before.text()).isEqualTo(200);
        assertThat(before.json()).isEqualTo(JSON.readTree("""
                {"dryRun": true, "commandId": "%s", "alreadyRecorded": false,
                 "events": [{"type": "muster.mission.established.v1"}]}""".formatted(id)));
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();

        Answer real = system.command("EstablishMission", id, establish(mission));
        assertThat(real.status()).as("the id was not used up: " + real.text()).isEqualTo(200);

        JsonNode repeated = tell("EstablishMission", id, establish(mission)).json();
        assertThat(repeated.path("alreadyRecorded").asBoolean()).isTrue();
        assertThat(types(repeated)).isEqualTo(types(real.json()));
        assertThat(tell("EstablishMission", id, with(establish(mission), "name", "Another"))
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        Answer again = tell("EstablishMission", UUID.randomUUID(), establish(mission));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json())
                .as("the problem, with what decides, is that of the command")
                .isEqualTo(system.command("EstablishMission", UUID.randomUUID(), establish(mission))
                        .json());
        assertThat(system.history("?tag=mission:" + mission)).hasSize(1);
    }

    @Test
    void tells_warnings() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 1));
        String person = fresh("V");
        system.accepted("RegisterVolunteer", register(person, person));
        system.accepted("DeployVolunteer", deploy(person, person, mission));
        Map<String, Object> fewer = new TreeMap<>(strength(mission, 0));
        fewer.put("revisedOn", "1992-05-01");
        UUID id = UUID.randomUUID();

        Answer told = tell("ReviseVolunteerStrength", id, fewer);
        Answer real = system.command("ReviseVolunteerStrength", id, fewer);

        assertThat(told.json().path("warnings").path(0).path("code").asString()).isEqualTo("OVER_STRENGTH");
        assertThat(told.json().path("warnings")).isEqualTo(real.json().path("warnings"));
    }

    @Test
    void checks_form_and_scopes_as_the_command_itself_does() {
        UUID id = UUID.randomUUID();

        assertThat(tell(system, "EstablishMission", id, establish(fresh("M")), token("commands"))
                        .code())
                .isEqualTo("IMPORT_SCOPE_REQUIRED");
        assertThat(tell(system, "EstablishMission", id, establish(fresh("M")), token("reports"))
                        .status())
                .isEqualTo(403);
        assertThat(tell("SinkMission", id, Map.of()).status()).isEqualTo(404);
        assertThat(tell("StartMission", id, Map.of("mission", 1)).json().path("errors"))
                .hasSize(2);
    }

    @Test
    void takes_true_and_false_and_nothing_that_is_neither_for_either() {
        String mission = fresh("M");
        for (String query :
                List.of("dryRun=", "dryRun", "dryRun=TRUE", "dryRun=1", "dryRun=false&dryRun=true", "dryrun=true")) {
            for (String path : List.of("/commands/EstablishMission?", "/commands?")) {
                Answer answer = RunningCommandSide.send(system.request(path + query, token("commands", "import"))
                        .header("Content-Type", path.contains("Mission") ? "application/json" : "application/x-ndjson")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(establish(mission))))
                        .build());
                assertThat(answer.status()).as(path + query).isEqualTo(400);
                assertThat(answer.text()).as(path + query).contains("\"query\"");
            }
        }
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
    }

    @Test
    void decides_each_line_as_if_the_lines_before_it_had_been_sent() {
        String mission = fresh("M");
        String first = fresh("V");
        String second = fresh("V");
        UUID twice = UUID.randomUUID();
        List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 1));
        lines.add(line("RegisterVolunteer", register(first, first)));
        lines.add(line("RegisterVolunteer", register(second, second)));
        lines.add(line("RegisterVolunteer", register(fresh("V"), second)));
        lines.add(line("DeployVolunteer", deploy(first, first + "-1", mission)));
        lines.add(line("DeployVolunteer", deploy(second, second + "-1", mission)));
        lines.add(line("EndAssignment", twice, end(first + "-1", "1992-08-31")));
        lines.add(line("EndAssignment", twice, end(first + "-1", "1992-08-31")));
        lines.add(line("EndAssignment", twice, end(first + "-1", "1992-09-30")));
        lines.add(line("DeployVolunteer", with(deploy(second, second + "-2", mission), "entryOnDuty", "1992-09-01")));
        lines.add(line("SinkMission", Map.of("mission", mission)));
        lines.add(line("StartMission", Map.of("mission", mission, "startedOn", "1992-02-30")));
        lines.add(line("CloseMission", Map.of("mission", mission, "closedOn", "1993-09-24")));

        List<String> told = verdicts(tellAll(system, lines));
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
        assertThat(verdicts(tellAll(system, lines)))
                .as("a dry run knows nothing of another")
                .isEqualTo(told);
        List<String> real = verdicts(system.bulk(lines));

        assertThat(told).isEqualTo(real);
        assertThat(real)
                .anyMatch(verdict -> verdict.contains("CEILING_REACHED"))
                .anyMatch(verdict -> verdict.contains("DUPLICATE_IDENTITY"))
                .anyMatch(verdict -> verdict.contains("IDEMPOTENCY_KEY_REUSED"))
                .anyMatch(verdict -> verdict.contains("WRONG_PHASE"));
        assertThat(tellAll(system, lines))
                .filteredOn(answer -> answer.path("status").asInt() == 200)
                .hasSize(10)
                .allMatch(answer -> answer.path("alreadyRecorded").asBoolean());
    }

    private static List<String> verdicts(List<JsonNode> answers) {
        return answers.stream()
                .map(answer -> answer.path("line") + " " + answer.path("status") + " " + types(answer)
                        + answer.path("problem").path("code")
                        + answer.path("problem").path("details"))
                .toList();
    }

    @Test
    void leaves_no_row_no_key_and_no_refusal_behind() {
        try (RunningCommandSide own = RunningCommandSide.fresh()) {
            StoreContents store = StoreContents.of(own);
            own.bulk(openMission("UNTAC", 1));
            Map<String, String> before = store.settled();
            assertThat(before)
                    .containsKeys("eventstore.head", "vault.volunteer_key", "audit.refusal", "tlog.tree")
                    .doesNotContainEntry("eventstore.head", null);
            UUID refused = UUID.randomUUID();

            List<Map<String, Object>> lines = new ArrayList<>(openMission("UNMIK", 1));
            lines.add(line("RegisterVolunteer", register("V-1", "Solveig Fictional")));
            lines.add(line("DeployVolunteer", deploy("V-1", "A-1", "UNMIK")));
            lines.add(line("DeployVolunteer", deploy("V-1", "A-2", "UNMIK")));
            assertThat(tellAll(own, lines))
                    .extracting(it -> it.path("status").asInt())
                    .containsExactly(200, 200, 200, 200, 200, 200, 409);
            String token = token("commands", "import");
            assertThat(tell(own, "RegisterVolunteer", UUID.randomUUID(), register("V-2", "Solveig Fictional"), token)
                            .status())
                    .isEqualTo(200);
            assertThat(tell(own, "EstablishMission", refused, establish("UNTAC"), token)
                            .code())
                    .isEqualTo("ACRONYM_IN_USE");

            assertThat(store.settled()).isEqualTo(before);
            // The log of refusals is written behind the commands: a later one is there, the dry run's is not.
            own.command("EstablishMission", UUID.randomUUID(), establish("UNTAC"));
            await().untilAsserted(() -> assertThat(store.rows("audit.refusal")).isEqualTo(1));
            assertThat(own.get("/audit/decisions/" + refused, "audit").status()).isEqualTo(404);
            assertThat(store.rows("vault.volunteer_key")).isZero();
            assertThat(own.history("")).hasSize(4);
            assertThat(own.get("/actuator/prometheus", "admin").text())
                    .contains(
                            "muster_commands_seconds_count{command=\"EstablishMission\",dry_run=\"true\",outcome=\"Refused\"} 1")
                    .contains(
                            "muster_commands_seconds_count{command=\"RegisterVolunteer\",dry_run=\"true\",outcome=\"Accepted\"} 2")
                    .doesNotContain("command=\"RegisterVolunteer\",dry_run=\"false\"");
        }
    }

    @Test
    void is_described() {
        JsonNode operation = RunningCommandSide.send(
                        system.request("/v3/api-docs", null).build())
                .json()
                .path("paths")
                .path("/commands/DeployVolunteer")
                .path("post");

        assertThat(operation
                        .path("parameters")
                        .valueStream()
                        .map(it -> it.path("name").asString()))
                .containsExactlyInAnyOrder("Idempotency-Key", "dryRun");
        assertThat(operation.path("responses").path("200").toString()).contains("CommandWouldBeAccepted");
    }
}
