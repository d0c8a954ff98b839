package org.muster.commandside.domain.mission.startmission;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.StartMission;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionStarted;

class StartMissionTest {

    private static final StartMission START = new StartMission("UNTAC", day("1992-03-15"));

    @Test
    void starts_a_planned_mission() {
        given(untac()).when(START).then(untacStarted());
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given(established("UNAMIC", Optional.empty(), false))
                .when(START)
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void starts_a_mission_once() {
        given(untac(), untacStarted())
                .when(START)
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "ACTIVE"));
    }

    @Test
    void does_not_start_a_closed_mission_again() {
        given(untac(), untacStarted(), new MissionClosed("UNTAC", day("1993-09-24")))
                .when(START)
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "CLOSED"));
    }

    @Test
    void does_not_start_before_the_mandate_does() {
        given(untac())
                .when(new StartMission("UNTAC", day("1992-03-14")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("startedOn", "1992-03-14", "notBefore", "1992-03-15"));
    }

    @Test
    void takes_a_historical_record_of_a_start_before_the_mandates() {
        given(established("UNTAC", Optional.empty(), true))
                .when(new StartMission("UNTAC", day("1992-03-14")))
                .then(new MissionStarted("UNTAC", day("1992-03-14")));
    }

    @Test
    void two_starts_at_once_do_not_both_succeed() {
        given(untac()).when(START).decidedAgainAfter(untacStarted());
    }
}
