package org.muster.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A classified reason on its way from the command to the reports: open in the restricted roster, a class for everybody else. */
@ExtendWith(RunningApplication.class)
class ClassifiedReasonTest {

    private final Application application;

    ClassifiedReasonTest(Application application) {
        this.application = application;
    }

    @Test
    @DisplayName(
            "the restricted roster says MEDICAL, as known before and now; the report on separations says UNDISCLOSED")
    void the_restricted_roster_says_which_reason_it_was() {
        Caller importer = application.as("importer");
        Scene scene = new Scene(importer);
        String mission = scene.activeMission(2);
        String volunteer = scene.volunteers(1).getFirst();
        Map<String, ?> deployment = Scene.deployment(volunteer, mission);
        List<JsonNode> answers = importer.bulk(List.of(
                entry("DeployVolunteer", deployment),
                entry(
                        "EndAssignment",
                        Map.of(
                                "assignment", deployment.get("assignment"),
                                "lastDay", "1992-08-31",
                                "reason", "MEDICAL"))));
        String position = answers.getLast().get("position").asString();

        for (String when : List.of("", "&knownAt=" + position)) {
            assertThat(reasons("/reports/roster?on=1992-07-01&mission=" + mission + when, position))
                    .containsExactly(entry(deployment.get("assignment").toString(), "MEDICAL"));
        }
        assertThat(reasons("/reports/service-history?on=1993-01-01&volunteer=" + volunteer, position))
                .containsExactly(entry(deployment.get("assignment").toString(), "MEDICAL"));
        Caller.Reply separations = application
                .as("dashboard")
                .query("/reports/separations?from=1992-01&to=1992-12&mission=" + mission, "Muster-Position", position);
        assertThat(separations.status()).as(separations.body()).isEqualTo(200);
        assertThat(separations.body()).contains("UNDISCLOSED").doesNotContain("MEDICAL");
        assertThat(application
                        .as("auditor")
                        .audit("/audit/accesses?volunteer=" + volunteer)
                        .lines())
                .hasSize(3)
                .allSatisfy(
                        access -> assertThat(access.path("purpose").asString()).isEqualTo("ROSTER"));
    }

    private Map<String, String> reasons(String path, String position) {
        Caller.Reply reply = application.as("admin").query(path, "Muster-Position", position);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        Map<String, String> reasons = new HashMap<>();
        reply.json()
                .path("rows")
                .forEach(row -> reasons.put(
                        row.path("assignment").asString(),
                        row.path("separationReason").asString()));
        return reasons;
    }
}
