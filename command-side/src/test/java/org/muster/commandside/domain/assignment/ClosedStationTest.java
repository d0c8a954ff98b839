package org.muster.commandside.domain.assignment;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.commandside.Examples;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;

/** X5 on each day of an assignment: a closure that is on record already keeps everybody from the days after it. */
class ClosedStationTest {

    private static final String PHNOM_PENH = "UNTAC-PHNOM-PENH";
    private static final String SIEM_REAP = "UNTAC-SIEM-REAP";
    private static final DutyStationClosed CLOSED = new DutyStationClosed(PHNOM_PENH, "UNTAC", day("1992-05-31"));
    private static final Map<String, Object> TOO_LATE = Map.of("station", PHNOM_PENH, "closedOn", "1992-05-31");

    /** As many events as {@link #untacOf} has before what a test adds. */
    private static final int READY = 10;

    @Test
    void x5_a_deployment_of_before_the_closure_ends_with_it_at_the_latest() {
        Given closed = untacOf(CLOSED);
        closed.when(deploy(Optional.of("1992-05-31"))).accepted();
        Map<String, Object> details = Map.of(
                "station", PHNOM_PENH, "mission", "UNTAC", "entryOnDuty", "1992-04-01", "closedOn", "1992-05-31");
        closed.when(deploy(Optional.of("1992-06-01"))).refused(RefusalCode.STATION_NOT_IN_MISSION, details);
        closed.when(deploy(Optional.empty())).refused(RefusalCode.STATION_NOT_IN_MISSION, details);
        closed.when(deploy(Optional.of("1992-05-31"))).decidedAgainAfter(CLOSED);
    }

    @Test
    void no_contract_is_over_before_the_entry_on_duty() {
        untacOf().when(deploy(Optional.of("1992-03-31"))).refused(RefusalCode.DATE_OUT_OF_ORDER);
        untacOf().when(deploy(Optional.of("1992-04-01"))).accepted();
    }

    @Test
    void x5_nothing_makes_the_assignment_longer_than_its_station_is_open() {
        Given there = untacOf(deployed("1992-05-15"), CLOSED);
        there.when(new ExtendContract("A1", day("1992-05-31"))).accepted();
        there.when(new ExtendContract("A1", day("1992-06-01"))).refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        there.when(end("1992-05-31")).accepted();
        there.when(end("1992-06-01")).refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        there.when(died("1992-05-31")).accepted();
        there.when(died("1992-06-01")).refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        there.when(transfer("1992-06-01")).accepted();
        there.when(transfer("1992-06-02")).refused(RefusalCode.STATION_CLOSED, TOO_LATE);
    }

    @Test
    void whoever_moved_on_before_the_closure_may_stay_longer() {
        Given moved = untacOf(siemReap(), deployed("1992-05-31"), moved(PHNOM_PENH, SIEM_REAP, "1992-05-20"), CLOSED);
        moved.when(new ExtendContract("A1", day("1992-06-30"))).accepted();
        moved.when(end("1992-06-30")).accepted();
    }

    @Test
    void x5_a_move_ends_before_the_closure_by_the_next_move_or_the_contract() {
        VolunteerDeployed inSiemReap = deployed(SIEM_REAP, Optional.of("1992-06-30"));
        Map<String, Object> details =
                Map.of("station", PHNOM_PENH, "mission", "UNTAC", "on", "1992-05-01", "closedOn", "1992-05-31");
        untacOf(siemReap(), inSiemReap, CLOSED)
                .when(reassign(PHNOM_PENH, "1992-05-01"))
                .refused(RefusalCode.STATION_NOT_IN_MISSION, details);
        DutyStationOpened battambang =
                new DutyStationOpened("UNTAC-BATTAMBANG", "UNTAC", "Battambang", "KHM", day("1992-03-20"));
        untacOf(siemReap(), battambang, inSiemReap, moved(SIEM_REAP, "UNTAC-BATTAMBANG", "1992-06-01"), CLOSED)
                .when(reassign(PHNOM_PENH, "1992-05-01"))
                .accepted();
    }

