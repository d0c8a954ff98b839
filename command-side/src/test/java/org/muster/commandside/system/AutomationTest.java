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
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.KafkaServer;
import org.muster.testing.TestKafka;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Automations as they run: from the event on Kafka and the day of the clock to the event that others read, each exactly once. */
class AutomationTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final Map<String, Object> PERIOD = Map.of(
            "from", TODAY.minusDays(60).toString(),
            "to", TODAY.plusDays(900).toString());
    private static final Duration LONG = Duration.ofSeconds(60);

    private static final MovedClock CLOCK = new MovedClock();
    private static KafkaServer kafka;
    private static RunningCommandSide system;
    private static RunningCommandSide other;

    @BeforeAll
    static void start() {
        kafka = TestKafka.start();
        system = RunningCommandSide.at(
                CLOCK,
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--muster.automation.every=100ms");
        other = system.second();
    }

    @AfterAll
    static void stop() {
        other.close();
        system.close();
        kafka.close();
    }

    @Test
    void a_contract_passes_its_whole_pipeline_once_in_two_processes_however_often_it_is_looked_at() throws Exception {
        CLOCK.moveTo(TODAY);
        int plannedBefore = planned();
        String mission = fresh("M");
        open(mission, Map.of());
        String reminded = deployed(mission, TODAY.plusDays(100));
        String extended = deployed(mission, TODAY.plusDays(100));
        String ended = deployed(mission, TODAY.plusDays(100));
        String old = deployed(mission, TODAY.minusDays(1));
        awaitPlanned(plannedBefore + 3);
        assertThat(notices(mission)).isEmpty();

        CLOCK.moveTo(TODAY.plusDays(10));
        await().atMost(LONG).untilAsserted(() -> assertThat(notices(mission)).hasSize(3));
        system.accepted(
                "ExtendContract",
                Map.of(
                        "assignment",
                        extended,
                        "contractEndsOn",
                        TODAY.plusDays(400).toString()));
        system.accepted("EndAssignment", end(ended, TODAY.plusDays(20).toString()));
        CLOCK.moveTo(TODAY.plusDays(101));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(notices(reminded))
                        .containsExactly("FIRST_REMINDER 90", "SECOND_REMINDER 60", "ESCALATION 15", "OVERDUE"));
        awaitNothingDue();
        assertThat(notices(extended)).containsExactly("FIRST_REMINDER 90");
        assertThat(notices(ended)).containsExactly("FIRST_REMINDER 90");
        assertThat(notices(old))
                .as("a contract that was over before it was recorded")
                .isEmpty();

        // As if the process had been killed after the commands were recorded, and before that was noted.
        planAgain(reminded);
        awaitNothingDue();
        assertThat(notices(reminded)).hasSize(4);

        publishAnew();
        String later = deployed(mission, TODAY.plusDays(130));
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(notices(later)).containsExactly("FIRST_REMINDER 90", "SECOND_REMINDER 60"));
        awaitNothingDue();
        assertThat(notices(reminded)).hasSize(4);
        assertThat(notices(extended)).hasSize(1);
        assertThat(system.get("/actuator/health/automation", "admin")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void a_mission_is_warned_of_flagged_listed_and_declared_ready_and_its_offer_expires() {
        CLOCK.moveTo(TODAY);
        String mission = fresh("M");
        open(mission, Map.of("expiresOn", TODAY.plusDays(200).toString()));
        String one = openEnded(mission);
        String two = openEnded(mission);
        String offer = offered(mission);
        system.accepted(
                "ReviseVolunteerStrength",
                with(
                        with(with(strength(mission, 1), "period", PERIOD), "document", "A/81/9"),
                        "revisedOn",
                        TODAY.toString()));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(of(mission, "muster.mission.over-strength-flagged"))
                        .containsExactly("authorized 1 encumbered 2"));

        CLOCK.moveTo(TODAY.plusDays(200));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(of(mission, "muster.mission.mandate-expiry-warned"))
                        .containsExactly("FIRST_WARNING 90", "SECOND_WARNING 30", "EXPIRY 0"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                system.history("?tag=assignment:" + offer + "&types=muster.volunteer.offer-expired"))
                        .hasSize(1));

        system.accepted("EndMandate", Map.of("mission", mission, "endedOn", TODAY.toString()));
        system.accepted("BeginDrawdown", Map.of("mission", mission, "begunOn", TODAY.toString()));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(of(mission, "muster.volunteer.open-assignment-listed"))
                        .containsExactlyInAnyOrder(one + " TRANSFER", two + " TRANSFER"));
        system.accepted("BeginLiquidation", Map.of("mission", mission, "begunOn", TODAY.toString()));
        system.accepted("CancelDoA", Map.of("doa", offer + "-D", "cancelledOn", TODAY.toString()));
        system.accepted("EndAssignment", end(one, TODAY.plusDays(9).toString()));
        system.accepted("EndAssignment", end(two, TODAY.plusDays(2).toString()));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(of(mission, "muster.mission.ready-to-close"))
                        .containsExactly(TODAY.plusDays(10).toString()));
        awaitNothingDue();
        assertThat(of(mission, "muster.mission.ready-to-close")).hasSize(1);
    }

    @Test
    void an_item_that_fails_holds_up_none_behind_it_is_shown_and_is_retried() {
        CLOCK.moveTo(TODAY);
        String mission = fresh("M");
        open(mission, Map.of());
        // No event has this position: whoever works on the item fails, and it is the first of all.
        long nowhere = 999_999_999L;
        database().sql("""
                        INSERT INTO automation.agenda_item (automation, position, next_on)
                        VALUES ('contract-end', ?, ?)""").params(nowhere, TODAY.minusDays(400)).update();
        String assignment = deployed(mission, TODAY.plusDays(95));
        CLOCK.moveTo(TODAY.plusDays(6));

        await().atMost(LONG).untilAsserted(() -> assertThat(notices(assignment)).containsExactly("FIRST_REMINDER 90"));
        await().atMost(LONG).untilAsserted(() -> {
            JsonNode failed = system.get("/admin/automations", "admin").json();
            assertThat(failed.path("count").asInt()).isEqualTo(1);
            assertThat(failed.path("items").path(0).path("position").asLong()).isEqualTo(nowhere);
            assertThat(failed.path("items").path(0).path("failures").asInt()).isEqualTo(1);
            assertThat(system.get("/actuator/health/automation", "admin")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("DEGRADED");
        });

        database()
                .sql("UPDATE automation.agenda_item SET retry_at = now() WHERE position = ?")
                .param(nowhere)
                .update();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(system.get("/admin/automations", "admin")
                                .json()
                                .path("items")
                                .path(0)
                                .path("failures")
                                .asInt())
                        .isEqualTo(2));
        database()
                .sql("DELETE FROM automation.agenda_item WHERE position = ?")
                .param(nowhere)
                .update();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(system.get("/actuator/health/automation", "admin")
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo("UP"));
    }

    @Test
    void a_corrected_end_of_a_contract_is_reminded_of_anew() {
        CLOCK.moveTo(TODAY);
        String mission = fresh("M");
        open(mission, Map.of());
        String assignment = deployed(mission, TODAY.plusDays(800));
        JsonNode deployment = system.history("?tag=assignment:" + assignment + "&types=muster.volunteer.deployed")
                .getFirst();
        system.accepted(
                "CorrectRecord",
                Map.of(
                        "event", deployment.path("id").asString(),
                        "position", deployment.path("position").asLong(),
                        "field", "contractEndsOn",
                        "after", TODAY.plusDays(92).toString(),
                        "reason", "TYPING_ERROR"));
        CLOCK.moveTo(TODAY.plusDays(3));

        await().atMost(LONG).untilAsserted(() -> assertThat(notices(assignment)).containsExactly("FIRST_REMINDER 90"));
    }

    @Test
    void a_clearance_that_expires_before_the_entry_on_duty_is_flagged() {
        CLOCK.moveTo(TODAY);
        String mission = fresh("M");
        open(mission, Map.of());
        String assignment = offered(mission);
        String volunteer = assignment.substring(0, assignment.length() - 2);
        system.accepted("AcceptOffer", Map.of("assignment", assignment, "acceptedOn", TODAY.toString()));
        system.accepted(
                "RecordClearance",
                Map.of(
                        "volunteer",
                        volunteer,
                        "kind",
                        "VISA",
                        "result",
                        "CLEARED",
                        "clearedOn",
                        TODAY.toString(),
                        "validUntil",
                        TODAY.plusDays(10).toString()));
        CLOCK.moveTo(TODAY.plusDays(11));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(system.history(
                                "?tag=assignment:" + assignment + "&types=muster.volunteer.clearance-expiry-flagged"))
                        .singleElement()
                        .satisfies(event -> assertThat(
                                        event.path("data").path("kind").asString())
                                .isEqualTo("VISA")));
    }

    @Test
    void nobody_else_sends_what_automations_send() {
        Answer answer = system.command(
                "FlagOverdueContract",
                UUID.randomUUID(),
                Map.of(
                        "assignment", "A-1",
                        "contractEndsOn", "2026-01-31",
                        "flaggedOn", "2026-02-01",
                        "complete", true),
                token("commands", "import", "admin", "automation"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("AUTOMATION_ONLY");
    }

    /** A mission with posts of today. */
    private static void open(String mission, Map<String, Object> more) {
        Map<String, Object> established = new HashMap<>(establish(mission));
        established.putAll(more);
        List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 5));
        lines.set(0, line("EstablishMission", established));
        lines.add(line("AuthorizeVolunteerStrength", with(strength(mission, 9), "period", PERIOD)));
        recorded(lines);
    }

    /** @return an assignment without an end on record */
    private static String openEnded(String mission) {
        String volunteer = fresh("V");
        recorded(List.of(
                line("RegisterVolunteer", register(volunteer, volunteer)),
                line(
                        "DeployVolunteer",
                        with(
                                deploy(volunteer, volunteer + "-A", mission),
                                "entryOnDuty",
                                TODAY.minusDays(30).toString()))));
        return volunteer + "-A";
    }

    /** @return the assignment that is on offer for five days */
    private static String offered(String mission) {
        String volunteer = fresh("V");
        String assignment = volunteer + "-A";
        String doa = assignment + "-D";
        String now = TODAY.toString();
        String fundedUntil = TODAY.plusDays(400).toString();
        recorded(List.of(
                line("RegisterVolunteer", register(volunteer, volunteer)),
                line(
                        "SubmitDoA",
                        Map.of(
                                "doa",
                                doa,
                                "mission",
                                mission,
                                "category",
                                "INTERNATIONAL_SPECIALIST",
                                "serviceArea",
                                "ELECTORAL_SUPPORT",
                                "expertise",
                                "TECHNICAL",
                                "neededFrom",
                                TODAY.plusDays(20).toString(),
                                "months",
                                6,
                                "funding",
                                "MISSION_BUDGET",
                                "fundedUntil",
                                fundedUntil,
                                "submittedOn",
                                now)),
                line(
                        "AuthorizeFunding",
                        Map.of("doa", doa, "document", "FA-1", "fundedUntil", fundedUntil, "authorizedOn", now)),
                line("ApproveDoA", Map.of("doa", doa, "approvedOn", now)),
                line("SelectCandidate", Map.of("doa", doa, "volunteer", volunteer, "selectedOn", now)),
                line(
                        "IssueOffer",
                        Map.of(
                                "assignment", assignment,
                                "doa", doa,
                                "volunteer", volunteer,
                                "startsOn", TODAY.plusDays(20).toString(),
                                "endsOn", TODAY.plusDays(190).toString(),
                                "answerBy", TODAY.plusDays(5).toString(),
                                "issuedOn", now))));
        return assignment;
    }

    /** What events of a type say of a mission, in one line each. */
    private static List<String> of(String mission, String type) {
        return system.history("?tag=mission:" + mission + "&types=" + type).stream()
                .map(event -> event.path("data"))
                .map(data -> data.has("notice")
                        ? data.path("notice").asString() + " "
                                + data.path("daysLeft").asInt()
                        : data.has("proposal")
                                ? data.path("assignment").asString() + " "
                                        + data.path("proposal").asString()
                                : data.has("readyOn")
                                        ? data.path("readyOn").asString()
                                        : "authorized "
                                                + data.path("authorized").asInt() + " encumbered "
                                                + data.path("encumbered").asInt())
                .toList();
    }

    private static void recorded(List<Map<String, Object>> lines) {
        assertThat(system.bulk(lines))
                .allSatisfy(answer -> assertThat(answer.path("status").asInt())
                        .as(answer.toString())
                        .isEqualTo(200));
    }

    /** @return the assignment */
    private static String deployed(String mission, LocalDate contractEndsOn) {
        String volunteer = fresh("V");
        Map<String, Object> deployment = with(
                deploy(volunteer, volunteer + "-A", mission),
                "entryOnDuty",
                TODAY.minusDays(30).toString());
        recorded(List.of(
                line("RegisterVolunteer", register(volunteer, volunteer)),
                line("DeployVolunteer", with(deployment, "contractEndsOn", contractEndsOn.toString()))));
        return volunteer + "-A";
    }

    private static List<String> notices(String entity) {
        String tag = (entity.endsWith("-A") ? "assignment:" : "mission:") + entity;
        List<String> notices = new ArrayList<>();
        for (JsonNode event : system.history("?tag=" + tag
                + "&types=muster.volunteer.contract-reminder-issued,muster.volunteer.contract-overdue-flagged")) {
            JsonNode data = event.path("data");
            notices.add(
                    data.has("notice")
                            ? data.path("notice").asString() + " "
                                    + data.path("daysLeft").asInt()
                            : "OVERDUE");
            assertThat(event.path("metadata").path("actor").asString()).isEqualTo("muster:automation");
            assertThat(event.path("metadata").path("channel").asString()).isEqualTo("AUTOMATION");
            String cause = event.path("metadata").path("cause").asString();
            assertThat(system.history("?tag=" + tag))
                    .as("the event that it follows")
                    .anyMatch(before -> before.path("id").asString().equals(cause));
        }
        return notices;
    }

    private static JdbcClient database() {
        return JdbcClient.create(system.database().dataSource());
    }

    private static int planned() {
        return database()
                .sql("SELECT count(*) FROM automation.agenda_item WHERE automation = 'contract-end'")
                .query(Integer.class)
                .single();
    }

    private static void awaitPlanned(int items) {
        await().atMost(LONG).until(() -> planned() == items);
    }

    private static void awaitNothingDue() {
        await().atMost(LONG)
                .until(() -> database()
                                .sql("SELECT count(*) FROM automation.agenda_item WHERE next_on <= ?")
                                .param(LocalDate.now(CLOCK))
                                .query(Integer.class)
                                .single()
                        == 0);
    }

    private static void planAgain(String assignment) {
        long position = system.history("?tag=assignment:" + assignment + "&types=muster.volunteer.deployed")
                .getFirst()
                .path("position")
                .asLong();
        database()
                .sql("INSERT INTO automation.agenda_item (automation, position, next_on) VALUES ('contract-end', ?, ?)")
                .params(position, TODAY)
                .update();
    }

    /** The topic is lost, and published again from the store when the publisher starts. */
    private static void publishAnew() throws Exception {
        other.close();
        system.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of("muster.events", "muster.publication"))
                    .all()
                    .get();
        }
        system = system.second();
        other = system.second();
    }

    /** A clock that stands still until it is moved. */
    private static final class MovedClock extends Clock {

        private volatile Instant now = Instant.now();

        void moveTo(LocalDate day) {
            now = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
