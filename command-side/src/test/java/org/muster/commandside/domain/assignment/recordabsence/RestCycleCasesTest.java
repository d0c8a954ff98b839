package org.muster.commandside.domain.assignment.recordabsence;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.HardshipClass;

/** The cycles of rest and recuperation as the International Civil Service Commission publishes them, each to the day. */
class RestCycleCasesTest {

    private static final VolunteerDeployed SERVING = deployed("V1", "1992-05-01");

    @ParameterizedTest(name = "{0}: class {1}, {3} weeks")
    @CsvSource({
        "exceptionally, E, false, 4, 1992-05-29",
        "under extreme conditions, E, false, 6, 1992-06-12",
        "at a non-family or restricted station, D, false, 8, 1992-06-26",
        "at a D station outside the capital, D, true, 12, 1992-07-24",
        "at an E station outside the capital, E, true, 12, 1992-07-24"
    })
    void rest_is_due_after_the_weeks_of_the_station_s_cycle(
            String where, HardshipClass hardship, boolean family, int weeks, LocalDate due) {
        DutyStationClassified classified = new DutyStationClassified(
                "UNTAC-PHNOM-PENH", "UNTAC", hardship, family, Optional.of(weeks), day("1992-04-01"));
        station()
                .when(new ClassifyDutyStation(
                        "UNTAC-PHNOM-PENH", "UNTAC", hardship, family, Optional.of(weeks), day("1992-04-01")))
                .then(classified);
        Given serving = station().and(classified, SERVING);
        serving.when(rest(due.minusDays(1)))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-05-01", "cycleWeeks", weeks));
        serving.when(rest(due)).accepted();
    }

    @Test
    void a_station_of_class_h_and_one_without_a_cycle_have_no_rest_that_is_due() {
        station()
                .when(new ClassifyDutyStation(
                        "UNTAC-PHNOM-PENH", "UNTAC", HardshipClass.H, true, Optional.of(12), day("1992-04-01")))
                .refused(RefusalCode.INVALID_CLASS);
        station()
                .and(
                        new DutyStationClassified(
                                "UNTAC-PHNOM-PENH",
                                "UNTAC",
                                HardshipClass.A,
                                true,
                                Optional.empty(),
                                day("1992-04-01")),
                        SERVING)
                .when(rest(day("1994-01-01")))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-05-01"));
    }

    @Test
    void another_class_counts_from_its_day() {
        DutyStationClassified harder = new DutyStationClassified(
                "UNTAC-PHNOM-PENH", "UNTAC", HardshipClass.E, false, Optional.of(6), day("1992-06-20"));
        Given serving = station().and(SERVING, harder);
        serving.when(rest(day("1992-06-19")))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-05-01", "cycleWeeks", 8));
        serving.when(rest(day("1992-06-20"))).accepted();
    }

    private static Given station() {
        return given(untac(), untacStarted(), phnomPenh(), authorized(FY92, 5, 0), registered("V1", "KEN"));
    }

    private static RecordAbsence rest(LocalDate first) {
        return new RecordAbsence(SERVING.assignment(), AbsenceKind.R_AND_R, first, first.plusDays(4));
    }
}
