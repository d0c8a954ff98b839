package org.muster.commandside.domain.recruitment.declineoffer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.declined;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.DeclineOffer;

class DeclineOfferTest {

    private static final DeclineOffer DECLINE = new DeclineOffer("A1", day("1992-03-18"));

    @Test
    void declines_an_offer_without_an_answer() {
        given(offered("A1", "D1", "V1")).when(DECLINE).then(declined("A1", "D1", "V1"));
    }

    @Test
    void refuses_an_offer_that_is_unknown_or_answered() {
        given().when(DECLINE).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        given(offered("A1", "D1", "V1"), accepted("A1", "D1", "V1"))
                .when(DECLINE)
                .refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
    }
}
