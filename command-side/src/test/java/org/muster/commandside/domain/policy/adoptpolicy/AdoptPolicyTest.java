package org.muster.commandside.domain.policy.adoptpolicy;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.policy.AdoptPolicy;
import org.muster.events.Category;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;

class AdoptPolicyTest {

    @Test
    void adopts_a_version_from_a_day() {
        given().when(adopt(7, "2027-01-01")).then(adopted(7, "2027-01-01"));
    }

    @Test
    void adopts_a_version_from_a_day_before_one_that_is_on_record() {
        given(adopted(7, "2027-01-01")).when(adopt(6, "2026-01-01")).then(adopted(6, "2026-01-01"));
    }

    @Test
    void adopts_another_number_for_the_same_day() {
        given(adopted(7, "2027-01-01")).when(adopt(8, "2027-01-01")).then(adopted(8, "2027-01-01"));
    }

    @Test
    void refuses_what_is_on_record_already() {
        given(adopted(7, "2027-01-01"))
                .when(adopt(7, "2027-01-01"))
                .refused(RefusalCode.NO_CHANGE, Map.of("term", "SERVICE_YEARS_MAX", "effectiveFrom", "2027-01-01"));
    }

    @Test
    void refuses_a_number_that_the_term_cannot_take() {
        given().when(adopt(0, "2027-01-01"))
                .refused(
                        RefusalCode.OUT_OF_RANGE,
                        Map.of("term", "SERVICE_YEARS_MAX", "value", 0, "least", 1, "greatest", 60));
        given().when(adopt(61, "2027-01-01"))
                .refused(
                        RefusalCode.OUT_OF_RANGE,
                        Map.of("term", "SERVICE_YEARS_MAX", "value", 61, "least", 1, "greatest", 60));
        given().when(adopt(60, "2027-01-01")).then(adopted(60, "2027-01-01"));
    }

    private static AdoptPolicy adopt(int years, String from) {
        return new AdoptPolicy(
                PolicyTerm.SERVICE_YEARS_MAX,
                Optional.of(Category.INTERNATIONAL_SPECIALIST),
                years,
                day(from),
                "a test");
    }

    private static PolicyAdopted adopted(int years, String from) {
        return new PolicyAdopted(
                PolicyTerm.SERVICE_YEARS_MAX,
                Optional.of(Category.INTERNATIONAL_SPECIALIST),
                years,
                day(from),
                "a test");
    }
}
