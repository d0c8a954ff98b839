package org.muster.commandside.domain.assignment.recordmedicalevacuation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.domain.decision.Given.given;
import static org.muster.events.assignment.MedicalEvacuationStatus.EVACUATED;
import static org.muster.events.assignment.MedicalEvacuationStatus.RETURNED;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.RecordMedicalEvacuation;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.assignment.VolunteerDeployed;

class RecordMedicalEvacuationTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void records_that_a_volunteer_is_evacuated_and_returns() {
        given(DEPLOYED).when(record(EVACUATED, "1992-05-01")).then(recorded(EVACUATED, "1992-05-01"));
        given(DEPLOYED, recorded(EVACUATED, "1992-05-01"))
                .when(record(RETURNED, "1992-06-01"))
                .then(recorded(RETURNED, "1992-06-01"));
    }

    @Test
    void needs_a_volunteer_on_duty() {
        given(DEPLOYED)
                .when(record(EVACUATED, "1992-03-31"))
                .refused(RefusalCode.NOT_DEPLOYED, Map.of("assignment", DEPLOYED.assignment()));
        given().when(record(EVACUATED, "1992-05-01"))
                .refused(RefusalCode.NOT_DEPLOYED, Map.of("assignment", DEPLOYED.assignment()));
    }

    @Test
    void refuses_what_is_so_already() {
        given(DEPLOYED)
                .when(record(RETURNED, "1992-05-01"))
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", DEPLOYED.assignment(), "status", "RETURNED"));
        given(DEPLOYED, recorded(EVACUATED, "1992-05-01"))
                .when(record(EVACUATED, "1992-05-02"))
                .refused(RefusalCode.NO_CHANGE, Map.of("assignment", DEPLOYED.assignment(), "status", "EVACUATED"));
    }

    private static RecordMedicalEvacuation record(MedicalEvacuationStatus status, String on) {
        return new RecordMedicalEvacuation(DEPLOYED.assignment(), status, day(on));
    }

    private static MedicalEvacuationRecorded recorded(MedicalEvacuationStatus status, String on) {
        return new MedicalEvacuationRecorded("V1", DEPLOYED.assignment(), "UNTAC", status, day(on));
    }
}
