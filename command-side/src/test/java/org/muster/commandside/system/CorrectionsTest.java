package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.strength;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** Mistakes are mended over HTTP, in two processes on one store: each decides by the history as it was corrected in the other. */
class CorrectionsTest {

    private static RunningCommandSide one;
    private static RunningCommandSide two;

    @BeforeAll
    static void start() {
        one = RunningCommandSide.fresh();
        two = one.second();
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @Test
    void a_start_of_2099_is_healed_for_every_process_and_after_a_restart() {
        String mission = fresh("M");
        JsonNode started = startedIn2099(mission);
        String volunteer = fresh("V");
        one.accepted("RegisterVolunteer", register(volunteer, volunteer));
        assertThat(deployed(two, volunteer, volunteer + "-A", mission)).isEqualTo("MISSION_NOT_OPEN");

        JsonNode corrected = one.accepted("CorrectRecord", correct(started, "startedOn", "1992-03-15"));

        assertThat(deployed(two, volunteer, volunteer + "-A", mission)).isEmpty();
        two.restart();
        assertThat(annulled(two, started)).isEqualTo("MISSION_NOT_OPEN");
        JsonNode event = one.history("?types=muster.record.corrected&tag=mission:" + mission)
                .getFirst();
        assertThat(event.path("data").path("before").asString()).isEqualTo("2099-03-15");
        assertThat(event.path("data").path("after").asString()).isEqualTo("1992-03-15");
        assertThat(event.path("data").path("original").path("id").asString())
                .isEqualTo(started.path("id").asString());
        assertThat(event.path("subject").asString()).isEqualTo("mission:" + mission);
        assertThat(event.path("metadata").path("actor").asString()).isNotBlank();
        assertThat(phases(mission, started.path("position").asLong()))
                .as("what was known before")
                .contains("2099-03-15");
        assertThat(phases(mission, corrected.path("position").asLong()))
                .contains("1992-03-15")
                .doesNotContain("2099-03-15");
        assertThat(one.history("?tag=event:" + started.path("id").asString())).hasSize(1);
    }

    @Test
    void a_correction_in_an_upload_counts_for_the_lines_after_it() {
        String mission = fresh("M");
        JsonNode started = startedIn2099(mission);
        String volunteer = fresh("V");
        String other = fresh("V");

        List<JsonNode> answers = one.bulk(List.of(
                line("RegisterVolunteer", register(volunteer, volunteer)),
                line("RegisterVolunteer", register(other, other)),
                line("DeployVolunteer", deploy(volunteer, volunteer + "-A", mission)),
                line("CorrectRecord", correct(started, "startedOn", "1992-03-15")),
                line("DeployVolunteer", deploy(volunteer, volunteer + "-B", mission)),
                line("AnnulRecord", annul(started)),
                line("DeployVolunteer", deploy(other, other + "-A", mission))));

        assertThat(answers.stream().map(answer -> answer.path("status").asInt()))
                .containsExactly(200, 200, 409, 200, 200, 409, 200);
    }

    @Test
    void a_dry_run_tells_what_a_correction_would_allow_and_changes_nothing() {
        String mission = fresh("M");
        JsonNode started = startedIn2099(mission);
        String volunteer = fresh("V");
        one.accepted("RegisterVolunteer", register(volunteer, volunteer));

        Answer told = RunningCommandSide.send(one.request(
                        "/commands?dryRun=true", RunningCommandSide.token("commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(List.of(
                                line("DeployVolunteer", deploy(volunteer, volunteer + "-A", mission)),
                                line("CorrectRecord", correct(started, "startedOn", "1992-03-15")),
                                line("DeployVolunteer", deploy(volunteer, volunteer + "-B", mission)))
                        .stream()
                        .map(RunningCommandSide.JSON::writeValueAsString)
                        .collect(Collectors.joining("\n"))))
                .build());

        assertThat(told.lines().stream().map(answer -> answer.path("status").asInt()))
                .as(told.text())
                .containsExactly(409, 200, 200);
        assertThat(deployed(one, volunteer, volunteer + "-A", mission)).isEqualTo("MISSION_NOT_OPEN");
    }

    @Test
    void an_end_by_mistake_is_annulled_and_recorded_again() {
        String mission = fresh("M");
        String volunteer = fresh("V");
        one.bulk(new ArrayList<>(openMission(mission, 5)));
        one.accepted("RegisterVolunteer", register(volunteer, volunteer));
        one.accepted("DeployVolunteer", deploy(volunteer, volunteer + "-A", mission));
        JsonNode ended = one.accepted("EndAssignment", end(volunteer + "-A", "1992-06-30"))
                .path("events")
                .path(0);

        one.accepted("AnnulRecord", annul(ended));

        assertThat(deployed(two, volunteer, volunteer + "-B", mission)).isEqualTo("ALREADY_DEPLOYED");
        two.accepted("EndAssignment", end(volunteer + "-A", "1992-05-31"));
        one.accepted(
                "DeployVolunteer", with(deploy(volunteer, volunteer + "-B", mission), "entryOnDuty", "1992-06-01"));
    }

