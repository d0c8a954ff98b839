package org.muster.commandside.domain.correction.correctrecord;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.CATEGORY;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.contract;
import static org.muster.commandside.RecruitmentExamples.declined;
import static org.muster.commandside.RecruitmentExamples.expired;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.recruited;
import static org.muster.commandside.RecruitmentExamples.selected;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.correction.correctrecord.Amending.after;
import static org.muster.commandside.domain.correction.correctrecord.Amending.annul;
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.recruitment.FundingAuthorized;

/** Requests, offers and contracts are corrected, each while the next step is not on record. */
class CorrectRecruitmentTest {

    /** UNTAC with two posts and V1 in the roster: five events. */
    private static final Given UNTAC =
            given(untac(), untacStarted(), authorized(FY92, 2, 0), authorized(FY93, 2, 0), registered("V1", "KEN"));

    @Test
    void a_request_is_corrected_until_it_is_approved_and_what_no_rule_reads_afterwards_too() {
        Given requested = UNTAC.and(submitted("D1"), funded("D1"));
        requested.when(correct(6, "neededFrom", "1993-01-01")).refused(RefusalCode.NO_FUNDING);
        requested.when(correct(6, "months", "99")).refused(RefusalCode.DURATION_OUT_OF_RANGE);
        requested.when(correct(6, "months", "7")).accepted();
        requested.when(correct(6, "liquidationTeam", "true")).accepted();
        requested.when(correct(6, "category", "INTERNATIONAL_EXPERT")).accepted();
        requested.when(annul(6)).refused(RefusalCode.LATER_RECORDS);
        after(requested, annul(7)).when(annul(6)).accepted();

        Given approved = requested.and(approved("D1"));
        approved.when(correct(6, "months", "7")).refused(RefusalCode.LATER_RECORDS);
        approved.when(correct(6, "serviceArea", "EMERGENCY_RELIEF")).accepted();
        approved.when(correct(8, "approvedOn", "1992-03-11")).accepted();
        after(approved, annul(8)).when(correct(6, "months", "7")).accepted();
    }

    @Test
    void x8_funding_does_not_end_before_the_post_begins_nor_before_a_contract_on_it() {
        Given contracted = UNTAC.and(recruited("A1", "D1", "V1")).and(contract("A1", "D1", "V1"));
        contracted.when(correct(7, "fundedUntil", "1992-03-31")).refused(RefusalCode.NO_FUNDING);
        contracted.when(correct(7, "fundedUntil", "1992-09-29")).refused(RefusalCode.BEYOND_FUNDING);
        contracted.when(correct(7, "fundedUntil", "1992-09-30")).accepted();
        contracted.when(correct(7, "document", "FA-1992-2")).accepted();
        contracted.when(annul(7)).refused(RefusalCode.LATER_RECORDS);

        FundingAuthorized shorter = new FundingAuthorized("D1", "UNTAC", "FA-1", day("1992-08-31"), day("1992-03-04"));
        UNTAC.and(submitted("D1"), shorter, funded("D1"), approved("D1"), selected("D1", "V1"))
                .and(offered("A1", "D1", "V1"), accepted("A1", "D1", "V1"), contract("A1", "D1", "V1"))
                .when(annul(8))
                .refused(RefusalCode.BEYOND_FUNDING);
    }

    @Test
    void x2_a_withdrawn_cancellation_takes_a_post_that_is_there() {
        Given one =
                given(untac(), untacStarted(), authorized(FY92, 1, 0), authorized(FY93, 1, 0), registered("V1", "KEN"));
        Given cancelled = one.and(submitted("D1"), funded("D1"), approved("D1"), cancelled("D1"));
        cancelled.when(correct(9, "cancelledOn", "1992-03-21")).accepted();
        cancelled.when(annul(9)).accepted();
        cancelled.when(annul(8)).refused(RefusalCode.LATER_RECORDS);
        cancelled
                .and(submitted("D2"), funded("D2"), approved("D2"))
                .when(annul(9))
                .refused(RefusalCode.NO_CEILING);
    }

    @Test
    void x4_a_withdrawn_cancellation_needs_a_mission_that_is_not_closed() {
        UNTAC.and(submitted("D1"), funded("D1"), approved("D1"), cancelled("D1"))
                .and(
                        new MandateEnded("UNTAC", day("1992-12-01")),
                        new LiquidationBegun("UNTAC", day("1992-12-10")),
                        new MissionClosed("UNTAC", day("1992-12-20")))
                .when(annul(9))
                .refused(RefusalCode.MISSION_NOT_OPEN);
    }

