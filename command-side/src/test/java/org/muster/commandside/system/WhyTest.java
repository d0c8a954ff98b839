package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What was known at a moment, and why a decision fell. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class WhyTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    private JsonNode audit(String path) {
        Answer answer = system.get("/audit/" + path, "audit");
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode decisions(UUID command) {
        return audit("decisions/" + command).path("decisions");
    }

    private UUID send(String name, Object body, int status) {
        UUID id = UUID.randomUUID();
        Answer answer = system.command(name, id, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return id;
    }

    @Test
    void shows_the_state_as_of_every_position_and_instant() {
        String mission = fresh("M");
        system.bulk(openMission(mission, 3));
        List<JsonNode> events = system.history("?tag=mission:" + mission);
        long established = events.getFirst().path("position").asLong();
        long started = events.get(1).path("position").asLong();
        String state = "state/mission/" + mission;

        assertThat(audit(state + "?at=" + (established - 1)).path("events").asLong())
                .isZero();
        assertThat(audit(state + "?at=" + (established - 1)).path("state").isNull())
                .isTrue();
        JsonNode planned = audit(state + "?at=" + established);
        assertThat(planned.path("state").path("phases").toString()).doesNotContain("ACTIVE");
        assertThat(planned.path("lastEvent").asLong()).isEqualTo(established);
        assertThat(audit(state + "?at=" + events.getFirst().path("time").asString())
                        .path("state")
                        .path("kind")
                        .asString())
                .isEqualTo("PEACEKEEPING");
        assertThat(audit(state).path("state").path("phases").toString()).contains("ACTIVE");

        JsonNode diff = audit(state + "/diff?from=" + established + "&to=" + started);
        assertThat(diff.path("differences"))
                .isNotEmpty()
                .allMatch(d -> d.path("path").asString().startsWith("/phases"));
        assertThat(diff.path("differences").toString()).contains("ACTIVE");
        assertThat(diff.path("events").path(0).path("type").asString()).isEqualTo("muster.mission.started.v1");
        assertThat(audit(state + "/diff?from=" + started).path("differences")).isEmpty();
    }

    @Test
    void shows_every_model_that_decides() {
        String mission = fresh("M");
        String person = fresh("V");
        system.bulk(openMission(mission, 3));
        system.accepted("RegisterVolunteer", register(person, fresh("Name")));
        system.accepted("DeployVolunteer", deploy(person, "A-" + person, mission));
        JsonNode models = audit("state");
        assertThat(models.valueStream().map(model -> model.path("name").asString()))
                .contains("mission", "volunteer", "assignment", "mission-posts");
        for (JsonNode model : models) {
            String id = switch (model.path("tag").asString()) {
                case "volunteer" -> person;
                case "assignment" -> "A-" + person;
                case "station" -> mission + "-HQ";
                default -> mission;
            };
            JsonNode state = audit("state/" + model.path("name").asString() + "/" + id);
            assertThat(state.path("version")).isEqualTo(model.path("version"));
            assertThat(state.has("state")).isTrue();
        }
        assertThat(audit("state/mission-posts/" + mission).path("events").asLong())
                .isEqualTo(2);
    }

    @Test
    void names_what_it_does_not_understand() {
        assertThat(system.get("/audit/state/weather/UNTAC", "audit").status()).isEqualTo(404);
        for (String query : List.of("?at=yesterday", "?at=-1", "?at=999999999999", "?at=2026-02-30T00:00:00Z")) {
            Answer answer = system.get("/audit/state/mission/UNTAC" + query, "audit");
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("errors").path(0).path("field").asString())
                    .isEqualTo("at");
        }
        assertThat(system.get("/audit/state/mission/UNTAC/diff", "audit").status())
                .isEqualTo(400);
        assertThat(system.get("/audit/decisions/" + UUID.randomUUID(), "audit").status())
                .isEqualTo(404);
        assertThat(system.get("/audit/decisions/1", "audit").status()).isEqualTo(400);
        assertThat(system.get("/audit/refusals", "commands").status()).isEqualTo(403);
    }

    /** Whatever came after it: a decision is made again on what was known then. */
    @Test
    void every_accepted_command_is_decided_again_to_the_byte() {
        String mission = fresh("M");
        String person = fresh("V");
        system.bulk(openMission(mission, 1));
        system.accepted("RegisterVolunteer", register(person, fresh("Name")));
        system.accepted("DeployVolunteer", deploy(person, "A-" + person, mission));
        system.accepted("EndAssignment", end("A-" + person, "1992-12-31"));
        List<JsonNode> events = system.history("?tag=mission:" + mission + ",volunteer:" + person);
        assertThat(events).hasSize(7);
        for (JsonNode event : events) {
            JsonNode decision = decisions(UUID.fromString(
                            event.path("metadata").path("commandId").asString()))
                    .path(0);
            assertThat(decision.path("outcome").asString()).isEqualTo("ACCEPTED");
            assertThat(decision.path("replay").path("same").asBoolean())
                    .as(decision.toString())
                    .isTrue();
            assertThat(decision.path("replay").path("position").asLong())
                    .isEqualTo(event.path("position").asLong() - 1);
            assertThat(decision.path("replay").path("read")).isNotEmpty();
        }
        JsonNode deployed = decisions(UUID.fromString(
                        events.get(5).path("metadata").path("commandId").asString()))
                .path(0);
        assertThat(deployed.path("command").asString()).isEqualTo("DeployVolunteer");
        assertThat(deployed.path("data").path("mission").asString()).isEqualTo(mission);
        assertThat(deployed.path("replay")
                        .path("read")
                        .valueStream()
                        .map(read -> read.path("model").asString()))
                .contains("mission", "volunteer", "mission-posts");
    }

    @Test
    void every_refusal_is_logged_and_decided_again_on_what_was_known_then() {
        String mission = fresh("M");
        String person = fresh("V");
        system.bulk(openMission(mission, 1));
        system.accepted("RegisterVolunteer", register(person, fresh("Name")));
        system.accepted("DeployVolunteer", deploy(person, "A-" + person, mission));
        UUID refused = send("DeployVolunteer", deploy(person, "B-" + person, mission), 409);
        UUID inUse = send("EstablishMission", establish(mission), 409);
        // What refused it then is over now.
        system.accepted("EndAssignment", end("A-" + person, "1992-12-31"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> system.get("/audit/decisions/" + inUse, "audit").status() == 200);
        JsonNode decision = decisions(refused).path(0);
        assertThat(decision.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(decision.path("code").asString()).isEqualTo("ALREADY_DEPLOYED");
        assertThat(decision.path("replay").path("same").asBoolean())
                .as(decision.toString())
                .isTrue();
        assertThat(decision.path("replay")
                        .path("read")
                        .valueStream()
                        .map(read -> read.path("id").asString()))
                .contains(person, mission);
        assertThat(decisions(inUse).path(0).path("replay").path("code").asString())
                .isEqualTo("ACRONYM_IN_USE");
        assertThat(system.get("/audit/refusals?code=ALREADY_DEPLOYED", "audit").lines())
                .anyMatch(line -> line.path("commandId").asString().equals(refused.toString())
                        && line.path("data").path("mission").asString().equals(mission));
        assertThat(system.get("/audit/refusals?code=NO_SUCH_CODE", "audit").lines())
                .isEmpty();
    }

    @Test
    void of_a_person_who_was_refused_nothing_is_kept() {
        String name = fresh("Solveig");
        system.accepted("RegisterVolunteer", register(fresh("V"), name));
        UUID twice = send("RegisterVolunteer", with(register(fresh("V"), name), "nationality", "NOR"), 409);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> system.get("/audit/decisions/" + twice, "audit").status() == 200);
        JsonNode decision = decisions(twice).path(0);
        assertThat(decision.path("code").asString()).isEqualTo("DUPLICATE_IDENTITY");
        assertThat(decision.path("data").isNull()).isTrue();
        assertThat(decision.path("replay").isNull()).isTrue();
        assertThat(decision.path("notReplayed").asString()).contains("sealed personal data");
        assertThat(JdbcClient.create(system.database().dataSource())
                        .sql("SELECT r::text FROM audit.refusal r")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(name) || row.contains("ciphertext"));
    }
}
