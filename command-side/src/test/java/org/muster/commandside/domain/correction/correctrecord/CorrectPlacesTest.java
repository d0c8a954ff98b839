package org.muster.commandside.domain.correction.correctrecord;

import static org.assertj.core.api.Assertions.assertThat;
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
import static org.muster.commandside.domain.correction.correctrecord.Amending.serving;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.mission.RenameMission;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.DutyStationClassified;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.DutyStationRelocated;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.SuccessorMissionLinked;

/** Stations, names and where somebody serves are corrected; the rules that they were recorded by are kept. */
class CorrectPlacesTest {

    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");
    private static final DutyStationOpened SIEM_REAP =
            new DutyStationOpened("UNTAC-SIEM-REAP", "UNTAC", "Siem Reap", "KHM", day("1992-06-01"));
    private static final VolunteerReassigned MOVED = new VolunteerReassigned(
            "V1", FIRST.assignment(), "UNTAC", "UNTAC-PHNOM-PENH", "UNTAC-SIEM-REAP", day("1992-07-01"));

    @Test
    void a_station_is_called_and_opened_otherwise_within_its_own_days() {
        Given given = given(
                untac(),
                SIEM_REAP,
                new DutyStationRelocated("UNTAC-SIEM-REAP", "UNTAC", "Angkor", "KHM", day("1992-08-01")),
                new DutyStationClassified(
                        "UNTAC-SIEM-REAP", "UNTAC", HardshipClass.D, false, Optional.of(8), day("1992-09-01")),
                new DutyStationClosed("UNTAC-SIEM-REAP", "UNTAC", day("1993-01-31")));
        given.when(correct(2, "name", "Siem Reap Town")).accepted();
        given.when(correct(2, "country", "THA")).refused(RefusalCode.OUTSIDE_AREA);
        given.when(correct(3, "country", "THA")).refused(RefusalCode.OUTSIDE_AREA);
        given.when(correct(2, "openedOn", "1992-08-02")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(2, "openedOn", "1992-08-01")).accepted();
        given.when(correct(3, "relocatedOn", "1993-02-01")).refused(RefusalCode.STATION_CLOSED);
        given.when(correct(3, "relocatedOn", "1992-05-31")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(4, "classifiedOn", "1993-02-01")).refused(RefusalCode.STATION_CLOSED);
        given.when(correct(4, "restCycleWeeks", "7")).refused(RefusalCode.INVALID_CLASS);
        given.when(correct(4, "hardshipClass", "H")).refused(RefusalCode.INVALID_CLASS);
        given.when(correct(4, "hardshipClass", "E")).accepted();
        given.when(correct(4, "familyStation", "true")).accepted();
        given.when(correct(4, "familyStation", "yes")).refused(RefusalCode.VALUE_NOT_POSSIBLE);
        given.when(correct(5, "closedOn", "1992-08-31")).refused(RefusalCode.STATION_CLOSED);
        given.when(correct(5, "closedOn", "1992-09-01")).accepted();
        given.when(annul(2)).refused(RefusalCode.NOT_ANNULLABLE);
        for (long position : List.of(3L, 4L, 5L)) {
            given.when(annul(position)).accepted();
        }
    }

    @Test
    void x5_nobody_serves_at_a_station_before_it_opened_or_after_it_closed() {
        Given given = serving(SIEM_REAP, FIRST, MOVED, ended(FIRST, "1992-12-31"));
        given.when(correct(3, "openedOn", "1992-05-02")).refused(RefusalCode.STATION_NOT_IN_MISSION);
        given.when(correct(3, "openedOn", "1992-05-01")).accepted();
        given.when(correct(6, "openedOn", "1992-07-02")).refused(RefusalCode.STATION_NOT_IN_MISSION);
        Given closed = given.and(new DutyStationClosed("UNTAC-SIEM-REAP", "UNTAC", day("1992-12-31")));
        closed.when(correct(11, "closedOn", "1992-12-30")).refused(RefusalCode.OCCUPIED);
        closed.when(correct(11, "closedOn", "1993-01-31")).accepted();
    }

