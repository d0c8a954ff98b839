package org.muster.commandside.domain.automation.listopenassignments;

import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commandside.RecruitmentExamples;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.AssignmentProposal;
import org.muster.events.automation.OpenAssignmentListed;
import org.muster.events.mission.DrawdownBegun;

class ListOpenAssignmentsTest {

    private static final DrawdownBegun DRAWDOWN = new DrawdownBegun("UNTAC", day("1993-06-01"));
    private static final ListOpenAssignments LIST = new ListOpenAssignments("UNTAC", day("1993-06-01"));

    @Test
    void lists_each_open_assignment_as_end_transfer_or_liquidation_team() {
        VolunteerDeployed over = contracted("V4", "A4", "1993-03-31");
        given(untac(), untacStarted(), submitted("D3", RecruitmentExamples.CATEGORY, true))
                .and(
                        contracted("V1", "A1", "1993-09-24"),
                        contracted("V2", "A2", "1993-09-25"),
                        contracted("V3", "A3", Optional.of("1993-12-31"), Optional.of("D3")),
                        over,
                        ended(over, "1993-03-31"),
                        contracted("V5", "A5", Optional.empty(), Optional.empty()),
                        DRAWDOWN)
                .when(LIST)
                .then(
                        listed("V1", "A1", AssignmentProposal.END, Optional.of(day("1993-09-24"))),
                        listed("V2", "A2", AssignmentProposal.TRANSFER, Optional.of(day("1993-09-25"))),
                        listed("V3", "A3", AssignmentProposal.LIQUIDATION_TEAM, Optional.of(day("1993-12-31"))),
                        listed("V5", "A5", AssignmentProposal.TRANSFER, Optional.empty()));
    }

    @Test
    void is_not_due_where_nobody_serves_or_the_mission_does_not_draw_down() {
        given(untac(), untacStarted(), DRAWDOWN)
                .when(LIST)
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "phase", "DRAWDOWN", "openAssignments", 0));
        given(untac(), untacStarted(), contracted("V1", "A1", "1993-09-24"))
                .when(LIST)
                .refused(RefusalCode.NOT_DUE, Map.of("mission", "UNTAC", "phase", "ACTIVE", "openAssignments", 1));
        given().when(LIST).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static OpenAssignmentListed listed(
            String volunteer, String assignment, AssignmentProposal proposal, Optional<LocalDate> contractEndsOn) {
        return new OpenAssignmentListed(volunteer, assignment, "UNTAC", proposal, contractEndsOn, day("1993-06-01"));
    }
}
