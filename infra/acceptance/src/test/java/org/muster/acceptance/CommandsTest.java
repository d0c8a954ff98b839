package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** A command on its whole way: sent over HTTP, decided, stored, published, projected, reported and audited. */
@ExtendWith(RunningApplication.class)
class CommandsTest {

    private final Application application;
    private final Caller importer;
    private final Caller reader;
    private final Scene scene;

    CommandsTest(Application application) {
        this.application = application;
        importer = application.as("importer");
        reader = application.as("dashboard");
        scene = new Scene(importer);
    }

    @Test
    @DisplayName("a caller reads their own write")
    void a_caller_reads_their_own_write() {
        String mission = scene.activeMission(10);
        for (String volunteer : scene.volunteers(10)) {
            Reply deployed = importer.command("DeployVolunteer", Scene.deployment(volunteer, mission));
            assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);

            Reply headcount = reader.query(
                    "/reports/headcount?on=1992-06-01&mission=" + mission,
                    "Muster-Position",
                    Long.toString(deployed.position()));

            assertThat(headcount.status()).as(headcount.body()).isEqualTo(200);
            assertThat(headcount.position()).isGreaterThanOrEqualTo(deployed.position());
        }
        JsonNode headcount = reader.query("/reports/headcount?on=1992-06-01&mission=" + mission)
                .json();
        assertThat(headcount.at("/total/persons").asInt()).isEqualTo(10);
        assertThat(reader.query("/reports/headcount?on=1992-05-31&mission=" + mission)
                        .json()
                        .at("/total/persons")
                        .asInt())
                .as("nobody serves the day before the entry on duty")
                .isZero();
    }

    @Test
    @DisplayName("a position that is not reached in time is a 504 problem, not a stale answer")
    void waits_for_a_position_for_a_limited_time() {
        Reply reply = reader.query("/reports/headcount", "Muster-Position", "999999999999");

        assertThat(reply.status()).isEqualTo(504);
        assertThat(reply.contentType()).startsWith("application/problem+json");
    }

    @Test
    @DisplayName("the same command sent twice happens once and gets the same answer")
    void the_same_command_twice_happens_once() {
        String mission = scene.activeMission(10);
        UUID id = UUID.randomUUID();
        Map<String, ?> deployment = Scene.deployment(scene.volunteers(1).getFirst(), mission);

        Reply first = importer.command("DeployVolunteer", id, deployment);
        Reply second = importer.command("DeployVolunteer", id, deployment);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(history("command:" + id)).hasSize(1);
    }

    @Test
    @DisplayName("the same id with another body is refused and changes nothing")
    void the_same_id_with_another_body_is_refused() {
        String mission = scene.activeMission(10);
        UUID id = UUID.randomUUID();
        Map<String, Object> deployment =
                new HashMap<>(Scene.deployment(scene.volunteers(1).getFirst(), mission));
        importer.command("DeployVolunteer", id, deployment);

        deployment.put("serviceArea", "HUMANITARIAN_ASSISTANCE");
        Reply reply = importer.command("DeployVolunteer", id, deployment);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(history("command:" + id)).hasSize(1);
    }

    @Test
    @DisplayName("a refusal carries its stable code and the details that decided")
    void refusals_carry_their_code() {
        String mission = scene.activeMission(1);
        List<String> volunteers = scene.volunteers(2);
        assertRefused("ACRONYM_IN_USE", "EstablishMission", Scene.establishment(mission));
        assertRefused("WRONG_PHASE", "StartMission", Map.of("mission", mission, "startedOn", "1992-03-15"));
        assertRefused("UNKNOWN_MISSION", "StartMission", Map.of("mission", "NO-SUCH", "startedOn", "1992-03-15"));
        assertRefused("WRONG_PHASE", "CloseMission", Map.of("mission", mission, "closedOn", "1993-09-24"));
        assertRefused("SELF_LINK", "LinkSuccessorMission", link(mission, mission));
        assertRefused("PERIOD_OVERLAP", "AuthorizeVolunteerStrength", Scene.strength(mission, 5));
        assertRefused("VOLUNTEER_IN_USE", "RegisterVolunteer", Scene.registration(volunteers.getFirst()));
        Map<String, ?> first = Scene.deployment(volunteers.getFirst(), mission);
        assertThat(importer.command("DeployVolunteer", first).status()).isEqualTo(200);
        assertRefused("ASSIGNMENT_IN_USE", "DeployVolunteer", first);
        assertRefused("ALREADY_DEPLOYED", "DeployVolunteer", Scene.deployment(volunteers.getFirst(), mission));
        Reply full = assertRefused("CEILING_REACHED", "DeployVolunteer", Scene.deployment(volunteers.get(1), mission));
        assertThat(full.json().at("/details/authorized").asInt()).isEqualTo(1);
        assertRefused(
                "BEFORE_ENTRY_ON_DUTY",
                "EndAssignment",
                Map.of("assignment", first.get("assignment"), "lastDay", "1992-05-01", "reason", "COMPLETION"));
        assertRefused(
                "NOT_OPEN",
                "EndAssignment",
                Map.of("assignment", "NO-SUCH", "lastDay", "1992-05-01", "reason", "COMPLETION"));
    }

    @Test
    @DisplayName("a succession that would form a cycle is refused")
    void successions_form_no_cycle() {
        String first = scene.activeMission(1);
        String second = scene.activeMission(1);
        String third = scene.activeMission(1);
        assertThat(importer.command("LinkSuccessorMission", link(first, second)).status())
                .isEqualTo(200);
        assertThat(importer.command("LinkSuccessorMission", link(second, third)).status())
                .isEqualTo(200);

        assertRefused("CYCLE", "LinkSuccessorMission", link(third, first));
    }

    @Test
    @DisplayName("bulk lines are decided in order, and a bad line affects no other")
    void bulk_lines_are_answered_one_by_one() {
        String mission = "BULK" + System.nanoTime();
        String establish = Caller.JSON.writeValueAsString(
                Map.of("command", "EstablishMission", "id", UUID.randomUUID(), "data", Scene.establishment(mission)));
        String start = Caller.JSON.writeValueAsString(Map.of(
                "command", "StartMission",
                "id", UUID.randomUUID(),
                "data", Map.of("mission", mission, "startedOn", "1992-03-15")));

        Reply reply = Caller.send(importer.commandSide("/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(establish + "\n{not json\n" + start + "\n")));

        assertThat(reply.lines()).extracting(line -> line.get("line").asInt()).containsExactly(1, 2, 3);
        assertThat(reply.lines()).extracting(line -> line.get("status").asInt()).containsExactly(200, 400, 200);
    }

    @Test
    @DisplayName("the auditor reads a mission's whole history in order")
    void the_auditor_reads_history_in_order() {
        String mission = scene.activeMission(3);

        List<JsonNode> history = history("mission:" + mission);

        assertThat(history)
                .extracting(event -> event.get("type").asString())
                .containsExactly(
                        "muster.mission.established.v1",
                        "muster.mission.started.v1",
                        "muster.mission.duty-station-opened.v1",
                        "muster.mission.volunteer-strength-authorized.v1");
        assertThat(history).extracting(event -> event.get("position").asLong()).isSorted();
    }

    @Test
    @DisplayName("a person's name is never stored in clear")
    void personal_data_is_sealed() {
        String volunteer = scene.volunteers(1).getFirst();

        assertThat(application
                        .as("auditor")
                        .audit("/audit/events?tag=volunteer:" + volunteer)
                        .body())
                .contains("personalData", "ciphertext")
                .doesNotContain("Synthetic Person", "1960-05-17");
    }

    @Test
    @DisplayName("every endpoint denies a caller without a token and a caller without the scope")
    void denies_by_default() {
        Caller nobody = Caller.nobody(application);
        assertThat(nobody.command("StartMission", Map.of()).status()).isEqualTo(401);
        assertThat(nobody.audit("/audit/events?tag=mission:UNTAC").status()).isEqualTo(401);
        assertThat(nobody.audit("/actuator/prometheus").status()).isEqualTo(401);
        assertThat(nobody.audit("/no/such/path").status()).isEqualTo(401);
        assertThat(nobody.query("/missions").status()).isEqualTo(401);
        assertThat(nobody.query("/reports/headcount").status()).isEqualTo(401);
        assertThat(nobody.query("/admin/projections").status()).isEqualTo(401);
        assertThat(reader.command("StartMission", Map.of()).status()).isEqualTo(403);
        assertThat(reader.audit("/audit/events?tag=mission:UNTAC").status()).isEqualTo(403);
        assertThat(importer.query("/missions").status()).isEqualTo(403);
        Reply imported = application.as("integrator").command("DeployVolunteer", Scene.deployment("V-1", "UNTAC"));
        assertThat(imported.status()).as("imported needs the import scope").isEqualTo(403);
    }

    private static Map<String, ?> link(String mission, String successor) {
        return Map.of("mission", mission, "successor", successor, "linkedOn", "1993-09-24");
    }

    private Reply assertRefused(String code, String command, Map<String, ?> data) {
        Reply reply = importer.command(command, data);
        assertThat(reply.status()).as(reply.body()).isEqualTo(409);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.code()).as(reply.body()).isEqualTo(code);
        return reply;
    }

    private List<JsonNode> history(String tag) {
        Reply reply = application.as("auditor").audit("/audit/events?tag=" + Caller.encoded(tag));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.lines();
    }
}
