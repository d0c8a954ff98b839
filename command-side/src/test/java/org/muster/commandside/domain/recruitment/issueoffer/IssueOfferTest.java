package org.muster.commandside.domain.recruitment.issueoffer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.declined;
import static org.muster.commandside.RecruitmentExamples.expired;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.selected;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commandside.domain.decision.Given;

class IssueOfferTest {

    private static final IssueOffer OFFER = offer("A1", "V1", "1992-09-30", "1992-03-20");

    @Test
    void offers_the_post_of_an_approved_request_to_a_selected_candidate() {
        ready().when(OFFER).then(offered("A1", "D1", "V1")).decidedAgainAfter(offered("A2", "D1", "V2"));
        ready().when(offer("A1", "V3", "1992-09-30", "1992-03-20"))
                .refused(RefusalCode.NOT_SELECTED, Map.of("doa", "D1", "volunteer", "V3"));
    }

    @Test
    void offers_it_to_one_candidate_at_a_time() {
        Given pending = ready().and(offered("A0", "D1", "V2"));
        pending.when(OFFER).refused(RefusalCode.ALREADY_FILLED, Map.of("doa", "D1", "assignment", "A0"));
        pending.and(declined("A0", "D1", "V2")).when(OFFER).then(offered("A1", "D1", "V1"));
        pending.and(expired("A0", "D1", "V2")).when(OFFER).then(offered("A1", "D1", "V1"));
    }

    @Test
    void needs_a_request_that_stands_and_is_approved() {
        given().when(OFFER).refused(RefusalCode.UNKNOWN_DOA, Map.of("doa", "D1"));
        ready().and(cancelled("D1")).when(OFFER).refused(RefusalCode.DOA_CANCELLED, Map.of("doa", "D1"));
        given(submitted("D1"), funded("D1"), selected("D1", "V1"))
                .when(OFFER)
                .refused(RefusalCode.DOA_NOT_APPROVED, Map.of("doa", "D1"));
    }

    @Test
    void uses_the_identifier_of_an_assignment_once() {
        ready().and(offered("A1", "D2", "V2"))
                .when(OFFER)
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", "A1"));
        ready().and(deployed("V2", "1992-04-01"))
                .when(offer("V2-1992-04-01", "V1", "1992-09-30", "1992-03-20"))
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", "V2-1992-04-01"));
    }

    @Test
    void its_dates_are_in_order() {
        ready().when(offer("A1", "V1", "1992-03-31", "1992-03-20"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("endsOn", "1992-03-31", "notBefore", "1992-04-01"));
        ready().when(offer("A1", "V1", "1992-09-30", "1992-03-12"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("answerBy", "1992-03-12", "notBefore", "1992-03-13"));
    }

    private static Given ready() {
        return given(submitted("D1"), funded("D1"), approved("D1"), selected("D1", "V1"), selected("D1", "V2"));
    }

    private static IssueOffer offer(String assignment, String volunteer, String endsOn, String answerBy) {
        return new IssueOffer(
                assignment, "D1", volunteer, day("1992-04-01"), day(endsOn), day(answerBy), day("1992-03-13"));
    }
}
