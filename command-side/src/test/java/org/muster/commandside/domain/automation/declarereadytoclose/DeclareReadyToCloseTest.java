package org.muster.commandside.domain.automation.declarereadytoclose;

import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.DeclareReadyToClose;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.automation.MissionReadyToClose;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MissionClosed;

class DeclareReadyToCloseTest {

    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");
    private static final MissionReadyToClose READY = new MissionReadyToClose("UNTAC", day("1993-11-01"));
    private static final DeclareReadyToClose DECLARE = new DeclareReadyToClose("UNTAC", day("1993-11-01"));

    private static Given winding() {
        return given(
                untac(),
                untacStarted(),
                DEPLOYED,
                new DrawdownBegun("UNTAC", day("1993-06-01")),
                new LiquidationBegun("UNTAC", day("1993-09-25")));
    }

    @Test
    void declares_it_once_when_the_last_assignment_has_ended() {
        winding().and(ended(DEPLOYED, "1993-10-31")).when(DECLARE).then(READY);
        winding()
                .and(ended(DEPLOYED, "1993-10-31"), READY)
                .when(DECLARE)
                .refused(RefusalCode.NO_CHANGE, Map.of("mission", "UNTAC"));
    }

    @Test
    void x4_says_nothing_while_somebody_serves_or_a_post_is_reserved() {
        winding().when(DECLARE).refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
        winding()
                .and(ended(DEPLOYED, "1993-10-31"), submitted("D1"), approved("D1"))
                .when(DECLARE)
                .refused(RefusalCode.RESERVATIONS_OPEN, Map.of("mission", "UNTAC", "count", 1));
    }

    @Test
    void says_nothing_before_liquidation_or_after_the_closure() {
        given(untac(), untacStarted())
                .when(DECLARE)
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "ACTIVE"));
        winding()
                .and(ended(DEPLOYED, "1993-10-31"), new MissionClosed("UNTAC", day("1993-12-01")))
                .when(DECLARE)
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "CLOSED"));
        given().when(DECLARE).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void is_retried_when_somebody_enters_meanwhile() {
        winding().and(ended(DEPLOYED, "1993-10-31")).when(DECLARE).decidedAgainAfter(deployed("V2", "1993-10-01"));
    }
}
