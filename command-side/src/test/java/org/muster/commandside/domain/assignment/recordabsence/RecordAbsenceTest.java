package org.muster.commandside.domain.assignment.recordabsence;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.domain.decision.Given.given;
import static org.muster.events.assignment.AbsenceKind.ANNUAL;
import static org.muster.events.assignment.AbsenceKind.R_AND_R;
import static org.muster.events.assignment.AbsenceKind.SICK;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.VolunteerDeployed;

class RecordAbsenceTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void records_days_within_the_service() {
        ready().when(absence(ANNUAL, "1992-04-01", "1992-04-05")).then(absent(ANNUAL, "1992-04-01", "1992-04-05"));
        ready().when(absence(ANNUAL, "1992-03-31", "1992-04-05")).refused(RefusalCode.NOT_DEPLOYED, assignment());
        ready().and(ended(DEPLOYED, "1992-06-30"))
                .when(absence(SICK, "1992-06-29", "1992-07-01"))
                .refused(RefusalCode.NOT_DEPLOYED, assignment());
        ready().and(ended(DEPLOYED, "1992-06-30"))
                .when(absence(SICK, "1992-06-29", "1992-06-30"))
                .then(absent(SICK, "1992-06-29", "1992-06-30"));
        given().when(absence(ANNUAL, "1992-04-01", "1992-04-05")).refused(RefusalCode.NOT_DEPLOYED, assignment());
    }

    @Test
    void refuses_days_that_another_absence_has() {
        Given away = ready().and(absent(ANNUAL, "1992-05-01", "1992-05-10"));
        away.when(absence(SICK, "1992-05-10", "1992-05-11"))
                .refused(
                        RefusalCode.OVERLAP,
                        Map.of("kind", "ANNUAL", "firstDay", "1992-05-01", "lastDay", "1992-05-10"));
        away.when(absence(SICK, "1992-05-11", "1992-05-11")).then(absent(SICK, "1992-05-11", "1992-05-11"));
    }

    @Test
    void rest_and_recuperation_is_due_after_the_cycle_of_the_station() {
        // Eight weeks at a station without a class.
        ready().when(absence(R_AND_R, "1992-05-26", "1992-05-30"))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-04-01", "cycleWeeks", 8));
        ready().when(absence(R_AND_R, "1992-05-27", "1992-05-31")).then(absent(R_AND_R, "1992-05-27", "1992-05-31"));
        Given rested = ready().and(absent(R_AND_R, "1992-05-27", "1992-05-31"));
        rested.when(absence(R_AND_R, "1992-07-26", "1992-07-30"))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-06-01", "cycleWeeks", 8));
        rested.when(absence(R_AND_R, "1992-07-27", "1992-07-30")).then(absent(R_AND_R, "1992-07-27", "1992-07-30"));
    }

    @Test
    void an_earlier_rest_is_recorded_later_unless_the_next_one_would_come_too_soon() {
        Given rested = ready().and(absent(R_AND_R, "1992-08-01", "1992-08-05"));
        rested.when(absence(R_AND_R, "1992-05-27", "1992-05-31")).then(absent(R_AND_R, "1992-05-27", "1992-05-31"));
        rested.when(absence(R_AND_R, "1992-07-01", "1992-07-05"))
                .refused(RefusalCode.R_AND_R_NOT_DUE, Map.of("since", "1992-04-01", "cycleWeeks", 8));
    }

    @Test
    void its_days_are_in_order() {
        ready().when(absence(ANNUAL, "1992-05-02", "1992-05-01"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("lastDay", "1992-05-01", "notBefore", "1992-05-02"));
    }

    private static Given ready() {
        return given(phnomPenh(), DEPLOYED);
    }

    private static Map<String, Object> assignment() {
        return Map.of("assignment", DEPLOYED.assignment());
    }

    private static RecordAbsence absence(AbsenceKind kind, String firstDay, String lastDay) {
        return new RecordAbsence(DEPLOYED.assignment(), kind, day(firstDay), day(lastDay));
    }

    private static AbsenceRecorded absent(AbsenceKind kind, String firstDay, String lastDay) {
        return new AbsenceRecorded("V1", DEPLOYED.assignment(), "UNTAC", kind, day(firstDay), day(lastDay));
    }
}
