package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.RecruitmentExamples.CATEGORY;
import static org.muster.commandside.RecruitmentExamples.accepted;
import static org.muster.commandside.RecruitmentExamples.approved;
import static org.muster.commandside.RecruitmentExamples.cleared;
import static org.muster.commandside.RecruitmentExamples.contract;
import static org.muster.commandside.RecruitmentExamples.funded;
import static org.muster.commandside.RecruitmentExamples.offered;
import static org.muster.commandside.RecruitmentExamples.recruited;
import static org.muster.commandside.RecruitmentExamples.selected;
import static org.muster.commandside.RecruitmentExamples.submitted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.mission.CloseMission;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceRecorded;
import org.muster.events.recruitment.ClearanceResult;

/** Deployments of today rest on a contract and the request behind it. */
class DeployOnContractTest {

    @Test
    void turns_a_contract_and_its_reservation_into_an_assignment() {
        ready(1).when(deploy("V1", "A1", "1992-04-01")).then(onDuty("V1", "A1", "D1", "1992-04-01"));
    }

    @Test
    void needs_a_contract_for_exactly_this() {
        Map<String, Object> made = Map.of(
                "assignment",
                "A1",
                "volunteer",
                "V1",
                "mission",
                "UNTAC",
                "category",
                "INTERNATIONAL_SPECIALIST",
                "startsOn",
                "1992-04-01",
                "endsOn",
                "1992-09-30");
        Given uncontracted = mission(1).and(recruited("A1", "D1", "V1"));
        uncontracted
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(RefusalCode.CONTRACT_MISSING, Map.of("assignment", "A1"));
        ready(1).when(deploy("V2", "A1", "1992-04-01")).refused(RefusalCode.CONTRACT_MISSING, made);
        ready(1).when(deploy("V1", "A1", "1992-03-31")).refused(RefusalCode.CONTRACT_MISSING, made);
        ready(1).when(deploy("V1", "A1", "1992-10-01")).refused(RefusalCode.CONTRACT_MISSING, made);
        ready(1).when(command("V1", "A1", Category.INTERNATIONAL_EXPERT, "1992-04-01", Optional.empty()))
                .refused(RefusalCode.CONTRACT_MISSING, made);
        ready(1).when(command("V1", "A1", CATEGORY, "1992-04-01", Optional.of("1992-10-31")))
                .refused(RefusalCode.CONTRACT_MISSING, made);
        ready(1).when(command("V1", "A1", CATEGORY, "1992-04-01", Optional.of("1992-09-30")))
                .then(onDuty("V1", "A1", "D1", "1992-04-01"));
    }

    @Test
    void needs_clearances_that_are_valid_on_the_entry_on_duty() {
        ready(1).and(cleared("V1", ClearanceKind.MEDICAL, "1992-03-31"))
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(
                        RefusalCode.CLEARANCE_EXPIRED,
                        Map.of("expired", List.of("MEDICAL"), "entryOnDuty", "1992-04-01"));
        ready(1).and(new ClearanceRecorded(
                        "V1", ClearanceKind.VISA, ClearanceResult.NOT_CLEARED, day("1992-03-30"), Optional.empty()))
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(
                        RefusalCode.CLEARANCE_EXPIRED, Map.of("expired", List.of("VISA"), "entryOnDuty", "1992-04-01"));
        ready(1).and(cleared("V1", ClearanceKind.MEDICAL, "1992-04-01"))
                .when(deploy("V1", "A1", "1992-04-01"))
                .then(onDuty("V1", "A1", "D1", "1992-04-01"))
                .decidedAgainAfter(cleared("V1", ClearanceKind.VISA, "1992-03-31"));
    }

