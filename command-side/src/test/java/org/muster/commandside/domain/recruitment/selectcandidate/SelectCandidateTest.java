package org.muster.commandside.domain.recruitment.selectcandidate;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.selected;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;

class SelectCandidateTest {

    private static final SelectCandidate SELECT = new SelectCandidate("D1", "V1", day("1992-03-12"));

    @Test
    void selects_a_volunteer_for_a_funded_request() {
        ready().when(SELECT).then(selected("D1", "V1"));
        ready().and(selected("D1", "V2")).when(SELECT).then(selected("D1", "V1"));
        ready().and(selected("D1", "V1"))
                .when(SELECT)
                .refused(RefusalCode.NO_CHANGE, Map.of("doa", "D1", "volunteer", "V1"));
    }

    @Test
    void needs_a_request_that_stands_and_is_funded_and_a_volunteer() {
        given(untac(), registered("V1", "KEN")).when(SELECT).refused(RefusalCode.UNKNOWN_DOA, Map.of("doa", "D1"));
        ready().and(cancelled("D1")).when(SELECT).refused(RefusalCode.DOA_CANCELLED, Map.of("doa", "D1"));
        given(untac(), submitted("D1"), registered("V1", "KEN"))
                .when(SELECT)
                .refused(RefusalCode.NO_FUNDING, Map.of("neededFrom", "1992-04-01"));
        given(untac(), submitted("D1"), funded("D1"))
                .when(SELECT)
                .refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }

    @Test
    void x6_refuses_a_national_of_the_area_for_an_international_post() {
        ready().and(registered("K1", "KHM"))
                .when(new SelectCandidate("D1", "K1", day("1992-03-12")))
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", "INTERNATIONAL_SPECIALIST", "nationality", "KHM", "area", List.of("KHM")));
    }

    @Test
    void x7_international_service_lasts_four_years_in_all() {
        // Six months are asked for, 183 days of the 1461 that four years have.
        served("1988-09-02", "1992-03-01").when(SELECT).then(selected("D1", "V1"));
        served("1988-09-02", "1992-03-10")
                .when(SELECT)
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1469L, "daysMax", 1461L));
    }

    @Test
    void x7_counts_anew_after_a_lapse_of_ten_years_but_once() {
        served("1978-04-01", "1982-03-31").when(SELECT).then(selected("D1", "V1"));
        served("1978-04-02", "1982-04-02")
                .when(SELECT)
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1645L, "daysMax", 1461L));
        served("1960-01-01", "1961-12-31")
                .and(service("1972-01-01", "1975-12-31"))
                .when(SELECT)
                .refused(RefusalCode.SERVICE_LIMIT, Map.of("volunteer", "V1", "days", 1644L, "daysMax", 1461L));
    }

    @Test
    void x7_does_not_limit_service_at_home() {
        VolunteerDeployed home = deployed("V1", "1980-01-01", Category.NATIONAL_EXPERT);
        ready().and(home, ended(home, "1992-03-01")).when(SELECT).then(selected("D1", "V1"));
    }

    @Test
    void ages_follow_the_policy_of_the_category_on_the_first_day() {
        // Only the year is on record: the volunteer has reached 25 for certain on the first day of the next year's
        // 25th.
        youngest(1966).when(SELECT).then(selected("D1", "V1"));
        youngest(1967)
                .when(SELECT)
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", "INTERNATIONAL_SPECIALIST", "on", "1992-04-01", "ageMin", 25));
    }

    private static Given youngest(int birthYear) {
        return given(
                untac(),
                submitted("D1"),
                funded("D1"),
                new VolunteerRegistered(
                        "V1",
                        "KEN",
                        Optional.empty(),
                        Gender.OTHER,
                        birthYear,
                        new SealedPersonalData("none", "none"),
                        "fingerprint-of-V1",
                        day("1992-01-02")));
    }

    private static Given served(String entryOnDuty, String lastDay) {
        return ready().and(service(entryOnDuty, lastDay));
    }

    private static DomainEvent[] service(String entryOnDuty, String lastDay) {
        VolunteerDeployed deployment = deployed("V1", entryOnDuty);
        return new DomainEvent[] {deployment, ended(deployment, lastDay)};
    }

    private static Given ready() {
        return given(untac(), submitted("D1"), funded("D1"), registered("V1", "KEN"), registered("V2", "KEN"));
    }
}
