package org.muster.commandside.domain.correction.correctrecord;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.PerformanceOutcome;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.recruitment.ClearanceKind;

/** What is noted beside an assignment is corrected: its own dates stay in their order, and nothing else rests on it. */
class CorrectSettlementTest {

    private static final VolunteerDeployed SERVING = deployed("V1", "1992-05-01");

    @Test
    void a_clearance_that_did_not_hold_on_the_entry_on_duty_comes_with_a_warning() {
        Given given = given(registered("V1", "KEN"), cleared("V1", ClearanceKind.MEDICAL, "1994-03-14"), SERVING);
        given.when(correct(2, "validUntil", "1992-04-30")).accepted(WarningCode.CONTRADICTS_RECORD);
        given.when(correct(2, "result", "NOT_CLEARED")).accepted(WarningCode.CONTRADICTS_RECORD);
        given.when(annul(2)).accepted(WarningCode.CONTRADICTS_RECORD);
        given.when(correct(2, "validUntil", "1992-05-01")).accepted();
        given.when(correct(2, "validUntil", "1992-03-14"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("validUntil", "1992-03-14", "notBefore", "1992-03-15"));
    }

    @Test
    void a_resignation_stays_in_the_order_of_its_days() {
        Given given = given(
                registered("V1", "KEN"),
                SERVING,
                new ResignationSubmitted("V1", SERVING.assignment(), "UNTAC", day("1992-06-01"), day("1992-07-01")));
        given.when(correct(3, "noticeOn", "1992-04-30")).refused(RefusalCode.NOTICE_TOO_OLD);
        given.when(correct(3, "noticeOn", "1992-07-02")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(3, "lastDay", "1992-05-31")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(3, "lastDay", "1992-07-31")).accepted();
        given.when(annul(3)).accepted();
    }

    @Test
    void a_final_clearance_follows_the_last_day() {
        Given given = given(
                registered("V1", "KEN"),
                SERVING,
                ended(SERVING, "1992-06-30"),
                new FinalClearanceRecorded("V1", SERVING.assignment(), "UNTAC", day("1992-07-31")));
        given.when(correct(4, "clearedOn", "1992-06-29"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("clearedOn", "1992-06-29", "notBefore", "1992-06-30"));
        given.when(correct(4, "clearedOn", "1992-06-30")).accepted();
        given.when(annul(3)).refused(RefusalCode.LATER_RECORDS);
        given.and(given.when(annul(4)).events().getFirst()).when(annul(3)).accepted();
    }

    @Test
    void an_assessment_has_another_outcome() {
        PerformanceOutcome other = PerformanceOutcome.values()[1];
        given(
                        registered("V1", "KEN"),
                        SERVING,
                        new PerformanceAssessed(
                                "V1",
                                SERVING.assignment(),
                                "UNTAC",
                                PerformanceOutcome.values()[0],
                                day("1992-05-01"),
                                day("1992-06-30"),
                                day("1992-07-01")))
                .when(correct(3, "outcome", other.name()))
                .accepted();
    }

    private static AnnulRecord annul(long position) {
        return new AnnulRecord(Given.id(position), position, CorrectionReason.DID_NOT_HAPPEN);
    }
}
