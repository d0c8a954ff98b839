package org.muster.commandside.domain.assignment.endassignment;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;

class EndAssignmentTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void ends_an_open_assignment_and_repeats_what_it_ends() {
        given(registered("V1", "KEN"), DEPLOYED).when(end("1993-03-31")).then(ended(DEPLOYED, "1993-03-31"));
    }

    @Test
    void may_end_on_its_first_day() {
        given(DEPLOYED).when(end("1992-04-01")).then(ended(DEPLOYED, "1992-04-01"));
    }

    @Test
    void refuses_a_last_day_before_the_first() {
        given(DEPLOYED)
                .when(end("1992-03-31"))
                .refused(
                        RefusalCode.BEFORE_ENTRY_ON_DUTY, Map.of("lastDay", "1992-03-31", "entryOnDuty", "1992-04-01"));
    }

    @Test
    void ends_an_assignment_once() {
        given(DEPLOYED, ended(DEPLOYED, "1993-03-31"))
                .when(end("1993-04-30"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", "V1-1992-04-01", "lastDay", "1993-03-31"));
    }

    @Test
    void does_not_end_what_never_began() {
        given(registered("V1", "KEN"))
                .when(end("1993-03-31"))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", "V1-1992-04-01"));
    }

    @Test
    void two_ends_at_once_do_not_both_succeed_and_others_in_the_mission_do_not_disturb() {
        VolunteerDeployed other = deployed("V2", "1992-04-01");
        given(DEPLOYED)
                .when(end("1993-03-31"))
                .decidedAgainAfter(ended(DEPLOYED, "1993-01-31"))
                .notDisturbedBy(other, ended(other, "1993-01-31"));
    }

    private static EndSealedAssignment end(String lastDay) {
        return new EndSealedAssignment("V1-1992-04-01", day(lastDay), SeparationClass.COMPLETION, Optional.empty());
    }

    @Test
    void x1_does_not_end_after_the_next_assignment_began() {
        VolunteerDeployed planned = new VolunteerDeployed(
                "V1",
                "A1",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                Optional.of(day("1992-06-30")),
                Optional.empty(),
                true);
        Given planAndNext = given(registered("V1", "KEN"), planned, deployed("V1", "1992-08-01"));
        planAndNext
                .when(new EndSealedAssignment("A1", day("1992-08-01"), SeparationClass.COMPLETION, Optional.empty()))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1992-08-01", "mission", "UNTAC", "entryOnDuty", "1992-08-01"));
        planAndNext
                .when(new EndSealedAssignment("A1", day("1992-07-31"), SeparationClass.COMPLETION, Optional.empty()))
                .then(ended(planned, "1992-07-31"));
    }
}
