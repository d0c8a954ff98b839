package org.muster.commandside.domain.mission.classifydutystation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.HardshipClass;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;

class ClassifyDutyStationTest {

    private static final String STATION = "UNTAC-PHNOM-PENH";

    @Test
    void a_station_has_a_class_from_a_day_on() {
        given(untac(), phnomPenh())
                .when(classify(HardshipClass.D, Optional.of(8), "1992-04-01"))
                .then(classified(HardshipClass.D, Optional.of(8), "1992-04-01"));
        given(untac(), phnomPenh())
                .when(classify(HardshipClass.H, Optional.empty(), "1992-04-01"))
                .then(classified(HardshipClass.H, Optional.empty(), "1992-04-01"));
    }

    @Test
    void refuses_a_cycle_that_the_policy_does_not_know_on_the_day() {
        given(untac(), phnomPenh())
                .when(classify(HardshipClass.D, Optional.of(7), "1992-04-01"))
                .refused(
                        RefusalCode.INVALID_CLASS,
                        Map.of("hardshipClass", "D", "restCycleWeeks", 7, "possible", List.of(4, 6, 8, 12)));
        given(
                        untac(),
                        phnomPenh(),
                        new PolicyAdopted(
                                PolicyTerm.R_AND_R_WEEKS_EXTREME, Optional.empty(), 7, day("1992-04-01"), "a test"))
                .when(classify(HardshipClass.D, Optional.of(7), "1992-04-01"))
                .then(classified(HardshipClass.D, Optional.of(7), "1992-04-01"));
    }

    @Test
    void refuses_a_cycle_where_there_is_no_hardship() {
        given(untac(), phnomPenh())
                .when(classify(HardshipClass.H, Optional.of(8), "1992-04-01"))
                .refused(
                        RefusalCode.INVALID_CLASS,
                        Map.of("hardshipClass", "H", "restCycleWeeks", 8, "possible", List.of()));
    }

    @Test
    void refuses_an_unknown_station_and_days_on_which_it_is_not_open() {
        given(untac())
                .when(classify(HardshipClass.D, Optional.of(8), "1992-04-01"))
                .refused(RefusalCode.UNKNOWN_STATION, Map.of("station", STATION, "mission", "UNTAC"));
        given(untac(), phnomPenh())
                .when(classify(HardshipClass.D, Optional.of(8), "1992-03-19"))
                .refused(
                        RefusalCode.DATE_OUT_OF_ORDER, Map.of("classifiedOn", "1992-03-19", "notBefore", "1992-03-20"));
        given(untac(), phnomPenh(), new DutyStationClosed(STATION, "UNTAC", day("1992-03-31")))
                .when(classify(HardshipClass.D, Optional.of(8), "1992-04-01"))
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", STATION, "closedOn", "1992-03-31"));
    }

    private static ClassifyDutyStation classify(HardshipClass hardship, Optional<Integer> weeks, String on) {
        return new ClassifyDutyStation(STATION, "UNTAC", hardship, false, weeks, day(on));
    }

    private static DutyStationClassified classified(HardshipClass hardship, Optional<Integer> weeks, String on) {
        return new DutyStationClassified(STATION, "UNTAC", hardship, false, weeks, day(on));
    }
}
