package org.muster.commandside.domain.recruitment.expireoffer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.expired;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.ExpireOffer;

class ExpireOfferTest {

    private static final ExpireOffer EXPIRE = new ExpireOffer("A1", day("1992-03-21"));

    @Test
    void expires_an_offer_after_the_last_day_for_an_answer() {
        given(offered("A1", "D1", "V1")).when(EXPIRE).then(expired("A1", "D1", "V1"));
        given(offered("A1", "D1", "V1"))
                .when(new ExpireOffer("A1", day("1992-03-20")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("expiredOn", "1992-03-20", "notBefore", "1992-03-21"));
    }

    @Test
    void refuses_an_offer_that_is_unknown_or_answered() {
        given().when(EXPIRE).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        given(offered("A1", "D1", "V1"), accepted("A1", "D1", "V1"))
                .when(EXPIRE)
                .refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
    }
}
