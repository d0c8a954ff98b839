package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.LocalKafka;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Why a person left for a reason that says something about them: for who may know it, and for nobody once they are erased. */
class ClassifiedReasonTest {

    private static final String ROSTER = "/roster/separation-reasons?assignment=";

    private final List<String> answers = new ArrayList<>();

    private Answer kept(Answer answer) {
        answers.add(answer.text());
        return answer;
    }

    private static Map<String, Object> ended(String assignment, String reason) {
        return with(end(assignment, "1992-06-30"), "reason", reason);
    }

    @Test
    void is_in_clear_nowhere_but_for_those_who_may_know_it_and_for_nobody_once_erased() throws Exception {
        try (LocalKafka kafka = LocalKafka.temporary();
                RunningCommandSide system =
                        RunningCommandSide.fresh("--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers())) {
            UUID medical = UUID.randomUUID();
            served(system, medical);

            assertThat(system.get(ROSTER + "A-1&assignment=A-2&assignment=A-3", "roster")
                            .json()
                            .toString())
                    .isEqualTo("{\"A-1\":\"MEDICAL\",\"A-2\":\"MISCONDUCT\"}");
            assertThat(system.get("/personal-data/V-1/separation-reasons?purpose=DUTY_OF_CARE", "personal-data")
                            .json()
                            .toString())
                    .isEqualTo("{\"A-1\":\"MEDICAL\"}");
            refusedAndRepeated(system, medical);
            correctedByAnother(system);
            assertThat(system.get("/audit/accesses?volunteer=V-1", "audit").lines().stream()
                            .map(access -> access.path("purpose").asString() + " "
                                    + access.path("outcome").asString()))
                    .containsExactly("ROSTER SHOWN", "DUTY_OF_CARE SHOWN");

            String counts = counts(system);
            erased(system);
            assertThat(counts(system)).isEqualTo(counts);
            assertThat(kept(system.command("EndAssignment", medical, ended("A-1", "MEDICAL")))
                            .code())
                    .as("nobody can say any more whether it is the same")
                    .isEqualTo("IDEMPOTENCY_KEY_REUSED");
            assertThat(keys(system)).containsExactly("A-2");
            inClearNowhere(system, kafka);
        }
    }

    /** In one upload, so nobody knows yet whose assignment it is when the reason is sealed. */
    private static void served(RunningCommandSide system, UUID medical) {
        List<Object> lines = new ArrayList<>(openMission("UNTAC", 5));
        for (int i = 1; i <= 3; i++) {
            lines.add(line("RegisterVolunteer", register("V-" + i, "Fictional " + i)));
            lines.add(line("DeployVolunteer", deploy("V-" + i, "A-" + i, "UNTAC")));
        }
        lines.add(line("EndAssignment", medical, ended("A-1", "MEDICAL")));
        lines.add(line("EndAssignment", ended("A-2", "MISCONDUCT")));
        lines.add(line("EndAssignment", ended("A-3", "FUNDING")));
        assertThat(system.bulk(lines))
                .allSatisfy(answer -> assertThat(answer.path("status").asInt())
                        .as(answer.toString())
                        .isEqualTo(200));
        assertThat(system.history("?types=muster.volunteer.assignment-ended").stream()
                        .map(event -> event.path("data").path("reason").asString()))
                .containsExactly("UNDISCLOSED", "UNDISCLOSED", "FUNDING");
    }

    private void refusedAndRepeated(RunningCommandSide system, UUID medical) {
        for (String scope : List.of("personal-data", "audit", "commands", "admin", "reports")) {
            assertThat(kept(system.get(ROSTER + "A-1", scope)).status())
                    .as(scope)
                    .isEqualTo(403);
        }
        assertThat(kept(system.get(ROSTER + "A-1" + "&assignment=X".repeat(100), "roster"))
                        .status())
                .isEqualTo(400);
        assertThat(kept(system.command("EndAssignment", medical, ended("A-1", "MEDICAL")))
                        .status())
                .isEqualTo(200);
        assertThat(kept(system.command("EndAssignment", medical, ended("A-1", "MISCONDUCT")))
                        .status())
                .isEqualTo(422);
        UUID refused = UUID.randomUUID();
        assertThat(kept(system.command("EndAssignment", refused, ended("A-1", "MEDICAL")))
                        .code())
                .isEqualTo("NOT_OPEN");
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        kept(system.get("/audit/decisions/" + refused, "audit")).status() == 200);
        kept(system.get("/audit/decisions/" + medical, "audit"));
        kept(system.get("/audit/page/assignment/A-1", "audit"));
        kept(system.get("/audit/state/assignment/A-1", "audit"));
    }

