package org.muster.commandside.domain.recruitment.approvedoa;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cancelled;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commandside.RecruitmentExamples;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.VolunteerStrengthRevised;

class ApproveDoATest {

    private static final ApproveDoA APPROVE = new ApproveDoA("D1", day("1992-03-10"));

    @Test
    void x2_reserves_a_vacant_post() {
        ready().when(APPROVE)
                .then(approved("D1"))
                .decidedAgainAfter(deployed("V1", "1992-04-01"), approved("D2"), cancelled("D2"));
    }

    @Test
    void x2_counts_encumbered_and_reserved_posts_together() {
        ready().and(deployed("V1", "1992-04-01")).when(APPROVE).then(approved("D1"));
        ready().and(deployed("V1", "1992-04-01"), approved("D2"))
                .when(APPROVE)
                .refused(RefusalCode.NO_CEILING, ceiling(2, 1, 1));
        ready().and(deployed("V1", "1992-04-01"), approved("D2"), cancelled("D2"))
                .when(APPROVE)
                .then(approved("D1"));
    }

    @Test
    void x2_counts_the_two_establishments_apart() {
        ready().and(approved("D2", Category.NATIONAL_EXPERT), approved("D3", Category.COMMUNITY), approved("D4"))
                .when(APPROVE)
                .then(approved("D1"));
    }

    @Test
    void x2_reserves_nothing_without_an_authorization() {
        given(untac(), untacStarted(), submitted("D1"), funded("D1"))
                .when(APPROVE)
                .refused(
                        RefusalCode.NO_CEILING,
                        Map.of("mission", "UNTAC", "type", "INTERNATIONAL", "on", "1992-04-01", "authorized", 0));
    }

    @Test
    void x10_a_mission_over_strength_reserves_nothing() {
        ready().and(
                        deployed("V1", "1992-04-01"),
                        deployed("V2", "1992-04-01"),
                        new VolunteerStrengthRevised("UNTAC", FY92, 1, 0, "A/47/733", day("1992-03-16")))
                .when(APPROVE)
                .refused(RefusalCode.NO_CEILING, ceiling(1, 2, 0));
    }

    @Test
    void x3_needs_a_mission_that_is_open_when_the_volunteer_is_needed() {
        given(untac(), authorized(FY92, 2, 1), submitted("D1"), funded("D1"))
                .when(APPROVE)
                .refused(RefusalCode.MISSION_NOT_OPEN, Map.of("mission", "UNTAC", "phase", "PLANNED"));
        ready().and(new DrawdownBegun("UNTAC", day("1992-03-20")))
                .when(APPROVE)
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", "UNTAC", "phase", "DRAWDOWN", "startedOn", "1992-03-15"));
    }

    @Test
    void x3_a_mission_that_draws_down_is_open_for_its_liquidation_team() {
        given(
                        untac(),
                        untacStarted(),
                        authorized(FY92, 2, 1),
                        new DrawdownBegun("UNTAC", day("1992-03-20")),
                        submitted("D1", RecruitmentExamples.CATEGORY, true),
                        funded("D1"))
                .when(APPROVE)
                .then(approved("D1"));
    }

    @Test
    void needs_a_request_that_stands_and_is_funded() {
        given().when(APPROVE).refused(RefusalCode.UNKNOWN_DOA, Map.of("doa", "D1"));
        given(submitted("D1"), funded("D1"))
                .when(APPROVE)
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
        ready().and(cancelled("D1")).when(APPROVE).refused(RefusalCode.DOA_CANCELLED, Map.of("doa", "D1"));
        ready().and(approved("D1")).when(APPROVE).refused(RefusalCode.NO_CHANGE, Map.of("doa", "D1"));
        given(untac(), untacStarted(), authorized(FY92, 2, 1), submitted("D1"))
                .when(APPROVE)
                .refused(RefusalCode.NO_FUNDING, Map.of("neededFrom", "1992-04-01"));
    }

    private static Given ready() {
        return given(
                untac(),
                untacStarted(),
                authorized(FY92, 2, 1),
                registered("V1", "KEN"),
                registered("V2", "KEN"),
                submitted("D1"),
                funded("D1"));
    }

    private static Map<String, Object> ceiling(int authorized, int encumbered, int reserved) {
        Map<String, Object> details = new HashMap<>(Map.of(
                "mission", "UNTAC",
                "type", "INTERNATIONAL",
                "from", "1991-07-01",
                "to", "1992-06-30",
                "authorized", authorized,
                "encumbered", encumbered));
        if (reserved > 0) {
            details.put("reserved", reserved);
        }
        return details;
    }
}
