package org.muster.commandside.domain.mission.relocatedutystation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.RelocateDutyStation;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationRelocated;

class RelocateDutyStationTest {

    private static final String STATION = "UNTAC-PHNOM-PENH";

    @Test
    void a_station_moves_within_the_area() {
        given(untac(), phnomPenh())
                .when(relocate("Battambang", "KHM", "1992-06-01"))
                .then(new DutyStationRelocated(STATION, "UNTAC", "Battambang", "KHM", day("1992-06-01")));
    }

    @Test
    void refuses_a_country_outside_the_area() {
        given(untac(), phnomPenh())
                .when(relocate("Bangkok", "THA", "1992-06-01"))
                .refused(RefusalCode.OUTSIDE_AREA, Map.of("country", "THA", "area", List.of("KHM")));
    }

    @Test
    void refuses_the_place_where_it_is_already() {
        given(untac(), phnomPenh())
                .when(relocate("Phnom Penh", "KHM", "1992-06-01"))
                .refused(RefusalCode.NO_CHANGE, Map.of("station", STATION, "name", "Phnom Penh"));
    }

    @Test
    void refuses_an_unknown_mission_or_station_and_days_on_which_it_is_not_open() {
        given().when(relocate("Battambang", "KHM", "1992-06-01"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
        given(untac())
                .when(relocate("Battambang", "KHM", "1992-06-01"))
                .refused(RefusalCode.UNKNOWN_STATION, Map.of("station", STATION, "mission", "UNTAC"));
        given(untac(), phnomPenh())
                .when(relocate("Battambang", "KHM", "1992-03-19"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("relocatedOn", "1992-03-19", "notBefore", "1992-03-20"));
        given(untac(), phnomPenh(), new DutyStationClosed(STATION, "UNTAC", day("1992-05-31")))
                .when(relocate("Battambang", "KHM", "1992-06-01"))
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", STATION, "closedOn", "1992-05-31"));
    }

    private static RelocateDutyStation relocate(String name, String country, String on) {
        return new RelocateDutyStation(STATION, "UNTAC", name, country, day(on));
    }
}
