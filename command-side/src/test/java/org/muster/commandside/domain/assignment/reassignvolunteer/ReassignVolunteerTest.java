package org.muster.commandside.domain.assignment.reassignvolunteer;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.mission.DutyStationOpened;

class ReassignVolunteerTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final String BATTAMBANG = "UNTAC-BATTAMBANG";

    @Test
    void moves_a_volunteer_who_agrees_to_another_station_of_the_mission() {
        ready().when(reassign(BATTAMBANG, "1992-06-01", true))
                .then(moved("UNTAC-PHNOM-PENH", BATTAMBANG, "1992-06-01"));
        ready().when(reassign(BATTAMBANG, "1992-06-01", false))
                .refused(RefusalCode.NO_CONSENT, Map.of("assignment", DEPLOYED.assignment()));
    }

    @Test
    void goes_by_the_station_of_the_day_whatever_the_order_of_recording() {
        Given moved = ready().and(moved("UNTAC-PHNOM-PENH", BATTAMBANG, "1992-08-01"));
        moved.when(reassign(BATTAMBANG, "1992-06-01", true)).then(moved("UNTAC-PHNOM-PENH", BATTAMBANG, "1992-06-01"));
        moved.when(reassign(BATTAMBANG, "1992-08-01", true))
                .refused(RefusalCode.NO_CHANGE, Map.of("station", BATTAMBANG));
    }

    @Test
    void x5_refuses_a_station_that_is_not_the_mission_s_or_not_open() {
        ready().and(new DutyStationOpened("MAPUTO", "ONUMOZ", "Maputo", "MOZ", day("1992-01-01")))
                .when(reassign("MAPUTO", "1992-06-01", true))
                .refused(RefusalCode.DIFFERENT_MISSION, Map.of("station", "MAPUTO", "mission", "ONUMOZ"));
        ready().when(reassign("NOWHERE", "1992-06-01", true))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "NOWHERE", "mission", "UNTAC", "on", "1992-06-01"));
        ready().when(reassign(BATTAMBANG, "1992-04-30", true))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", BATTAMBANG, "mission", "UNTAC", "on", "1992-04-30"));
    }

    @Test
    void needs_an_open_assignment_that_has_begun() {
        given().when(reassign(BATTAMBANG, "1992-06-01", true))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        ready().and(ended(DEPLOYED, "1992-06-30"))
                .when(reassign(BATTAMBANG, "1992-06-01", true))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", DEPLOYED.assignment()));
        ready().when(reassign(BATTAMBANG, "1992-03-31", true))
                .refused(RefusalCode.BEFORE_ENTRY_ON_DUTY, Map.of("entryOnDuty", "1992-04-01"));
    }

    private static Given ready() {
        return given(
                phnomPenh(),
                new DutyStationOpened(BATTAMBANG, "UNTAC", "Battambang", "KHM", day("1992-05-01")),
                DEPLOYED);
    }

    private static ReassignVolunteer reassign(String station, String on, boolean consent) {
        return new ReassignVolunteer(DEPLOYED.assignment(), station, consent, day(on));
    }

    private static VolunteerReassigned moved(String from, String to, String on) {
        return new VolunteerReassigned("V1", DEPLOYED.assignment(), "UNTAC", from, to, day(on));
    }
}
