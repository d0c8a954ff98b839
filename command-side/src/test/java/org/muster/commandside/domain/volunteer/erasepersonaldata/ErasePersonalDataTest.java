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
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.policy.PolicyAdopted;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.ErasureRequested;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

class ErasePersonalDataTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final PolicyAdopted TEN_YEARS = new PolicyAdopted(
            PolicyTerm.RETENTION_YEARS, Optional.empty(), 10, day("1990-01-01"), "A schedule of retention");

    private static final String TODAY = "2026-11-27";

    private static EraseSealedPersonalData erase(String on) {
        return erase(on, "one");
    }

    private static EraseSealedPersonalData erase(String on, String requester) {
        return new EraseSealedPersonalData("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day(on), Optional.of(requester));
    }

    private static ErasureRequested requested(String requester) {
        return new ErasureRequested("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day(TODAY), requester);
    }

    @Test
    void two_persons_erase_and_one_person_never_does() {
        given(registered("V1", "NOR")).when(erase(TODAY, "one")).then(requested("one"));
        given(registered("V1", "NOR"), requested("one"))
                .when(erase(TODAY, "one"))
                .refused(RefusalCode.SECOND_PERSON_NEEDED, Map.of("volunteer", "V1"));
        given(registered("V1", "NOR"), requested("one"))
                .when(erase(TODAY, "two"))
                .then(erased(TODAY));
    }

    @Test
    void two_persons_erase_for_one_reason_and_for_one_volunteer() {
        given(registered("V1", "NOR"), new ErasureRequested("V1", ErasureBasis.RETENTION_EXPIRED, day(TODAY), "one"))
                .when(erase(TODAY, "two"))
                .then(requested("two"));
        given(registered("V1", "NOR"), new ErasureRequested("V2", ErasureBasis.DATA_SUBJECT_REQUEST, day(TODAY), "one"))
                .when(erase(TODAY, "two"))
                .then(requested("two"));
    }

    @Test
    void a_hold_between_the_two_orders_keeps_the_data() {
        given(registered("V1", "NOR"), requested("one"), new LegalHoldPlaced("V1", "HOLD-1", day(TODAY)))
                .when(erase(TODAY, "two"))
                .refused(RefusalCode.LEGAL_HOLD, Map.of("holds", List.of("HOLD-1")));
    }

    @Test
    void one_person_erases_where_policy_says_so() {
        given(
                        new PolicyAdopted(
                                PolicyTerm.ERASURE_PERSONS, Optional.empty(), 1, day(TODAY), "A schedule of retention"),
                        registered("V1", "NOR"))
                .when(erase(TODAY, "one"))
                .then(erased(TODAY));
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
