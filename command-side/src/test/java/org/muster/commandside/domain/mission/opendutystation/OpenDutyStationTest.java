package org.muster.commandside.domain.mission.opendutystation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.events.mission.MissionClosed;

class OpenDutyStationTest {

    @Test
    void opens_a_station_in_the_mission_area() {
        given(untac()).when(open("UNTAC", "KHM")).then(phnomPenh());
    }

    @Test
    void refuses_a_station_outside_the_mission_area() {
        given(untac())
                .when(open("UNTAC", "THA"))
                .refused(RefusalCode.OUTSIDE_AREA, Map.of("country", "THA", "area", List.of("KHM")));
    }

    @Test
    void gives_an_identifier_once_among_all_missions() {
        given(untac(), phnomPenh(), established("UNMLT", Optional.empty(), false))
                .when(open("UNMLT", "KHM"))
                .refused(RefusalCode.STATION_IN_USE, Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC"));
    }

    @Test
    void opens_nothing_in_a_closed_mission() {
        given(untac(), new MissionClosed("UNTAC", day("1992-03-19")))
                .when(open("UNTAC", "KHM"))
                .refused(RefusalCode.MISSION_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1992-03-19"));
    }

    @Test
    void records_after_the_closure_what_opened_before_it() {
        given(untac(), new MissionClosed("UNTAC", day("1993-09-24")))
                .when(open("UNTAC", "KHM"))
                .then(phnomPenh());
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(open("UNTAC", "KHM")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void is_decided_again_after_the_closure_and_after_the_same_station_but_not_after_deployments() {
        given(untac())
                .when(open("UNTAC", "KHM"))
                .decidedAgainAfter(phnomPenh(), new MissionClosed("UNTAC", day("1993-09-24")))
                .notDisturbedBy(deployed("V1", "1992-04-01"));
    }

    private static OpenDutyStation open(String mission, String country) {
        return new OpenDutyStation("UNTAC-PHNOM-PENH", mission, "Phnom Penh", country, day("1992-03-20"));
    }
}
