package org.muster.commandside.domain.assignment.cancelassignment;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.contract;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.recruited;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.CancelAssignment;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.AssignmentCancelled;

class CancelAssignmentTest {

    private static final CancelAssignment CANCEL = new CancelAssignment("A1", day("1992-03-20"));
    private static final AssignmentCancelled CANCELLED =
            new AssignmentCancelled("V1", "A1", "D1", "UNTAC", day("1992-03-20"));

    @Test
    void cancels_what_was_accepted_before_the_entry_on_duty() {
        ready().when(CANCEL).then(CANCELLED);
        ready().and(contract("A1", "D1", "V1")).when(CANCEL).then(CANCELLED);
    }

    @Test
    void x1_frees_the_volunteer_and_leaves_the_request_to_others() {
        Given free = ready().and(CANCELLED);
        free.and(offered("A2", "D1", "V1"))
                .when(new AcceptOffer("A2", day("1992-03-18")))
                .then(accepted("A2", "D1", "V1"));
        free.when(new CancelDoA("D1", day("1992-03-20"))).then(cancelled("D1"));
    }

    @Test
    void refuses_what_is_not_accepted_or_cancelled_already() {
        given(offered("A1", "D1", "V1")).when(CANCEL).refused(RefusalCode.NOT_OPEN, Map.of("assignment", "A1"));
        ready().and(CANCELLED).when(CANCEL).refused(RefusalCode.NOT_OPEN, Map.of("assignment", "A1"));
    }

    @Test
    void refuses_an_assignment_whose_volunteer_is_on_duty() {
        given(deployed("V1", "1992-04-01"))
                .when(new CancelAssignment("V1-1992-04-01", day("1992-03-20")))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1992-04-01", "entryOnDuty", "1992-04-01"));
    }

    private static Given ready() {
        return given(registered("V1", "KEN")).and(recruited("A1", "D1", "V1"));
    }
}