    @Test
    void a_selection_is_withdrawn_until_an_offer_is_made() {
        Given selected = UNTAC.and(submitted("D1"), funded("D1"), approved("D1"), selected("D1", "V1"));
        selected.when(correct(9, "selectedOn", "1992-03-11")).accepted();
        after(selected, annul(9))
                .when(new IssueOffer(
                        "A1", "D1", "V1", day("1992-04-01"), day("1992-09-30"), day("1992-03-20"), day("1992-03-13")))
                .refused(RefusalCode.NOT_SELECTED);
        selected.and(offered("A1", "D1", "V1")).when(annul(9)).refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void an_offer_is_corrected_while_it_is_open() {
        Given offered = withOffer();
        offered.when(correct(10, "endsOn", "1992-03-31")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        offered.when(correct(10, "answerBy", "1992-03-12")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        after(offered, correct(10, "answerBy", "1992-03-17"))
                .when(new AcceptOffer("A1", day("1992-03-18")))
                .refused(RefusalCode.OFFER_EXPIRED);
        offered.when(annul(10)).accepted();
        offered.and(accepted("A1", "D1", "V1"))
                .when(correct(10, "endsOn", "1992-08-31"))
                .refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void an_answer_is_in_time_and_one_that_is_withdrawn_opens_the_offer_again() {
        Given accepted = withOffer().and(accepted("A1", "D1", "V1"));
        accepted.when(correct(11, "acceptedOn", "1992-03-21")).refused(RefusalCode.OFFER_EXPIRED);
        accepted.when(correct(11, "acceptedOn", "1992-03-20")).accepted();
        after(accepted, annul(11))
                .when(new AcceptOffer("A1", day("1992-03-18")))
                .then(accepted("A1", "D1", "V1"));
        for (DomainEvent answer : new DomainEvent[] {declined("A1", "D1", "V1"), expired("A1", "D1", "V1")}) {
            Given answered = withOffer().and(answer);
            after(answered, annul(11))
                    .when(new AcceptOffer("A1", day("1992-03-18")))
                    .then(accepted("A1", "D1", "V1"));
            answered.and(offered("A2", "D1", "V1")).when(annul(11)).refused(RefusalCode.LATER_RECORDS);
        }
        Given expired = withOffer().and(expired("A1", "D1", "V1"));
        expired.when(correct(11, "expiredOn", "1992-03-20")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        withOffer()
                .and(declined("A1", "D1", "V1"))
                .when(correct(11, "declinedOn", "1992-03-17"))
                .accepted();
    }

    @Test
    void x1_x7_and_x8_a_contract_is_corrected_until_the_entry_on_duty() {
        Given contracted = UNTAC.and(recruited("A1", "D1", "V1")).and(contract("A1", "D1", "V1"));
        long contract = 5 + recruited("A1", "D1", "V1").length + 1;
        contracted.when(correct(contract, "endsOn", "1993-01-01")).refused(RefusalCode.BEYOND_FUNDING);
        contracted.when(correct(contract, "endsOn", "1992-03-31")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        contracted.when(correct(contract, "issuedOn", "1992-03-14")).refused(RefusalCode.CLEARANCE_MISSING);
        contracted.when(correct(contract, "endsOn", "1992-10-31")).accepted();
        Given elsewhere = contracted.and(accepted("A2", "D2", "V1"));
        elsewhere.when(correct(contract, "endsOn", "1992-10-01")).refused(RefusalCode.VOLUNTEER_COMMITTED);
        after(contracted, annul(contract))
                .when(new IssueContract("A1", day("1992-04-01"), day("1992-09-30"), day("1992-03-25")))
                .then(contract("A1", "D1", "V1"));
        contracted
                .and(new VolunteerDeployed(
                        "V1",
                        "A1",
                        "UNTAC",
                        phnomPenh().station(),
                        CATEGORY,
                        ServiceArea.ELECTORAL_SUPPORT,
                        Expertise.TECHNICAL,
                        day("1992-04-01"),
                        Optional.of(day("1992-09-30")),
                        Optional.of("D1"),
                        false))
                .when(annul(contract))
                .refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void x1_a_cancelled_assignment_comes_back_while_the_volunteer_and_the_post_are_free() {
        Given cancelled = withOffer()
                .and(accepted("A1", "D1", "V1"), new AssignmentCancelled("V1", "A1", "D1", "UNTAC", day("1992-03-28")));
        cancelled.when(correct(12, "cancelledOn", "1992-03-29")).accepted();
        cancelled.when(annul(12)).accepted();
        cancelled.and(deployed("V1", "1992-05-01")).when(annul(12)).refused(RefusalCode.VOLUNTEER_COMMITTED);
        cancelled.and(offered("A2", "D1", "V1")).when(annul(12)).refused(RefusalCode.LATER_RECORDS);
    }

    private static Given withOffer() {
        return UNTAC.and(
                submitted("D1"), funded("D1"), approved("D1"), selected("D1", "V1"), offered("A1", "D1", "V1"));
    }
}