    @Test
    void a_move_is_to_a_station_that_is_open_on_its_day() {
        Given given = serving(SIEM_REAP, FIRST, MOVED);
        given.when(correct(8, "reassignedOn", "1992-05-31")).refused(RefusalCode.STATION_NOT_IN_MISSION);
        given.when(correct(8, "reassignedOn", "1992-04-30")).refused(RefusalCode.BEFORE_ENTRY_ON_DUTY);
        given.when(correct(8, "reassignedOn", "1992-06-01")).accepted();
        given.when(correct(8, "station", "ONUMOZ-BEIRA")).refused(RefusalCode.STATION_NOT_IN_MISSION);
        serving(SIEM_REAP, FIRST, MOVED, ended(FIRST, "1992-08-31"))
                .when(correct(8, "reassignedOn", "1992-09-01"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER);

        Given withdrawn = after(given, annul(8));
        withdrawn
                .when(new ReassignVolunteer(FIRST.assignment(), "UNTAC-SIEM-REAP", true, day("1992-07-01")))
                .then(MOVED);
        Given left =
                serving(SIEM_REAP, FIRST, MOVED, new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-07-31")));
        left.when(annul(8)).refused(RefusalCode.STATION_CLOSED);
    }

    @Test
    void an_entry_on_duty_is_at_another_station_and_the_correction_is_in_the_history_of_both() {
        Given given = serving(SIEM_REAP, FIRST);
        given.when(correct(7, "station", "UNTAC-SIEM-REAP")).refused(RefusalCode.STATION_NOT_IN_MISSION);
        Given later = serving(SIEM_REAP, deployed("V1", "1992-06-02"));
        List<DomainEvent> corrected =
                later.when(correct(7, "station", "UNTAC-SIEM-REAP")).accepted().events();
        assertThat(corrected.getFirst().tags())
                .contains(Tag.station("UNTAC-PHNOM-PENH"), Tag.station("UNTAC-SIEM-REAP"));
    }

    @Test
    void x6_and_x2_an_entry_on_duty_is_in_another_category() {
        Given given = serving(FIRST);
        given.when(correct(6, "category", "INTERNATIONAL_EXPERT")).accepted();
        given.when(correct(6, "category", "NATIONAL_SPECIALIST")).refused(RefusalCode.NOT_ELIGIBLE);
        Given national = given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, 5, 0),
                registered("V1", "KHM"),
                deployed("V1", "1992-05-01"));
        national.when(correct(6, "category", "NATIONAL_SPECIALIST")).refused(RefusalCode.CEILING_REACHED);
        serving(FIRST, ended(FIRST, "1992-06-30"))
                .when(correct(6, "category", "INTERNATIONAL_EXPERT"))
                .refused(RefusalCode.LATER_RECORDS);
    }

    @Test
    void names_departments_and_successions_are_not_older_than_the_mission() {
        MissionRenamed renamed = new MissionRenamed("UNTAC", "UNTAC2", "Another name", day("1993-01-01"));
        Given given = given(
                untac(),
                renamed,
                new LeadDepartmentChanged("UNTAC", LeadDepartment.DPO, day("1993-01-01")),
                new SuccessorMissionLinked("UNTAC", "ONUMOZ", day("1993-01-01")));
        given.when(correct(1, "name", "The right name")).accepted();
        given.when(correct(1, "leadDepartment", "DPO")).accepted();
        given.when(correct(2, "renamedOn", "1990-01-01")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(2, "name", "The right name")).accepted();
        given.when(correct(3, "changedOn", "1990-01-01")).refused(RefusalCode.DATE_OUT_OF_ORDER);
        given.when(correct(3, "changedOn", "1993-02-01")).accepted();
        given.when(correct(4, "linkedOn", "1993-02-01")).accepted();
        given.when(annul(4)).accepted();
        after(given, annul(2))
                .when(new RenameMission("UNTAC", "UNTAC2", "Another name", day("1993-01-01")))
                .then(renamed);
    }
}
