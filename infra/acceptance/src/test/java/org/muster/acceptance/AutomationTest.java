package org.muster.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.Caller.Reply;

/** Shows by a moved clock all that contracts make due, and kills the process while it acts. */
class AutomationTest {

    private static final int CONTRACTS = 60;
    private static final int NOTICES = 4;
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String TYPES =
            "types=muster.volunteer.contract-reminder-issued,muster.volunteer.contract-overdue-flagged";

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "--clock shows a contract's whole pipeline within a minute, and a kill while it runs loses and doubles nothing")
    void each_notice_is_recorded_once_through_kills() {
        Path data = folder.resolve("data");
        Application.Ports ports = Application.Ports.free();
        try (Application today = Application.start(data, "none", ports)) {
            today.awaitReady();
            deploy(today);
            assertThat(notices(today)).as("nothing is due today").isEmpty();
        }

        String moved = "--clock=" + TODAY.plusDays(120);
        Application killed = Application.start(data, "none", ports, moved);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> notices(killed).size() >= 3);
        } finally {
            killed.kill();
        }
        try (Application again = Application.start(data, "none", ports, moved)) {
            again.awaitReady();
            int atStart = notices(again).size();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(notices(again)).hasSize(CONTRACTS * NOTICES));
            System.out.printf("killed with at most %d of %d notices recorded%n", atStart, CONTRACTS * NOTICES);
            Map<String, Integer> each = new TreeMap<>();
            notices(again).forEach(notice -> each.merge(notice, 1, Integer::sum));
            assertThat(each)
                    .hasSize(CONTRACTS * NOTICES)
                    .allSatisfy((notice, times) -> assertThat(times).as(notice).isEqualTo(1));
        }
    }

    private static void deploy(Application application) {
        Scene scene = new Scene(application.as("importer"));
        String mission = scene.activeMission(1);
        Map<String, Object> strength = new HashMap<>(Scene.strength(mission, CONTRACTS));
        strength.put(
                "period",
                Map.of(
                        "from", TODAY.minusDays(60).toString(),
                        "to", TODAY.plusDays(900).toString()));
        List<Map.Entry<String, Map<String, ?>>> commands = new ArrayList<>();
        commands.add(entry("AuthorizeVolunteerStrength", strength));
        for (String volunteer : scene.volunteers(CONTRACTS)) {
            Map<String, Object> deployment = new HashMap<>(Scene.deployment(volunteer, mission));
            deployment.put("entryOnDuty", TODAY.minusDays(30).toString());
            deployment.put("contractEndsOn", TODAY.plusDays(100).toString());
            commands.add(entry("DeployVolunteer", deployment));
        }
        application.as("importer").bulk(commands);
    }

    /** Each with its assignment. */
    private static List<String> notices(Application application) {
        Reply reply = application.as("auditor").audit("/audit/events?" + TYPES);
        assertThat(reply.status()).isEqualTo(200);
        return reply.lines().stream()
                .map(event -> event.path("data"))
                .map(data -> data.path("assignment").asString() + " "
                        + (data.has("notice") ? data.path("notice").asString() : "OVERDUE"))
                .toList();
    }
}
