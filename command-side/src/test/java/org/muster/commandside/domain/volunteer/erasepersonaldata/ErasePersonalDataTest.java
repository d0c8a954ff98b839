package org.muster.commandside.domain.volunteer.erasepersonaldata;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

class ErasePersonalDataTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final PolicyAdopted TEN_YEARS = new PolicyAdopted(
            PolicyTerm.RETENTION_YEARS, Optional.empty(), 10, day("1990-01-01"), "A schedule of retention");

    private static ErasePersonalData erase(String on) {
        return new ErasePersonalData("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day(on));
    }

    private static VolunteerPersonalDataErased erased(String on) {
        return new VolunteerPersonalDataErased("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day(on));
    }

    @Test
    void erases_a_person_who_serves_no_more() {
        given(registered("V1", "NOR")).when(erase("1993-01-01")).then(erased("1993-01-01"));
        given(registered("V1", "NOR"), DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(erase("1998-01-01"))
                .then(erased("1998-01-01"));
    }

    @Test
    void erases_nobody_who_serves() {
        given(registered("V1", "NOR"), DEPLOYED)
                .when(erase("1999-01-01"))
                .refused(RefusalCode.OPEN_ASSIGNMENT, Map.of("assignment", DEPLOYED.assignment()));
        given(registered("V1", "NOR"), DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(erase("1992-12-31"))
                .refused(RefusalCode.OPEN_ASSIGNMENT, Map.of("assignment", DEPLOYED.assignment()));
    }

    @Test
    void erases_nothing_that_policy_keeps() {
        given(TEN_YEARS, registered("V1", "NOR"), DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(erase("2002-12-31"))
                .refused(RefusalCode.RETENTION_ACTIVE, Map.of("keptUntil", "2002-12-31"));
        given(registered("V1", "NOR"), DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(erase("1997-12-31"))
                .refused(RefusalCode.RETENTION_ACTIVE, Map.of("keptUntil", "1997-12-31"));
        given(TEN_YEARS, registered("V1", "NOR"), DEPLOYED, ended(DEPLOYED, "1992-12-31"))
                .when(erase("2003-01-01"))
                .then(erased("2003-01-01"));
        given(TEN_YEARS, registered("V1", "NOR")).when(erase("1993-01-01")).then(erased("1993-01-01"));
    }

    @Test
    void erases_nothing_that_a_legal_hold_keeps() {
        LegalHoldPlaced held = new LegalHoldPlaced("V1", "HOLD-1", day("1992-12-01"));
        given(registered("V1", "NOR"), held)
                .when(erase("1993-01-01"))
                .refused(RefusalCode.LEGAL_HOLD, Map.of("holds", List.of("HOLD-1")));
        given(registered("V1", "NOR"), held, new LegalHoldLifted("V1", "HOLD-1", day("1992-12-31")))
                .when(erase("1993-01-01"))
                .then(erased("1993-01-01"));
    }

    @Test
    void erases_a_person_once() {
        given(registered("V1", "NOR"), erased("1993-01-01"))
                .when(erase("1993-01-02"))
                .refused(RefusalCode.ALREADY_ERASED, Map.of("volunteer", "V1"));
        given().when(erase("1993-01-01")).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V1"));
    }
}
