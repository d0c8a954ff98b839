package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.Bodies.without;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** One command over HTTP: what it answers, and that a repeat answers the same. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class CommandsTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @Test
    void an_id_is_its_callers_own() {
        UUID id = UUID.randomUUID();
        String squatters = fresh("M");
        String owners = fresh("M");
        String squatter = RunningCommandSide.ISSUER.token("squatter", "commands", "import");

        Answer first = system.command("EstablishMission", id, establish(squatters), squatter);
        Answer second = system.command("EstablishMission", id, establish(owners));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(system.command("EstablishMission", id, establish(owners)).json())
                .as("each gets its own answer again")
                .isEqualTo(second.json());
        assertThat(system.command("EstablishMission", id, establish(squatters), squatter)
                        .json())
                .isEqualTo(first.json());
        assertThat(system.command("EstablishMission", id, establish(owners), squatter)
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void answers_with_what_was_recorded() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();

        Answer answer = system.command("EstablishMission", id, establish(mission));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("commandId").asString()).isEqualTo(id.toString());
        JsonNode event = answer.json().path("events").path(0);
        assertThat(event.path("type").asString()).isEqualTo("muster.mission.established.v1");
        assertThat(event.path("position").asLong())
                .isEqualTo(answer.json().path("position").asLong())
                .isPositive();
        assertThat(UUID.fromString(event.path("id").asString()).version()).isEqualTo(7);
    }

    @Test
    void answers_a_repeat_with_the_first_answer_and_records_it_once() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        Answer first = system.command("EstablishMission", id, establish(mission));

        Answer second = system.command("EstablishMission", id, establish(mission));

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(system.history("?tag=mission:" + mission)).hasSize(1);
    }

    @Test
    void takes_the_same_body_in_another_spelling_for_a_repeat() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        String body = "{\"mission\":\"%s\",\"startedOn\":\"1992-03-15\"}".formatted(mission);
        system.accepted("EstablishMission", establish(mission));
        Answer first = system.command("StartMission", id, body);

        Answer second = system.command(
                "StartMission",
                id,
                " { \"startedOn\" : \"1992\\u002d03-15\",\n \"mission\":\"%s\"}".formatted(mission));

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(first.status()).isEqualTo(200);
    }

    @Test
    void refuses_the_same_id_with_another_body() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        system.command("EstablishMission", id, establish(mission));

        Answer other = system.command("EstablishMission", id, with(establish(mission), "name", "Another name"));
        Answer otherCommand = system.command("StartMission", id, Map.of("mission", mission, "startedOn", "1992-03-15"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(otherCommand.status()).isEqualTo(422);
    }

    @Test
    void answers_a_refusal_with_its_code_and_the_events_that_decided() {
        String mission = fresh("M");
        system.accepted("EstablishMission", establish(mission));

        Answer answer = system.command("EstablishMission", UUID.randomUUID(), establish(mission));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("ACRONYM_IN_USE");
        assertThat(answer.json().path("details").isObject()).isTrue();
    }

    @Test
    void decides_a_refused_command_again() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        Map<String, String> start = Map.of("mission", mission, "startedOn", "1992-03-15");
        assertThat(system.command("StartMission", id, start).code()).isEqualTo("UNKNOWN_MISSION");

        system.accepted("EstablishMission", establish(mission));

        assertThat(system.command("StartMission", id, start).status()).isEqualTo(200);
    }

    @Test
    void names_every_bad_field() {
        String mission = fresh("M");

        Answer answer = system.command(
                "DeployVolunteer",
                UUID.randomUUID(),
                with(
                        with(
                                with(without(deploy("V-1", "A-1", mission), "station"), "entryOnDuty", "2010-02-30"),
                                "category",
                                "PIRATE"),
                        "rank",
                        "captain"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("/station", "/entryOnDuty", "/category", "/rank");
    }

    @Test
    void names_a_bad_field_within_a_field_and_never_its_value() {
        Map<String, Object> body = with(
                register(fresh("V"), "x"),
                "personalData",
                Map.of("name", "Solveig Fictional\u0007", "birthDate", "1961-13-45"));

        Answer answer = system.command("RegisterVolunteer", UUID.randomUUID(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("/personalData/name", "/personalData/birthDate");
        assertThat(answer.text()).doesNotContain("Solveig").doesNotContain("1961-13-45");
    }

    @Test
    void lets_nobody_import_without_the_scope() {
        String mission = fresh("M");

        Answer answer = system.command("EstablishMission", UUID.randomUUID(), establish(mission), token("commands"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("IMPORT_SCOPE_REQUIRED");
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
    }

    @Test
    void records_who_asked_and_with_which_command() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        system.command(
                "EstablishMission",
                id,
                establish(mission),
                RunningCommandSide.ISSUER.token("importer-7", "commands", "import"));

        JsonNode event = system.history("?tag=command:" + id).getFirst();

        assertThat(event.path("metadata").path("actor").asString()).isEqualTo("importer-7");
        assertThat(event.path("metadata").path("commandId").asString()).isEqualTo(id.toString());
        assertThat(event.path("tags").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("mission:" + mission, "command:" + id);
        assertThat(event.path("subject").asString()).isEqualTo("mission:" + mission);
        assertThat(event.path("data").path("mission").asString()).isEqualTo(mission);
    }

    @Test
    void remembers_commands_across_a_restart_and_another_process() {
        try (RunningCommandSide own = RunningCommandSide.fresh()) {
            UUID id = UUID.randomUUID();
            Answer first = own.command("EstablishMission", id, establish("UNTAC"));

            own.restart();

            assertThat(own.command("EstablishMission", id, establish("UNTAC")).text())
                    .isEqualTo(first.text());
            try (RunningCommandSide second = own.second()) {
                assertThat(second.command("EstablishMission", id, establish("UNTAC"))
                                .text())
                        .isEqualTo(first.text());
                assertThat(second.command("EstablishMission", id, with(establish("UNTAC"), "name", "Other"))
                                .status())
                        .isEqualTo(422);
                UUID registration = UUID.randomUUID();
                Answer registered =
                        own.command("RegisterVolunteer", registration, register("V-1", "Solveig Fictional"));
                assertThat(registered.status()).isEqualTo(200);
                assertThat(second.command("RegisterVolunteer", registration, register("V-1", "Solveig Fictional"))
                                .text())
                        .isEqualTo(registered.text());
                assertThat(second.command("RegisterVolunteer", UUID.randomUUID(), register("V-2", "SOLVEIG  fictional"))
                                .code())
                        .isEqualTo("DUPLICATE_IDENTITY");
            }
        }
    }

    @Test
    void deploys_a_volunteer_into_an_open_mission() {
        String mission = fresh("M");
        String volunteer = fresh("V");
        assertThat(system.bulk(openMission(mission, 1)))
                .allMatch(line -> line.path("status").asInt() == 200);
        system.accepted("RegisterVolunteer", register(volunteer, volunteer));

        JsonNode answer = system.accepted("DeployVolunteer", deploy(volunteer, fresh("A"), mission));

        assertThat(answer.path("events").path(0).path("type").asString()).isEqualTo("muster.volunteer.deployed.v1");
        assertThat(system.history("?tag=mission:" + mission + "&tag=volunteer:" + volunteer))
                .hasSize(1);
    }

    @Test
    void warns_again_in_the_answer_to_a_repeat() {
        String mission = fresh("M");
        String volunteer = fresh("V");
        system.bulk(openMission(mission, 1));
        system.accepted("RegisterVolunteer", register(volunteer, volunteer));
        system.accepted("DeployVolunteer", deploy(volunteer, fresh("A"), mission));
        UUID id = UUID.randomUUID();
        Map<String, Object> cut = with(Bodies.strength(mission, 0), "revisedOn", "1992-05-01");

        Answer first = system.command("ReviseVolunteerStrength", id, cut);
        Answer second = system.command("ReviseVolunteerStrength", id, cut);

        assertThat(first.status()).isEqualTo(200);
        JsonNode warning = first.json().path("warnings").path(0);
        assertThat(warning.path("code").asString()).isEqualTo("OVER_STRENGTH");
        assertThat(warning.path("details").path("encumbered").asInt()).isEqualTo(1);
        assertThat(second.text()).isEqualTo(first.text());
    }

    @Test
    void publishes_the_contract() {
        JsonNode catalog = system.get("/commands/catalog", "commands").json();

        assertThat(catalog.path("commands")
                        .valueStream()
                        .map(c -> c.path("name").asString()))
                .contains("DeployVolunteer", "CloseMission");
        assertThat(catalog.path("events").valueStream().map(e -> e.path("type").asString()))
                .contains("muster.volunteer.deployed.v1");
        assertThat(catalog.path("warnings")
                        .valueStream()
                        .map(w -> w.path("code").asString()))
                .contains("OVER_STRENGTH", "BEYOND_MANDATE");
        assertThat(catalog.path("refusals")
                        .valueStream()
                        .map(r -> r.path("code").asString()))
                .contains("CEILING_REACHED");
        assertThat(catalog.path("commands")
                        .path(0)
                        .path("schema")
                        .path("properties")
                        .isObject())
                .isTrue();
    }
}
