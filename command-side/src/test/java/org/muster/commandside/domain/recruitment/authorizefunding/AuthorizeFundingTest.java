package org.muster.commandside.domain.recruitment.authorizefunding;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.AuthorizeFunding;

class AuthorizeFundingTest {

    @Test
    void authorizes_the_funding_of_a_request_again_and_again() {
        given(submitted("D1")).when(authorize("1992-12-31")).then(funded("D1"));
        given(submitted("D1"), funded("D1")).when(authorize("1992-12-31")).then(funded("D1"));
    }

    @Test
    void refuses_a_request_that_is_unknown_or_cancelled() {
        given().when(authorize("1992-12-31")).refused(RefusalCode.UNKNOWN_DOA, Map.of("doa", "D1"));
        given(submitted("D1"), cancelled("D1"))
                .when(authorize("1992-12-31"))
                .refused(RefusalCode.DOA_CANCELLED, Map.of("doa", "D1"));
    }

    @Test
    void refuses_funding_that_ends_before_the_volunteer_is_needed() {
        given(submitted("D1"))
                .when(authorize("1992-03-31"))
                .refused(RefusalCode.NO_FUNDING, Map.of("fundedUntil", "1992-03-31", "neededFrom", "1992-04-01"));
    }

    private static AuthorizeFunding authorize(String fundedUntil) {
        return new AuthorizeFunding("D1", "FA-1992-1", day(fundedUntil), day("1992-03-05"));
    }
}
