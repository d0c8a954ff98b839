package org.muster.commandside.domain.correction.correctrecord;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.correction.correctrecord.Amending.after;
import static org.muster.commandside.domain.correction.correctrecord.Amending.annul;
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.security.EvacuationLifted;
import org.muster.events.security.EvacuationOrdered;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/** Evacuations are corrected: nobody is brought away without an order, and stays follow one another. */
class CorrectEvacuationTest {

    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");
    private static final String A = FIRST.assignment();
    private static final VolunteerRelocated AWAY =
            new VolunteerRelocated("V1", A, "UNTAC", "O1", "BANGKOK", day("1992-06-02"));

    /** Order 7, relocation 8, return 9, lifting 10. */
    private static final Given EVACUATED = given(
            untac(),
            untacStarted(),
            phnomPenh(),
            authorized(FY92, 5, 0),
            registered("V1", "KEN"),
            FIRST,
            new EvacuationOrdered("O1", "UNTAC", List.of("UNTAC-PHNOM-PENH"), "SRSG/1", day("1992-06-01")),
            AWAY,
            new VolunteerReturned("V1", A, "UNTAC", "O1", day("1992-06-20")),
            new EvacuationLifted("O1", "UNTAC", day("1992-06-15")));

    @Test
    void an_order_holds_when_somebody_was_brought_away_under_it() {
        EVACUATED.when(correct(7, "orderedOn", "1992-06-03")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        EVACUATED.when(correct(7, "orderedOn", "1992-06-02")).accepted();
        EVACUATED.when(correct(7, "reference", "SRSG/2")).accepted();
        EVACUATED.when(annul(7)).refused(RefusalCode.LATER_RECORDS);
        EVACUATED.when(correct(10, "liftedOn", "1992-06-02")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        EVACUATED.when(correct(10, "liftedOn", "1992-05-31")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        EVACUATED.when(correct(10, "liftedOn", "1992-06-03")).accepted();
        EVACUATED.when(annul(10)).accepted();
        given(untac(), new EvacuationOrdered("O1", "UNTAC", List.of("S"), "SRSG/1", day("1992-06-01")))
                .when(annul(2))
                .accepted();
    }

    @Test
    void a_stay_in_a_haven_begins_on_duty_under_the_order_and_ends_after_it_began() {
        EVACUATED.when(correct(8, "haven", "SINGAPORE")).accepted();
        EVACUATED.when(correct(8, "relocatedOn", "1992-05-31")).refused(RefusalCode.NO_SECURITY_ORDER);
        EVACUATED.when(correct(8, "relocatedOn", "1992-04-30")).refused(RefusalCode.NOT_DEPLOYED);
        EVACUATED.when(correct(8, "relocatedOn", "1992-06-15")).refused(RefusalCode.NO_SECURITY_ORDER);
        EVACUATED.when(correct(8, "relocatedOn", "1992-06-21")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        EVACUATED.when(correct(8, "relocatedOn", "1992-06-14")).accepted();
        EVACUATED.when(correct(9, "returnedOn", "1992-06-01")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        EVACUATED.when(correct(9, "returnedOn", "1992-06-10")).accepted();
        EVACUATED.when(annul(8)).refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void the_last_move_is_withdrawn_first() {
        Given away = after(EVACUATED, annul(9));
        away.when(new RelocateVolunteer(A, "O1", "BANGKOK", day("1992-06-10"))).refused(RefusalCode.NO_CHANGE);
        away.when(annul(8)).accepted();
        EVACUATED
                .and(new VolunteerRelocated("V1", A, "UNTAC", "O1", "BANGKOK", day("1992-06-21")))
                .when(annul(9))
                .refused(RefusalCode.LATER_RECORDS);
        after(away, annul(8))
                .when(new RelocateVolunteer(A, "O1", "BANGKOK", day("1992-06-02")))
                .then(AWAY);
    }

    @Test
    void a_move_to_a_station_is_not_withdrawn_from_under_an_evacuation_of_it() {
        given(
                        untac(),
                        untacStarted(),
                        phnomPenh(),
                        new DutyStationOpened("S", "UNTAC", "Siem Reap", "KHM", day("1992-03-20")),
                        registered("V1", "KEN"),
                        FIRST,
                        new VolunteerReassigned("V1", A, "UNTAC", "UNTAC-PHNOM-PENH", "S", day("1992-05-10")),
                        new EvacuationOrdered("O1", "UNTAC", List.of("S"), "SRSG/1", day("1992-06-01")),
                        AWAY)
                .when(annul(7))
                .refused(RefusalCode.NO_SECURITY_ORDER);
    }

    @Test
    void a_medical_evacuation_is_followed_by_a_return_and_both_are_on_duty() {
        Given given = given(
                untac(),
                untacStarted(),
                phnomPenh(),
                registered("V1", "KEN"),
                FIRST,
                new MedicalEvacuationRecorded("V1", A, "UNTAC", MedicalEvacuationStatus.EVACUATED, day("1992-06-01")),
                new MedicalEvacuationRecorded("V1", A, "UNTAC", MedicalEvacuationStatus.RETURNED, day("1992-06-20")),
                ended(FIRST, "1992-07-31"));
        given.when(correct(6, "statusOn", "1992-06-21")).refused(RefusalCode.LATER_RECORDS);
        given.when(correct(6, "statusOn", "1992-04-30")).refused(RefusalCode.NOT_DEPLOYED);
        given.when(correct(7, "statusOn", "1992-08-01")).refused(RefusalCode.NOT_DEPLOYED);
        given.when(correct(7, "statusOn", "1992-07-31")).accepted();
        given.when(correct(7, "status", "EVACUATED")).refused(RefusalCode.LATER_RECORDS);
        given.when(annul(6)).refused(RefusalCode.LATER_RECORDS);
        given.when(annul(7)).accepted();
    }
}
