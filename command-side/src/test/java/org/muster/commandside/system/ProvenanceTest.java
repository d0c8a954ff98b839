package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.ISSUER;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Each event says who caused it, through which system and door, by which command, and from when it holds. */
@ResourceLock(RunningCommandSide.SHARED)
class ProvenanceTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    private JsonNode metadataOf(String mission) {
        return system.history("?tag=mission:" + mission).getFirst().path("metadata");
    }

    private void establishBy(String mission, String token) {
        assertThat(system.command("EstablishMission", UUID.randomUUID(), establish(mission), token)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void names_the_system_and_the_person_behind_it_where_the_token_says_so() {
        for (Map.Entry<String, Object> claim : Map.of(
                        "client_id", (Object) "desk", "azp", "desk", "act", Map.of("sub", "desk"))
                .entrySet()) {
            String mission = fresh("M");
            establishBy(
                    mission, ISSUER.tokenThrough("officer-3", claim.getKey(), claim.getValue(), "commands", "import"));

            JsonNode metadata = metadataOf(mission);
            assertThat(metadata.path("principal").asString()).as(claim.getKey()).isEqualTo("desk");
            assertThat(metadata.path("person").asString()).isEqualTo("officer-3");
            assertThat(metadata.path("actor").asString()).isEqualTo("officer-3");
        }
        String mission = fresh("M");
        establishBy(mission, ISSUER.tokenThrough("importer", "client_id", "importer", "commands", "import"));
        JsonNode metadata = metadataOf(mission);
        assertThat(metadata.path("principal").asString()).isEqualTo("importer");
        assertThat(metadata.has("person")).as("a system that acts for itself").isFalse();
    }

    @Test
    void names_command_channel_and_effective_date_of_every_event() {
        String mission = fresh("M");
        establishBy(mission, RunningCommandSide.token("commands", "import"));
        JsonNode metadata = metadataOf(mission);
        assertThat(metadata.path("channel").asString()).isEqualTo("HTTP");
        assertThat(metadata.path("command").asString()).isEqualTo("EstablishMission");
        assertThat(metadata.path("effective").asString()).isEqualTo("1992-02-28");

        String bulk = fresh("M");
        system.bulk(openMission(bulk, 3));
        assertThat(system.history("?tag=mission:" + bulk)).hasSize(4).allSatisfy(event -> {
            assertThat(event.path("metadata").path("channel").asString()).isEqualTo("BULK");
            assertThat(event.path("metadata").path("command").asString()).isNotEmpty();
        });

        String typed = fresh("M");
        RunningCommandSide.send(
                system.request("/commands/EstablishMission", RunningCommandSide.token("commands", "import"))
                        .header("User-Agent", "muster-command-line")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(establish(typed))))
                        .build());
        assertThat(metadataOf(typed).path("channel").asString()).isEqualTo("COMMAND_LINE");

        String imported = fresh("M");
        RunningCommandSide.send(system.request(
                        "/imports", ISSUER.tokenThrough("officer-3", "client_id", "desk", "commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(line("EstablishMission", establish(imported)))))
                .build());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !system.history("?tag=mission:" + imported).isEmpty());
        assertThat(metadataOf(imported).path("channel").asString()).isEqualTo("IMPORT");
        assertThat(metadataOf(imported).path("principal").asString()).isEqualTo("desk");
        assertThat(metadataOf(imported).path("person").asString()).isEqualTo("officer-3");
    }

    @Test
    void is_a_page_for_people() {
        String mission = fresh("M");
        String volunteer = fresh("V");
        String assignment = fresh("A");
        system.bulk(openMission(mission, 3));
        system.accepted("RegisterVolunteer", register(volunteer, "Solveig Paginata-" + volunteer));
        system.accepted("DeployVolunteer", deploy(volunteer, assignment, mission));
        system.accepted("EndAssignment", end(assignment, "1992-12-31"));
        JsonNode ended = system.history("?tag=assignment:" + assignment).getLast();
        system.accepted(
                "CorrectRecord",
                Map.of(
                        "event",
                        ended.path("id").asString(),
                        "position",
                        ended.path("position").asLong(),
                        "field",
                        "lastDay",
                        "after",
                        "1992-11-30",
                        "reason",
                        "TYPING_ERROR"));

        String page =
                system.get("/audit/page/assignment/" + assignment, "audit").text();
        assertThat(page)
                .startsWith("<!doctype html>")
                .contains("Volunteer deployed", "Volunteer assignment ended", "1993-01-01", "tester", "HTTP");
        assertThat(page).contains("<del>1992-12-31</del> → <ins>1992-11-30</ins>");
        assertThat(system.get("/audit/page/volunteer/" + volunteer, "audit").text())
                .contains("<em>sealed</em>", "Volunteer registered")
                .doesNotContain("Paginata");
        assertThat(system.get("/audit/page/mission/" + mission, "audit").text()).contains("Mission established");
        assertThat(system.get("/audit/page/mission/%3Cscript%3E", "audit").text())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(system.get("/audit/page/station/X", "audit").status()).isEqualTo(404);
        assertThat(system.get("/audit/page/mission/" + mission, "commands").status())
                .isEqualTo(403);
    }
}
