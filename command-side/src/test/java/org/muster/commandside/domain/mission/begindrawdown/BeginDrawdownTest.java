package org.muster.commandside.domain.mission.begindrawdown;

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
import org.muster.commands.mission.BeginDrawdown;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;

class BeginDrawdownTest {

    private static final DrawdownBegun BEGUN = new DrawdownBegun("UNTAC", day("1993-06-01"));

    @Test
    void an_active_mission_begins_to_draw_down() {
        given(untac(), untacStarted()).when(begin("1993-06-01")).then(BEGUN);
    }

    @Test
    void also_after_its_mandate_has_ended() {
        given(untac(), untacStarted(), new MandateEnded("UNTAC", day("1993-05-31")))
                .when(begin("1993-06-01"))
                .then(BEGUN);
    }

    @Test
    void refuses_in_every_other_phase() {
        given(untac())
                .when(begin("1993-06-01"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "PLANNED"));
        given(untac(), untacStarted(), BEGUN)
                .when(begin("1993-06-01"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "DRAWDOWN"));
        given(untac(), untacStarted(), new MissionClosed("UNTAC", day("1993-09-24")))
                .when(begin("1993-06-01"))
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "CLOSED"));
    }

    @Test
    void refuses_a_date_before_the_mission_started() {
        given(untac(), untacStarted())
                .when(begin("1992-03-14"))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("begunOn", "1992-03-14", "notBefore", "1992-03-15"));
    }

    @Test
    void names_entries_on_duty_that_it_contradicts() {
        given(untac(), untacStarted(), deployed("V1", "1993-06-01"), deployed("V2", "1993-05-31"))
                .when(begin("1993-06-01"))
                .thenWarned(
                        BEGUN,
                        new Warning(
                                WarningCode.CONTRADICTS_RECORD,
                                Map.of("mission", "UNTAC", "entriesOnDuty", 1, "from", "1993-06-01")));
        given(untac(), untacStarted(), deployed("V2", "1993-05-31"))
                .when(begin("1993-06-01"))
                .then(BEGUN);
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(begin("1993-06-01")).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static BeginDrawdown begin(String begunOn) {
        return new BeginDrawdown("UNTAC", day(begunOn));
    }
}
