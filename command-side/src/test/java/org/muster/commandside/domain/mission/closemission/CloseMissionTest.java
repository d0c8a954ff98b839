package org.muster.commandside.domain.mission.closemission;

import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.CloseMission;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;

class CloseMissionTest {

    private static final CloseMission CLOSE = new CloseMission("UNTAC", day("1993-12-31"));
    private static final MissionClosed CLOSED = new MissionClosed("UNTAC", day("1993-12-31"));
    private static final VolunteerDeployed DEPLOYED = deployed("V1", "1992-04-01");

    @Test
    void closes_a_mission_in_liquidation_where_nobody_ever_served() {
        inLiquidation().when(CLOSE).then(CLOSED);
    }

    @Test
    void refuses_while_somebody_serves() {
        inLiquidation()
                .and(DEPLOYED, deployed("V2", "1992-05-01", Category.NATIONAL_EXPERT))
                .when(CLOSE)
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 2));
    }

    @Test
    void x4_refuses_while_a_post_is_reserved() {
        inLiquidation()
                .and(approved("D1"), approved("D2"))
                .when(CLOSE)
                .refused(RefusalCode.RESERVATIONS_OPEN, Map.of("mission", "UNTAC", "count", 2));
        inLiquidation()
                .and(approved("D1"), cancelled("D1"))
                .when(CLOSE)
                .then(CLOSED)
                .decidedAgainAfter(approved("D2"));
    }

    @Test
    void closes_when_the_last_day_of_the_last_volunteer_is_the_day_of_closure() {
        inLiquidation().and(DEPLOYED, ended(DEPLOYED, "1993-12-31")).when(CLOSE).then(CLOSED);
    }

    @Test
    void refuses_while_a_recorded_last_day_lies_after_the_closure() {
        inLiquidation()
                .and(DEPLOYED, ended(DEPLOYED, "1994-01-01"))
                .when(CLOSE)
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
    }

    @Test
    void refuses_while_an_assignment_begins_only_after_the_closure() {
        inLiquidation()
                .and(deployed("V1", "1994-02-01"))
                .when(CLOSE)
                .refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", "UNTAC", "count", 1));
    }

    @Test
    void closes_a_mission_once() {
        inLiquidation()
                .and(CLOSED)
                .when(CLOSE)
                .refused(RefusalCode.ALREADY_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1993-12-31"));
    }

    @Test
    void refuses_before_the_liquidation() {
        given(untac()).when(CLOSE).refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "PLANNED"));
        given(untac(), untacStarted())
                .when(CLOSE)
                .refused(RefusalCode.WRONG_PHASE, Map.of("mission", "UNTAC", "phase", "ACTIVE"));
    }

    @Test
    void refuses_a_day_before_the_liquidation_began() {
        inLiquidation()
                .when(new CloseMission("UNTAC", day("1993-09-24")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("closedOn", "1993-09-24", "notBefore", "1993-09-25"));
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(CLOSE).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void is_decided_again_after_every_deployment_and_every_end_in_the_mission() {
        inLiquidation()
                .when(CLOSE)
                .decidedAgainAfter(DEPLOYED, ended(DEPLOYED, "1994-01-01"), CLOSED)
                .notDisturbedBy(phnomPenh());
    }

    private static Given inLiquidation() {
        return given(
                untac(),
                untacStarted(),
                authorized(FY93, 400, 20),
                new MandateEnded("UNTAC", day("1993-09-24")),
                new LiquidationBegun("UNTAC", day("1993-09-25")));
    }
}
