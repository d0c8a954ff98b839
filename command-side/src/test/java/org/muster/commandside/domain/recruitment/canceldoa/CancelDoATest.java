package org.muster.commandside.domain.recruitment.canceldoa;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.RecruitmentExamples.CATEGORY;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.declined;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.events.recruitment.DoACancelled;

class CancelDoATest {

    private static final CancelDoA CANCEL = new CancelDoA("D1", day("1992-03-20"));

    @Test
    void cancels_a_request_and_says_whether_a_post_becomes_free() {
        given(submitted("D1")).when(CANCEL).then(new DoACancelled("D1", "UNTAC", CATEGORY, false, day("1992-03-20")));
        given(submitted("D1"), approved("D1")).when(CANCEL).then(cancelled("D1"));
    }

    @Test
    void cancels_a_request_whose_offer_is_not_accepted() {
        given(submitted("D1"), approved("D1"), offered("A1", "D1", "V1"))
                .when(CANCEL)
                .then(cancelled("D1"));
        given(submitted("D1"), approved("D1"), offered("A1", "D1", "V1"), declined("A1", "D1", "V1"))
                .when(CANCEL)
                .then(cancelled("D1"));
    }

    @Test
    void refuses_a_request_that_a_volunteer_accepted() {
        given(submitted("D1"), approved("D1"), offered("A1", "D1", "V1"), accepted("A1", "D1", "V1"))
                .when(CANCEL)
                .refused(RefusalCode.ALREADY_FILLED, Map.of("doa", "D1", "assignment", "A1"));
    }

    @Test
    void refuses_a_request_that_is_unknown_or_cancelled() {
        given().when(CANCEL).refused(RefusalCode.UNKNOWN_DOA, Map.of("doa", "D1"));
        given(submitted("D1"), cancelled("D1")).when(CANCEL).refused(RefusalCode.NO_CHANGE, Map.of("doa", "D1"));
    }
}
