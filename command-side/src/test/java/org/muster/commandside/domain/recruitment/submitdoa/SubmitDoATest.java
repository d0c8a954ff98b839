package org.muster.commandside.domain.recruitment.submitdoa;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.SubmitDoA;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.recruitment.FundingSource;

class SubmitDoATest {

    private static final Optional<FundingSource> BUDGET = Optional.of(FundingSource.MISSION_BUDGET);

    @Test
    void takes_a_funded_request_of_a_mission_on_record() {
        given(untac()).when(submit(6, BUDGET, "1992-12-31")).then(submitted("D1"));
        given().when(submit(6, BUDGET, "1992-12-31")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void uses_an_identifier_once() {
        given(untac(), submitted("D2")).when(submit(6, BUDGET, "1992-12-31")).then(submitted("D1"));
        given(untac(), submitted("D1"))
                .when(submit(6, BUDGET, "1992-12-31"))
                .refused(RefusalCode.DOA_IN_USE, Map.of("doa", "D1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 49})
    void refuses_a_duration_that_the_policy_does_not_know(int months) {
        given(untac())
                .when(submit(months, BUDGET, "1992-12-31"))
                .refused(RefusalCode.DURATION_OUT_OF_RANGE, Map.of("months", months, "monthsMin", 1, "monthsMax", 48));
    }

    @Test
    void refuses_a_request_that_nobody_pays_from_the_first_day() {
        Map<String, Object> details = Map.of("neededFrom", "1992-04-01");
        given(untac()).when(submit(6, Optional.empty(), "1992-12-31")).refused(RefusalCode.NO_FUNDING, details);
        given(untac()).when(submit(6, BUDGET, "1992-03-31")).refused(RefusalCode.NO_FUNDING, details);
    }

    private static SubmitDoA submit(int months, Optional<FundingSource> funding, String fundedUntil) {
        return new SubmitDoA(
                "D1",
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                months,
                funding,
                Optional.of(LocalDate.parse(fundedUntil)),
                false,
                day("1992-03-01"));
    }
}