    @Test
    void x1_other_assignments_are_judged_by_their_planned_end() {
        VolunteerDeployed before = new VolunteerDeployed(
                "V1",
                "A0",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                CATEGORY,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-03-20"),
                Optional.of(day("1992-04-01")),
                Optional.empty(),
                true);
        ready(2).and(before)
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of(
                                "assignment",
                                "A0",
                                "mission",
                                "UNTAC",
                                "entryOnDuty",
                                "1992-03-20",
                                "contractEndsOn",
                                "1992-04-01"));
        ready(2).and(deployed("V1", "1992-10-01"))
                .when(deploy("V1", "A1", "1992-04-01"))
                .then(onDuty("V1", "A1", "D1", "1992-04-01"));
        ready(2).and(before, ended(before, "1992-03-31"))
                .when(deploy("V1", "A1", "1992-04-01"))
                .then(onDuty("V1", "A1", "D1", "1992-04-01"));
    }

    @Test
    void x1_an_accepted_offer_commits_the_volunteer_against_historical_records_too() {
        ready(2).when(imported("V1", "A9", "1992-06-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of(
                                "assignment",
                                "A1",
                                "mission",
                                "UNTAC",
                                "startsOn",
                                "1992-04-01",
                                "contractEndsOn",
                                "1992-09-30"));
        ready(2).when(imported("V1", "A1", "1992-06-01"))
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", "A1"));
    }

    @Test
    void x2_a_reservation_keeps_its_post_free_until_its_own_volunteer_enters_on_duty() {
        ready(1).when(imported("V2", "A9", "1992-04-01"))
                .refused(
                        RefusalCode.CEILING_REACHED,
                        Map.of(
                                "mission",
                                "UNTAC",
                                "type",
                                "INTERNATIONAL",
                                "from",
                                "1991-07-01",
                                "to",
                                "1992-06-30",
                                "authorized",
                                1,
                                "encumbered",
                                0,
                                "reserved",
                                1));
        Given onDuty = ready(2).and(onDuty("V1", "A1", "D1", "1992-04-01"));
        onDuty.when(imported("V2", "A9", "1992-04-01")).then(historical("V2", "A9", "1992-04-01"));
        onDuty.and(historical("V2", "A9", "1992-04-01"))
                .when(imported("V3", "A8", "1992-04-01"))
                .refused(
                        RefusalCode.CEILING_REACHED,
                        Map.of(
                                "mission",
                                "UNTAC",
                                "type",
                                "INTERNATIONAL",
                                "from",
                                "1991-07-01",
                                "to",
                                "1992-06-30",
                                "authorized",
                                2,
                                "encumbered",
                                2));
    }

    @Test
    void x3_the_liquidation_team_enters_a_mission_that_draws_down_or_liquidates() {
        DrawdownBegun drawdown = new DrawdownBegun("UNTAC", day("1992-03-21"));
        LiquidationBegun liquidation = new LiquidationBegun("UNTAC", day("1992-03-25"));
        ready(1).and(drawdown)
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", "UNTAC", "phase", "DRAWDOWN", "startedOn", "1992-03-15"));
        liquidationTeam()
                .and(drawdown)
                .when(deploy("V1", "A1", "1992-04-01"))
                .then(onDuty("V1", "A1", "D1", "1992-04-01"));
        liquidationTeam()
                .and(drawdown, new MandateEnded("UNTAC", day("1992-03-24")), liquidation)
                .when(deploy("V1", "A1", "1992-04-01"))
                .thenWarned(
                        onDuty("V1", "A1", "D1", "1992-04-01"),
                        new Warning(
                                WarningCode.BEYOND_MANDATE,
                                Map.of("mission", "UNTAC", "mandateEndedOn", "1992-03-24")));
        liquidationTeam()
                .and(drawdown, liquidation, new MissionClosed("UNTAC", day("1992-03-26")))
                .when(deploy("V1", "A1", "1992-04-01"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of(
                                "mission", "UNTAC",
                                "phase", "CLOSED",
                                "startedOn", "1992-03-15",
                                "closedOn", "1992-03-26"));
    }

    @Test
    void x4_neither_an_approval_nor_a_deployment_escapes_a_closure_at_the_same_time() {
        MissionClosed closed = new MissionClosed("UNTAC", day("1992-05-03"));
        ready(1).when(deploy("V1", "A1", "1992-04-01")).decidedAgainAfter(closed, approved("D2"));
        given(untac())
                .when(new CloseMission("UNTAC", day("1992-05-03")))
                .decidedAgainAfter(approved("D1"), onDuty("V1", "A1", "D1", "1992-04-01"));
    }

    private static Given mission(int posts) {
        return given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, posts, 0),
                registered("V1", "KEN"),
                registered("V2", "BRA"),
                registered("V3", "NPL"));
    }

    private static Given ready(int posts) {
        return mission(posts).and(recruited("A1", "D1", "V1")).and(contract("A1", "D1", "V1"));
    }

    private static Given liquidationTeam() {
        return mission(1)
                .and(cleared("V1"))
                .and(
                        submitted("D1", CATEGORY, true),
                        funded("D1"),
                        approved("D1"),
                        selected("D1", "V1"),
                        offered("A1", "D1", "V1"),
                        accepted("A1", "D1", "V1"),
                        contract("A1", "D1", "V1"));
    }

    private static DeployVolunteer deploy(String volunteer, String assignment, String entryOnDuty) {
        return command(volunteer, assignment, CATEGORY, entryOnDuty, Optional.empty());
    }

    private static DeployVolunteer command(
            String volunteer, String assignment, Category category, String entryOnDuty, Optional<String> endsOn) {
        return new DeployVolunteer(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                endsOn.map(end -> day(end)),
                false);
    }

    private static DeployVolunteer imported(String volunteer, String assignment, String entryOnDuty) {
        return new DeployVolunteer(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                CATEGORY,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                true);
    }

    private static VolunteerDeployed historical(String volunteer, String assignment, String entryOnDuty) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                CATEGORY,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                true);
    }

    private static VolunteerDeployed onDuty(String volunteer, String assignment, String doa, String entryOnDuty) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                CATEGORY,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                Optional.of(day("1992-09-30")),
                Optional.of(doa),
                false);
    }
}
