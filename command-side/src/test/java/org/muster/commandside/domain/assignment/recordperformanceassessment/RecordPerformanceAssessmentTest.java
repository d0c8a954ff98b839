package org.muster.commandside.domain.assignment.recordperformanceassessment;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.domain.decision.Given.given;
import static org.muster.events.assignment.PerformanceOutcome.MEETS_EXPECTATIONS;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordPerformanceAssessment;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.VolunteerDeployed;

class RecordPerformanceAssessmentTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void assesses_days_of_service_also_after_the_end() {
        PerformanceAssessed assessed = new PerformanceAssessed(
                "V1",
                DEPLOYED.assignment(),
                "UNTAC",
                MEETS_EXPECTATIONS,
                day("1992-04-01"),
                day("1992-06-30"),
                day("1992-07-05"));
        given(DEPLOYED).when(assess("1992-04-01", "1992-06-30", "1992-07-05")).then(assessed);
        given(DEPLOYED, ended(DEPLOYED, "1992-06-30"))
                .when(assess("1992-04-01", "1992-06-30", "1992-07-05"))
                .then(assessed);
    }

    @Test
    void refuses_days_without_service() {
        Map<String, Object> details = Map.of("assignment", DEPLOYED.assignment());
        given().when(assess("1992-04-01", "1992-06-30", "1992-07-05")).refused(RefusalCode.NOT_DEPLOYED, details);
        given(DEPLOYED)
                .when(assess("1992-03-31", "1992-06-30", "1992-07-05"))
                .refused(RefusalCode.NOT_DEPLOYED, details);
        given(DEPLOYED, ended(DEPLOYED, "1992-06-29"))
                .when(assess("1992-04-01", "1992-06-30", "1992-07-05"))
                .refused(RefusalCode.NOT_DEPLOYED, details);
    }

    @Test
    void its_days_are_in_order() {
        given(DEPLOYED)
                .when(assess("1992-06-30", "1992-06-29", "1992-07-05"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("periodTo", "1992-06-29", "notBefore", "1992-06-30"));
        given(DEPLOYED)
                .when(assess("1992-04-01", "1992-06-30", "1992-06-29"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("assessedOn", "1992-06-29", "notBefore", "1992-06-30"));
    }

    private static RecordPerformanceAssessment assess(String from, String to, String on) {
        return new RecordPerformanceAssessment(DEPLOYED.assignment(), MEETS_EXPECTATIONS, day(from), day(to), day(on));
    }
}
