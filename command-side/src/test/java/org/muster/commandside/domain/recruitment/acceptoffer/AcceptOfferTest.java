package org.muster.commandside.domain.recruitment.acceptoffer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.RecruitmentExamples.CATEGORY;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.declined;
import static org.muster.commandside.RecruitmentExamples.expired;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.recruitment.OfferAccepted;

class AcceptOfferTest {

    private static final AcceptOffer ACCEPT = accept("1992-03-18");

    @Test
    void x1_commits_a_volunteer_who_is_free_on_the_days_of_the_offer() {
        VolunteerDeployed before = deployed("V1", "1991-01-01");
        ready().when(ACCEPT)
                .then(accepted("A1", "D1", "V1"))
                .decidedAgainAfter(accepted("A2", "D2", "V1"), deployed("V1", "1992-05-01"));
        ready().and(before, ended(before, "1992-03-31")).when(ACCEPT).then(accepted("A1", "D1", "V1"));
    }

    @Test
    void x1_refuses_a_volunteer_who_is_committed() {
        ready().and(submitted("D2"), offered("A2", "D2", "V1"), accepted("A2", "D2", "V1"))
                .when(ACCEPT)
                .refused(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        Map.of(
                                "assignment",
                                "A2",
                                "mission",
                                "UNTAC",
                                "startsOn",
                                "1992-04-01",
                                "contractEndsOn",
                                "1992-09-30"));
        ready().and(deployed("V1", "1991-01-01"))
                .when(ACCEPT)
                .refused(
                        RefusalCode.VOLUNTEER_COMMITTED,
                        Map.of("assignment", "V1-1991-01-01", "mission", "UNTAC", "entryOnDuty", "1991-01-01"));
    }

    @Test
    void takes_the_answer_until_the_last_day() {
        ready().when(accept("1992-03-20"))
                .then(new OfferAccepted(
                        "V1", "A1", "D1", "UNTAC", CATEGORY, day("1992-04-01"), day("1992-09-30"), day("1992-03-20")));
        ready().when(accept("1992-03-21"))
                .refused(RefusalCode.OFFER_EXPIRED, Map.of("acceptedOn", "1992-03-21", "answerBy", "1992-03-20"));
        ready().and(expired("A1", "D1", "V1"))
                .when(ACCEPT)
                .refused(RefusalCode.OFFER_EXPIRED, Map.of("acceptedOn", "1992-03-18", "answerBy", "1992-03-20"));
    }

    @Test
    void needs_an_offer_without_an_answer_whose_request_stands() {
        given().when(ACCEPT).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        ready().and(accepted("A1", "D1", "V1")).when(ACCEPT).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        ready().and(declined("A1", "D1", "V1")).when(ACCEPT).refused(RefusalCode.NO_OFFER, Map.of("assignment", "A1"));
        ready().and(cancelled("D1")).when(ACCEPT).refused(RefusalCode.DOA_CANCELLED, Map.of("doa", "D1"));
    }

    private static Given ready() {
        return given(submitted("D1"), registered("V1", "KEN"), offered("A1", "D1", "V1"));
    }

    private static AcceptOffer accept(String on) {
        return new AcceptOffer("A1", day(on));
    }
}
