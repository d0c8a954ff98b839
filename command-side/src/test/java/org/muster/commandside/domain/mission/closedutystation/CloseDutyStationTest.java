package org.muster.commandside.domain.mission.closedutystation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationClosed;

class CloseDutyStationTest {

    private static final String STATION = "UNTAC-PHNOM-PENH";
    private static final DutyStationClosed CLOSED = new DutyStationClosed(STATION, "UNTAC", day("1993-09-24"));
    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void closes_a_station_at_which_nobody_serves_after_the_day() {
        given(untac(), phnomPenh()).when(close()).then(CLOSED);
        given(untac(), phnomPenh(), DEPLOYED, ended(DEPLOYED, "1993-09-24"))
                .when(close())
                .then(CLOSED);
    }

    @Test
    void refuses_while_somebody_serves_there_or_will_beyond_the_day() {
        given(untac(), phnomPenh(), DEPLOYED)
                .when(close())
                .refused(RefusalCode.OCCUPIED, Map.of("station", STATION, "open", 1, "closedOn", "1993-09-24"));
        given(untac(), phnomPenh(), DEPLOYED, ended(DEPLOYED, "1993-09-25"))
                .when(close())
                .refused(RefusalCode.OCCUPIED, Map.of("station", STATION, "open", 0, "closedOn", "1993-09-24"));
    }

    @Test
    void closes_a_station_once_and_only_one_that_the_mission_has() {
        given(untac(), phnomPenh(), CLOSED)
                .when(close())
                .refused(RefusalCode.STATION_CLOSED, Map.of("station", STATION, "closedOn", "1993-09-24"));
        given(untac())
                .when(close())
                .refused(RefusalCode.UNKNOWN_STATION, Map.of("station", STATION, "mission", "UNTAC"));
        given(untac(), phnomPenh())
                .when(new CloseDutyStation(STATION, "UNTAC", day("1992-03-19")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("closedOn", "1992-03-19", "notBefore", "1992-03-20"));
    }

    @Test
    void x5_neither_a_deployment_nor_a_closure_escapes_the_other() {
        given(untac(), phnomPenh()).when(close()).decidedAgainAfter(DEPLOYED, CLOSED);
    }

    private static CloseDutyStation close() {
        return new CloseDutyStation(STATION, "UNTAC", day("1993-09-24"));
    }
}