    /** X3: of a deployment and the annulment of the start it needs, one is refused, in whatever order they come. */
    @Test
    void a_start_is_never_annulled_under_a_deployment() throws Exception {
        for (int round = 0; round < 12; round++) {
            String mission = fresh("M");
            String volunteer = fresh("V");
            List<JsonNode> opened = one.bulk(new ArrayList<>(openMission(mission, 5)));
            JsonNode started = opened.get(1).path("events").path(0);
            one.accepted("RegisterVolunteer", register(volunteer, volunteer));

            List<String> refusals =
                    together(() -> deployed(one, volunteer, volunteer + "-A", mission), () -> annulled(two, started));

            assertThat(refusals).isIn(List.of("", "MISSION_NOT_OPEN"), List.of("MISSION_NOT_OPEN", ""));
        }
    }

    /** X1: of two corrections that together let one volunteer serve twice on a day, one is refused. */
    @Test
    void two_ends_are_never_corrected_into_each_other() throws Exception {
        for (int round = 0; round < 8; round++) {
            String mission = fresh("M");
            String volunteer = fresh("V");
            one.bulk(new ArrayList<>(openMission(mission, 5)));
            one.accepted("RegisterVolunteer", register(volunteer, volunteer));
            one.accepted("DeployVolunteer", deploy(volunteer, volunteer + "-A", mission));
            JsonNode ended = one.accepted("EndAssignment", end(volunteer + "-A", "1992-04-30"))
                    .path("events")
                    .path(0);
            JsonNode second = one.accepted(
                            "DeployVolunteer",
                            with(deploy(volunteer, volunteer + "-B", mission), "entryOnDuty", "1992-08-01"))
                    .path("events")
                    .path(0);

            List<String> refusals = together(
                    () -> corrected(one, correct(ended, "lastDay", "1992-06-30")),
                    () -> corrected(two, correct(second, "entryOnDuty", "1992-06-01")));

            assertThat(refusals).isIn(List.of("", "ALREADY_DEPLOYED"), List.of("ALREADY_DEPLOYED", ""));
        }
    }

    /** X9 and X2: of a transfer that is moved to an earlier day and a deployment on the last post of these days, one is refused. */
    @Test
    void a_transfer_is_never_corrected_onto_a_post_that_is_filled() throws Exception {
        for (int round = 0; round < 8; round++) {
            String left = fresh("M");
            String joined = fresh("M");
            String volunteer = fresh("V");
            String other = fresh("V");
            one.bulk(new ArrayList<>(openMission(left, 5)));
            // One post in May, two from June on: each of the two fits, and not both.
            one.bulk(new ArrayList<>(openMission(joined, 1)));
            one.accepted("ReviseVolunteerStrength", with(strength(joined, 2), "revisedOn", "1992-06-01"));
            one.accepted("RegisterVolunteer", register(volunteer, volunteer));
            one.accepted("RegisterVolunteer", register(other, other));
            one.accepted("DeployVolunteer", deploy(volunteer, volunteer + "-A", left));
            JsonNode transferred = one.accepted(
                            "TransferVolunteer",
                            Map.of(
                                    "assignment",
                                    volunteer + "-A",
                                    "newAssignment",
                                    volunteer + "-B",
                                    "mission",
                                    joined,
                                    "station",
                                    joined + "-HQ",
                                    "serviceArea",
                                    "ELECTORAL_SUPPORT",
                                    "expertise",
                                    "TECHNICAL",
                                    "transferredOn",
                                    "1992-06-01"))
                    .path("events")
                    .path(0);
            Map<String, Object> inMay = with(deploy(other, other + "-A", joined), "entryOnDuty", "1992-05-01");

            List<String> refusals = together(
                    () -> corrected(one, correct(transferred, "transferredOn", "1992-05-15")),
                    () -> refusal(two.command("DeployVolunteer", UUID.randomUUID(), inMay)));

            assertThat(refusals).isIn(List.of("", "CEILING_REACHED"), List.of("CEILING_REACHED", ""));
        }
    }

    private static JsonNode startedIn2099(String mission) {
        one.accepted("EstablishMission", establish(mission));
        JsonNode started = one.accepted("StartMission", Map.of("mission", mission, "startedOn", "2099-03-15"));
        List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 5));
        one.bulk(lines.subList(2, lines.size()));
        return started.path("events").path(0);
    }

    private static Map<String, Object> correct(JsonNode event, String field, String after) {
        Map<String, Object> body = new HashMap<>(annul(event));
        body.put("field", field);
        body.put("after", after);
        body.put("reason", "TYPING_ERROR");
        return body;
    }

    private static Map<String, Object> annul(JsonNode event) {
        return Map.of(
                "event",
                event.path("id").asString(),
                "position",
                event.path("position").asLong(),
                "reason",
                "DID_NOT_HAPPEN");
    }

    /** Why it is refused; empty if it is accepted. */
    private static String deployed(RunningCommandSide system, String volunteer, String assignment, String mission) {
        return refusal(system.command("DeployVolunteer", UUID.randomUUID(), deploy(volunteer, assignment, mission)));
    }

    private static String annulled(RunningCommandSide system, JsonNode event) {
        return refusal(system.command("AnnulRecord", UUID.randomUUID(), annul(event)));
    }

    private static String corrected(RunningCommandSide system, Map<String, Object> body) {
        return refusal(system.command("CorrectRecord", UUID.randomUUID(), body));
    }

    private static String refusal(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 409);
        return answer.code();
    }

    private static String phases(String mission, long at) {
        return one.get("/audit/state/mission/" + mission + "?at=" + at, "audit")
                .json()
                .path("state")
                .path("phases")
                .toString();
    }

    private static List<String> together(Callable<String> first, Callable<String> second) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> one = threads.submit(first);
            Future<String> two = threads.submit(second);
            return List.of(one.get(), two.get());
        }
    }
}
