package org.muster.commandside.domain.mission.endmandate;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.mission.EndMandate;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;

class EndMandateTest {

    private static final MandateEnded ENDED = new MandateEnded("UNTAC", day("1993-09-24"));
    private static final DrawdownBegun DRAWDOWN = new DrawdownBegun("UNTAC", day("1993-10-01"));

    @Test
    void ends_the_mandate_of_an_active_mission() {
        given(untac(), untacStarted()).when(end("1993-09-24")).then(ENDED);
    }

    @Test
    void ends_the_mandate_in_drawdown_also_before_the_drawdown_began() {
        given(untac(), untacStarted(), DRAWDOWN).when(end("1993-09-24")).then(ENDED);
    }

    @Test
    void ends_a_mandate_once() {
        given(untac(), untacStarted(), ENDED)
                .when(end("1993-09-30"))
                .refused(
                        RefusalCode.WRONG_PHASE,
                        Map.of("mission", "UNTAC", "phase", "ACTIVE", "mandateEndedOn", "1993-09-24"));
    }

    @Test
    void refuses_in_every_other_phase() {
        given(untac())
                .when(end("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "PLANNED"));
        given(untac(), untacStarted(), DRAWDOWN, new LiquidationBegun("UNTAC", day("1993-10-02")))
                .when(end("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "LIQUIDATION"));
        given(untac(), untacStarted(), new MissionClosed("UNTAC", day("1993-10-02")))
                .when(end("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "CLOSED"));
    }

    @Test
    void refuses_an_end_before_the_mission_started() {
        given(untac(), untacStarted())
                .when(end("1992-03-14"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("endedOn", "1992-03-14", "notBefore", "1992-03-15"));
    }

    @Test
    void names_entries_on_duty_that_it_contradicts() {
        given(untac(), untacStarted(), deployed("V1", "1993-09-25"), deployed("V2", "1993-09-24"))
                .when(end("1993-09-24"))
                .thenWarned(
                        ENDED,
                        new Warning(
                                WarningCode.CONTRADICTS_RECORD,
                                Map.of("mission", "UNTAC", "entriesOnDuty", 1, "from", "1993-09-25")));
        given(untac(), untacStarted(), deployed("V2", "1993-09-24"))
                .when(end("1993-09-24"))
                .then(ENDED);
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(end("1993-09-24")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static EndMandate end(String endedOn) {
        return new EndMandate("UNTAC", day(endedOn));
    }
}