    @Test
    void x5_nobody_is_transferred_to_a_station_beyond_its_closure() {
        Given closing = untacOf(deployed("1992-06-30"), new DutyStationClosed("MAPUTO", "ONUMOZ", day("1992-06-29")));
        closing.when(transfer("1992-06-01", Optional.of("1992-06-29"))).accepted();
        closing.when(transfer("1992-06-01", Optional.empty()))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "MAPUTO", "mission", "ONUMOZ", "on", "1992-06-01", "closedOn", "1992-06-29"));
    }

    @Test
    void x5_no_correction_moves_days_beyond_the_closure() {
        Given extended = untacOf(
                deployed("1992-05-01"),
                new ContractExtended("V1", "A1", "UNTAC", Optional.of(day("1992-05-01")), day("1992-05-20")),
                CLOSED);
        extended.when(correct(READY + 2, "contractEndsOn", Optional.of("1992-05-31")))
                .accepted();
        extended.when(correct(READY + 2, "contractEndsOn", Optional.of("1992-06-01")))
                .refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        Given there = untacOf(deployed("1992-05-15"), CLOSED);
        there.when(correct(READY + 1, "contractEndsOn", Optional.of("1992-05-31")))
                .accepted();
        there.when(correct(READY + 1, "contractEndsOn", Optional.of("1992-06-01")))
                .refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        there.when(correct(READY + 1, "contractEndsOn", Optional.empty()))
                .refused(RefusalCode.STATION_CLOSED, TOO_LATE);
        Given firstEnd = untacOf(
                deployed(PHNOM_PENH, Optional.empty()),
                new ContractExtended("V1", "A1", "UNTAC", Optional.empty(), day("1992-05-20")),
                CLOSED);
        firstEnd.when(new AnnulRecord(Given.id(READY + 2), READY + 2, CorrectionReason.DUPLICATE))
                .refused(RefusalCode.STATION_CLOSED, TOO_LATE);
    }

    @Test
    void x5_a_move_after_the_contract_is_not_corrected_to_another_mission_s_station() {
        untacOf(siemReap(), deployed("1992-05-15"), moved(PHNOM_PENH, SIEM_REAP, "1992-06-01"))
                .when(correct(READY + 3, "station", Optional.of("MAPUTO")))
                .refused(RefusalCode.STATION_NOT_IN_MISSION);
    }

    @Test
    void moves_that_are_recorded_late_leave_everybody_where_the_last_day_says() {
        Given moved = untacOf(
                siemReap(),
                deployed("1992-12-31"),
                moved(PHNOM_PENH, SIEM_REAP, "1992-08-01"),
                new DutyStationOpened("UNTAC-BATTAMBANG", "UNTAC", "Battambang", "KHM", day("1992-03-20")),
                moved(PHNOM_PENH, "UNTAC-BATTAMBANG", "1992-06-01"));
        moved.when(close(SIEM_REAP, "1992-12-01")).refused(RefusalCode.OCCUPIED);
        moved.when(close("UNTAC-BATTAMBANG", "1992-07-30")).refused(RefusalCode.OCCUPIED);
        moved.when(close("UNTAC-BATTAMBANG", "1992-07-31")).accepted();
        moved.when(close(PHNOM_PENH, "1992-05-30")).refused(RefusalCode.OCCUPIED);
        moved.when(close(PHNOM_PENH, "1992-05-31")).accepted();
        moved.and(ended("1992-10-31")).when(close(SIEM_REAP, "1992-10-31")).accepted();
        moved.and(ended("1992-10-31")).when(close(SIEM_REAP, "1992-10-30")).refused(RefusalCode.OCCUPIED);
    }

    @Test
    void x1_a_death_or_a_transfer_after_the_contract_meets_no_other_assignment() {
        VolunteerDeployed other = Examples.deployed("V1", "1992-07-01");
        Given planAndNext = untacOf(deployed("1992-05-31"), other);
        planAndNext
                .when(died("1992-07-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1992-07-01", "mission", "UNTAC", "entryOnDuty", "1992-07-01"));
        planAndNext.when(died("1992-06-30")).accepted();
        untacOf(deployed("1992-05-31"), other, Examples.ended(other, "1992-07-10"))
                .when(transfer("1992-07-20", Optional.of("1992-08-31")))
                .refused(RefusalCode.ALREADY_DEPLOYED);
    }

    private static Given untacOf(DomainEvent... events) {
        return given(
                        untac(),
                        untacStarted(),
                        phnomPenh(),
                        authorized(FY92, 2, 0),
                        authorized(Examples.FY93, 2, 0),
                        registered("V1", "KEN"))
                .and(onumoz().toArray(DomainEvent[]::new))
                .and(events);
    }

    private static List<DomainEvent> onumoz() {
        return List.of(
                new MissionEstablished(
                        "ONUMOZ",
                        "United Nations Operation in Mozambique",
                        List.of("MOZ"),
                        MissionKind.PEACEKEEPING,
                        LeadDepartment.DPKO,
                        "S/RES/797",
                        day("1992-01-01"),
                        day("1992-01-15"),
                        Optional.empty(),
                        false),
                new MissionStarted("ONUMOZ", day("1992-01-15")),
                new DutyStationOpened("MAPUTO", "ONUMOZ", "Maputo", "MOZ", day("1992-01-15")),
                new VolunteerStrengthAuthorized(
                        "ONUMOZ", Examples.period("1992-01-01", "1992-12-31"), 1, 0, "A/47/881"));
    }

    private static DutyStationOpened siemReap() {
        return new DutyStationOpened(SIEM_REAP, "UNTAC", "Siem Reap", "KHM", day("1992-03-20"));
    }

    private static VolunteerDeployed deployed(String contractEndsOn) {
        return deployed(PHNOM_PENH, Optional.of(contractEndsOn));
    }

    private static VolunteerDeployed deployed(String station, Optional<String> contractEndsOn) {
        return new VolunteerDeployed(
                "V1",
                "A1",
                "UNTAC",
                station,
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                contractEndsOn.map(LocalDate::parse),
                Optional.empty(),
                true);
    }

    private static DeployVolunteer deploy(Optional<String> contractEndsOn) {
        return new DeployVolunteer(
                "V1",
                "A1",
                "UNTAC",
                PHNOM_PENH,
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                contractEndsOn.map(LocalDate::parse),
                true);
    }

    private static AssignmentEnded ended(String lastDay) {
        return Examples.ended(deployed("1992-12-31"), lastDay);
    }

    private static VolunteerReassigned moved(String from, String to, String on) {
        return new VolunteerReassigned("V1", "A1", "UNTAC", from, to, day(on));
    }

    private static ReassignVolunteer reassign(String station, String on) {
        return new ReassignVolunteer("A1", station, true, day(on));
    }

    private static EndSealedAssignment end(String lastDay) {
        return new EndSealedAssignment("A1", day(lastDay), SeparationClass.COMPLETION, Optional.empty());
    }

    private static RecordDeathInService died(String on) {
        return new RecordDeathInService("A1", day(on), IncidentType.ILLNESS);
    }

    private static CloseDutyStation close(String station, String on) {
        return new CloseDutyStation(station, "UNTAC", day(on));
    }

    private static TransferVolunteer transfer(String on) {
        return transfer(on, Optional.of("1992-08-31"));
    }

    private static TransferVolunteer transfer(String on, Optional<String> contractEndsOn) {
        return new TransferVolunteer(
                "A1",
                "A2",
                "ONUMOZ",
                "MAPUTO",
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                day(on),
                contractEndsOn.map(LocalDate::parse));
    }

    private static CorrectSealedRecord correct(long position, String field, Optional<String> after) {
        return new CorrectSealedRecord(Given.id(position), position, field, after, CorrectionReason.TYPING_ERROR);
    }
}
