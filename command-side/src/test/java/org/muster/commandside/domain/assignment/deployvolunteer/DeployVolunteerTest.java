package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.command;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.deploy;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.ready;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.VolunteerStrengthRevised;

class DeployVolunteerTest {

    @Test
    void deploys_a_volunteer() {
        ready().when(deploy("V1", "1992-04-01")).then(deployed("V1", "1992-04-01"));
    }

    @Test
    void does_not_know_a_mission_or_a_volunteer_that_is_not_on_record() {
        given(registered("V1", "KEN"))
                .when(deploy("V1", "1992-04-01"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
        ready().when(deploy("V9", "1992-04-01")).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V9"));
    }

    @Test
    void gives_an_assignments_identifier_once() {
        VolunteerDeployed first = deployed("V1", "1992-04-01");
        ready().and(first, ended(first, "1992-04-02"))
                .when(command("V2", first.assignment(), "1992-05-01", Category.INTERNATIONAL_SPECIALIST, true))
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", first.assignment()));
    }

    @Test
    void a_deployment_that_is_not_a_historical_record_needs_a_contract() {
        ready().when(command("V1", "A1", "1992-04-01", Category.INTERNATIONAL_SPECIALIST, false))
                .refused(RefusalCode.CONTRACT_MISSING, Map.of("assignment", "A1"));
    }

    // X3: into an active mission

    @Test
    void x3_refuses_a_mission_that_has_not_started() {
        given(untac(), phnomPenh(), authorized(FY92, 2, 1), registered("V1", "KEN"))
                .when(deploy("V1", "1992-04-01"))
                .refused(RefusalCode.MISSION_NOT_OPEN, Map.of("mission", "UNTAC", "phase", "PLANNED"));
    }

    @Test
    void x3_refuses_an_entry_on_duty_before_the_mission_started() {
        ready().when(deploy("V1", "1992-03-14"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", "UNTAC", "phase", "PLANNED", "startedOn", "1992-03-15"));
    }

    @Test
    void x3_refuses_a_mission_that_draws_down_liquidates_or_is_closed() {
        Given drawdown = ready().and(new DrawdownBegun("UNTAC", day("1992-05-01")));
        Given liquidation = drawdown.and(new LiquidationBegun("UNTAC", day("1992-05-02")));
        drawdown.when(deploy("V1", "1992-05-01")).refused(RefusalCode.MISSION_NOT_OPEN, phase("DRAWDOWN"));
        liquidation.when(deploy("V1", "1992-05-02")).refused(RefusalCode.MISSION_NOT_OPEN, phase("LIQUIDATION"));
    }

    @Test
    void x3_goes_by_the_phase_on_the_day_though_a_later_one_is_on_record() {
        ready().and(new DrawdownBegun("UNTAC", day("1992-05-01")))
                .when(deploy("V1", "1992-04-30"))
                .then(deployed("V1", "1992-04-30"));
    }

    @Test
    void x4_refuses_any_day_once_the_closure_is_on_record() {
        ready().and(new MissionClosed("UNTAC", day("1992-05-03")))
                .when(deploy("V1", "1992-04-01"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of(
                                "mission", "UNTAC",
                                "phase", "ACTIVE",
                                "startedOn", "1992-03-15",
                                "closedOn", "1992-05-03"));
    }

    @Test
    void x8_warns_of_an_entry_on_duty_after_the_mandate() {
        ready().and(new MandateEnded("UNTAC", day("1992-03-31")))
                .when(deploy("V1", "1992-04-01"))
                .thenWarned(
                        deployed("V1", "1992-04-01"),
                        new Warning(
                                WarningCode.BEYOND_MANDATE,
                                Map.of("mission", "UNTAC", "mandateEndedOn", "1992-03-31")));
        ready().and(new MandateEnded("UNTAC", day("1992-04-01")))
                .when(deploy("V1", "1992-04-01"))
                .then(deployed("V1", "1992-04-01"));
    }

    // X5: at one of its open stations

    @Test
    void x5_refuses_a_station_that_is_unknown_or_not_open_yet_or_of_another_mission() {
        Map<String, Object> events =
                Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC", "entryOnDuty", "1992-03-19");
        ready().when(deploy("V1", "1992-03-19")).refused(RefusalCode.STATION_NOT_IN_MISSION, events);

        Given withoutStation = given(untac(), untacStarted(), authorized(FY92, 2, 1), registered("V1", "KEN"));
        withoutStation.when(deploy("V1", "1992-03-19")).refused(RefusalCode.STATION_NOT_IN_MISSION, events);
        withoutStation
                .and(new DutyStationOpened("UNTAC-PHNOM-PENH", "UNMLT", "Phnom Penh", "KHM", day("1992-03-01")))
                .when(deploy("V1", "1992-03-19"))
                .refused(RefusalCode.STATION_NOT_IN_MISSION, events);
    }

    @Test
    void x5_refuses_a_station_after_its_closure() {
        Given closing = ready().and(new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-04-01")));
        closing.when(deploy("V1", "1992-04-02"))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC", "entryOnDuty", "1992-04-02"));
    }

    // The boundary: what must not be recorded in the meantime, and what may

    @Test
    void is_decided_again_after_whatever_could_break_a_rule() {
        VolunteerDeployed other = deployed("V2", "1992-04-01");
        ready().when(deploy("V1", "1992-04-01"))
                .decidedAgainAfter(
                        other,
                        ended(other, "1992-06-01"),
                        new VolunteerStrengthRevised("UNTAC", FY92, 0, 0, "A/47/733", day("1992-05-02")),
                        new DrawdownBegun("UNTAC", day("1992-05-01")),
                        new MissionClosed("UNTAC", day("1992-05-03")));
    }

    @Test
    void is_not_disturbed_by_other_missions_and_other_volunteers() {
        ready().when(deploy("V1", "1992-04-01"))
                .notDisturbedBy(
                        registered("V9", "KEN"),
                        established("UNMLT", Optional.empty(), false),
                        new DutyStationOpened("UNTAC-BATTAMBANG", "UNTAC", "Battambang", "KHM", day("1992-05-01")),
                        new MissionClosed("UNMLT", day("1993-12-31")));
    }

    private static Map<String, Object> phase(String phase) {
        return Map.of("mission", "UNTAC", "phase", phase, "startedOn", "1992-03-15");
    }
}
