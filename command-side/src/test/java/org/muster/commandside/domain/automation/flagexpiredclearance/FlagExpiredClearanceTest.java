package org.muster.commandside.domain.automation.flagexpiredclearance;

import static org.muster.commandside.AutomationExamples.contracted;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.automation.ClearanceExpiryFlagged;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;

class FlagExpiredClearanceTest {

    private static final FlagExpiredClearance FLAG =
            new FlagExpiredClearance("V1", ClearanceKind.MEDICAL, day("1992-03-31"), day("1992-04-01"));
    private static final ClearanceExpiryFlagged FLAGGED = new ClearanceExpiryFlagged(
            "V1", "A1", "UNTAC", ClearanceKind.MEDICAL, day("1992-03-31"), day("1992-04-01"));

    @Test
    void flags_each_assignment_that_waits_for_the_clearance_once() {
        waiting().when(FLAG).then(FLAGGED);
        waiting().and(FLAGGED).when(FLAG).refused(RefusalCode.NO_CHANGE, Map.of("volunteer", "V1", "kind", "MEDICAL"));
    }

    @Test
    void is_not_due_where_the_volunteer_serves_or_waits_for_nothing() {
        waiting()
                .and(contracted("V1", "A1", "1992-09-30"))
                .when(FLAG)
                .refused(
                        RefusalCode.NOT_DUE,
                        Map.of("volunteer", "V1", "kind", "MEDICAL", "waiting", 0, "expired", true));
        given(registered("V1", "KEN"), cleared("V1", ClearanceKind.MEDICAL, "1992-03-31"))
                .when(FLAG)
                .refused(RefusalCode.NOT_DUE);
    }

    @Test
    void is_not_due_where_the_clearance_was_renewed() {
        waiting()
                .and(new ClearanceRecorded(
                        "V1",
                        ClearanceKind.MEDICAL,
                        ClearanceResult.CLEARED,
                        day("1992-03-30"),
                        Optional.of(day("1994-03-29"))))
                .when(FLAG)
                .refused(
                        RefusalCode.NOT_DUE,
                        Map.of("volunteer", "V1", "kind", "MEDICAL", "waiting", 1, "expired", false));
    }

    @Test
    void does_not_know_a_volunteer_that_was_not_registered() {
        given().when(FLAG).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }

    @Test
    void is_decided_again_after_the_entry_on_duty_and_a_renewal() {
        waiting()
                .when(FLAG)
                .decidedAgainAfter(
                        contracted("V1", "A1", "1992-09-30"), cleared("V1", ClearanceKind.MEDICAL, "1994-03-14"));
    }

    private static Given waiting() {
        return given(
                registered("V1", "KEN"),
                cleared("V1", ClearanceKind.MEDICAL, "1992-03-31"),
                accepted("A1", "D1", "V1"));
    }
}