    /** A correction brings a classified reason sealed, as an end does; what is known of it counts from its position on. */
    private void correctedByAnother(RunningCommandSide system) {
        JsonNode last =
                system.history("?types=muster.volunteer.assignment-ended").getLast();
        Map<String, Object> event = Map.of(
                "event", last.path("id").asString(),
                "position", last.path("position").asLong(),
                "reason", "TYPING_ERROR");
        // These answers list all words, whichever was sent, so they are not kept.
        for (String word : List.of("medical", "UNDISCLOSED", "BOREDOM")) {
            Answer none = system.command(
                    "CorrectRecord", UUID.randomUUID(), with(with(event, "field", "reason"), "after", word));
            assertThat(none.status()).as(word).isEqualTo(400);
        }
        Map<String, Object> medical = with(with(event, "field", "reason"), "after", "MEDICAL");
        UUID corrects = UUID.randomUUID();
        long known = position(kept(system.command("CorrectRecord", corrects, medical)));
        assertThat(kept(system.command("CorrectRecord", corrects, medical)).status())
                .as("repeated")
                .isEqualTo(200);
        assertThat(kept(system.command("CorrectRecord", corrects, with(medical, "after", "MISCONDUCT")))
                        .status())
                .isEqualTo(422);
        kept(system.get("/audit/decisions/" + corrects, "audit"));
        position(kept(system.command("CorrectRecord", UUID.randomUUID(), with(medical, "after", "MISCONDUCT"))));
        assertThat(reason(system, "A-3")).isEqualTo("{\"A-3\":\"MISCONDUCT\"}");
        position(kept(system.command("CorrectRecord", UUID.randomUUID(), with(medical, "after", "COMPLETION"))));
        assertThat(reason(system, "A-3")).isEqualTo("{}");
        assertThat(reason(system, "A-3&knownAt=" + known)).isEqualTo("{\"A-3\":\"MEDICAL\"}");
        assertThat(reason(system, "A-3&knownAt=" + (known - 1))).isEqualTo("{}");

        long annulled = position(kept(system.command("AnnulRecord", UUID.randomUUID(), event)));
        system.accepted("EndAssignment", ended("A-3", "MEDICAL"));
        assertThat(reason(system, "A-3&knownAt=" + annulled)).isEqualTo("{}");
        assertThat(reason(system, "A-3")).isEqualTo("{\"A-3\":\"MEDICAL\"}");
        assertThat(system.history("?types=muster.record.corrected").stream()
                        .map(one -> one.path("data").path("before").asString() + " "
                                + one.path("data").path("after").asString()))
                .containsExactly("FUNDING UNDISCLOSED", "UNDISCLOSED UNDISCLOSED", "UNDISCLOSED COMPLETION");
    }

    private static String reason(RunningCommandSide system, String assignment) {
        return system.get(ROSTER + assignment, "roster").json().toString();
    }

    private static long position(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        return accepted.json().path("position").asLong();
    }

    private void erased(RunningCommandSide system) {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        for (String volunteer : List.of("V-1", "V-3")) {
            for (String administrator : List.of("first", "second")) {
                Answer answer = kept(system.command(
                        "ErasePersonalData",
                        UUID.randomUUID(),
                        Map.of("volunteer", volunteer, "basis", "DATA_SUBJECT_REQUEST", "erasedOn", today),
                        RunningCommandSide.ISSUER.token(administrator, "commands", "admin")));
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> keys(system).equals(List.of("A-2")));
        assertThat(system.get(ROSTER + "A-1&assignment=A-2&assignment=A-3", "roster")
                        .json()
                        .toString())
                .isEqualTo("{\"A-2\":\"MISCONDUCT\"}");
        assertThat(system.get("/audit/accesses?volunteer=V-1", "audit")
                        .lines()
                        .getLast()
                        .path("outcome")
                        .asString())
                .isEqualTo("ERASED");
    }

    /** The assignments that have a key. */
    private static List<String> keys(RunningCommandSide system) {
        return JdbcClient.create(system.database().dataSource())
                .sql("SELECT substr(volunteer, 12) FROM vault.volunteer_key WHERE volunteer LIKE 'assignment:%'"
                        + " AND length(keyset) > 0 ORDER BY volunteer")
                .query(String.class)
                .list();
    }

    private static String counts(RunningCommandSide system) {
        long ended = system.history("?types=muster.volunteer.assignment-ended")
                .getLast()
                .path("position")
                .asLong();
        return system.get("/audit/state/mission-posts/UNTAC?at=" + ended, "audit")
                .text();
    }

    private void inClearNowhere(RunningCommandSide system, LocalKafka kafka) throws Exception {
        kept(system.get("/audit/events", "audit"));
        kept(system.get("/audit/refusals", "audit"));
        JdbcClient database = JdbcClient.create(system.database().dataSource());
        List<String> places = new ArrayList<>(answers);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Canary.topics(kafka.bootstrapServers()).stream()
                                .filter(text -> text.contains("muster.volunteer.personal-data-erased.v1"))
                                .count()
                        >= 2);
        places.addAll(Canary.topics(kafka.bootstrapServers()));
        places.addAll(database.sql("SELECT e::text || encode(payload, 'escape') FROM eventstore.event e")
                .query(String.class)
                .list());
        places.addAll(database.sql("SELECT r::text FROM audit.refusal r")
                .query(String.class)
                .list());
        assertThat(places)
                .hasSizeGreaterThan(40)
                .allSatisfy(text -> assertThat(text).doesNotContain("MEDICAL\"").doesNotContain("MISCONDUCT"));
    }
}
