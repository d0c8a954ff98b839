package org.muster.commandside.domain.mission.beginliquidation;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.WarningCode;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;

class BeginLiquidationTest {

    private static final DrawdownBegun DRAWDOWN = new DrawdownBegun("UNTAC", day("1993-06-01"));
    private static final MandateEnded ENDED = new MandateEnded("UNTAC", day("1993-09-24"));

    @Test
    void follows_the_drawdown() {
        given(untac(), untacStarted(), DRAWDOWN).when(begin("1993-06-01")).then(begun("1993-06-01"));
    }

    @Test
    void follows_the_end_of_the_mandate_on_the_same_day_without_a_drawdown() {
        given(untac(), untacStarted(), ENDED).when(begin("1993-09-24")).then(begun("1993-09-24"));
    }

    @Test
    void refuses_an_active_mission_whose_mandate_runs() {
        given(untac(), untacStarted())
                .when(begin("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "ACTIVE"));
    }

    @Test
    void refuses_in_every_other_phase() {
        given(untac())
                .when(begin("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "PLANNED"));
        given(untac(), untacStarted(), DRAWDOWN, begun("1993-09-24"))
                .when(begin("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "LIQUIDATION"));
        given(untac(), untacStarted(), ENDED, new MissionClosed("UNTAC", day("1993-09-24")))
                .when(begin("1993-09-24"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "CLOSED"));
    }

    @Test
    void refuses_a_date_before_the_drawdown() {
        given(untac(), untacStarted(), DRAWDOWN)
                .when(begin("1993-05-31"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("begunOn", "1993-05-31", "notBefore", "1993-06-01"));
    }

    @Test
    void refuses_a_date_before_the_mandates_end_where_there_was_no_drawdown() {
        given(untac(), untacStarted(), ENDED)
                .when(begin("1993-09-23"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("begunOn", "1993-09-23", "notBefore", "1993-09-24"));
    }

    @Test
    void warns_where_volunteers_enter_on_duty_after_it() {
        given(untac(), untacStarted(), DRAWDOWN, deployed("V1", "1993-07-15"))
                .when(begin("1993-07-01"))
                .accepted(WarningCode.CONTRADICTS_RECORD);
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(begin("1993-09-24")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static BeginLiquidation begin(String begunOn) {
        return new BeginLiquidation("UNTAC", day(begunOn));
    }

    private static LiquidationBegun begun(String begunOn) {
        return new LiquidationBegun("UNTAC", day(begunOn));
    }
}
