package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.DutyStationClosed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.VolunteerStrengthRevised;

class DeployVolunteerTest {

    @Test
    void deploys_a_volunteer() {
        ready().when(deploy("V1", "1992-04-01")).then(deployed("V1", "1992-04-01"));
    }

    @Test
    void does_not_know_a_mission_or_a_volunteer_that_is_not_on_record() {
        given(registered("V1", "KEN"))
                .when(deploy("V1", "1992-04-01"))
                .refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
        ready().when(deploy("V9", "1992-04-01")).refused(RefusalCode.UNKNOWN_VOLUNTEER, Map.of("volunteer", "V9"));
    }

    @Test
    void gives_an_assignments_identifier_once() {
        VolunteerDeployed first = deployed("V1", "1992-04-01");
        ready().and(first, ended(first, "1992-04-02"))
                .when(command("V2", first.assignment(), "1992-05-01", Category.INTERNATIONAL_SPECIALIST, true))
                .refused(RefusalCode.ASSIGNMENT_IN_USE, Map.of("assignment", first.assignment()));
    }

    @Test
    void a_deployment_that_is_not_a_historical_record_needs_a_contract() {
        ready().when(command("V1", "A1", "1992-04-01", Category.INTERNATIONAL_SPECIALIST, false))
                .refused(RefusalCode.CONTRACT_MISSING, Map.of("assignment", "A1"));
    }

    // X1: one assignment at a time

    @Test
    void x1_refuses_a_second_deployment_while_one_is_open() {
        ready().and(deployed("V1", "1992-04-01"))
                .when(deploy("V1", "1992-06-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1992-04-01", "mission", "UNTAC", "entryOnDuty", "1992-04-01"));
    }

    @Test
    void x1_refuses_a_deployment_before_one_that_is_open() {
        ready().and(deployed("V1", "1992-06-01"))
                .when(deploy("V1", "1992-04-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "V1-1992-06-01", "mission", "UNTAC", "entryOnDuty", "1992-06-01"));
    }

    @Test
    void x1_refuses_a_deployment_on_the_last_day_of_another_and_takes_it_on_the_day_after() {
        VolunteerDeployed first = deployed("V1", "1992-04-01");
        ready().and(first, ended(first, "1992-04-30"))
                .when(deploy("V1", "1992-04-30"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of(
                                "assignment",
                                "V1-1992-04-01",
                                "mission",
                                "UNTAC",
                                "entryOnDuty",
                                "1992-04-01",
                                "lastDay",
                                "1992-04-30"));
        ready().and(first, ended(first, "1992-04-30"))
                .when(deploy("V1", "1992-05-01"))
                .then(deployed("V1", "1992-05-01"));
    }

    @Test
    void x1_refuses_an_open_ended_deployment_before_one_that_has_ended() {
        VolunteerDeployed later = deployed("V1", "1992-06-01");
        ready().and(later, ended(later, "1992-06-10"))
                .when(deploy("V1", "1992-04-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of(
                                "assignment",
                                "V1-1992-06-01",
                                "mission",
                                "UNTAC",
                                "entryOnDuty",
                                "1992-06-01",
                                "lastDay",
                                "1992-06-10"));
    }

    @Test
    void x1_holds_across_missions() {
        VolunteerDeployed elsewhere = new VolunteerDeployed(
                "V1",
                "A1",
                "ONUMOZ",
                "ONUMOZ-MAPUTO",
                Category.INTERNATIONAL_EXPERT,
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                day("1992-04-01"),
                true);
        ready().and(elsewhere)
                .when(deploy("V1", "1992-06-01"))
                .refused(
                        RefusalCode.ALREADY_DEPLOYED,
                        Map.of("assignment", "A1", "mission", "ONUMOZ", "entryOnDuty", "1992-04-01"));
        ready().when(deploy("V1", "1992-06-01")).decidedAgainAfter(elsewhere);
    }

    // X2: on an authorized post

    @Test
    void x2_refuses_the_deployment_above_the_ceiling() {
        ready().and(deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01"))
                .when(deploy("V3", "1992-06-01"))
                .refused(RefusalCode.CEILING_REACHED, ceiling("INTERNATIONAL", 2, 2));
    }

    @Test
    void x2_a_backdated_deployment_counts_against_those_who_come_later_in_the_period() {
        ready().and(deployed("V1", "1992-06-01"), deployed("V2", "1992-06-30"))
                .when(deploy("V3", "1992-04-01"))
                .refused(RefusalCode.CEILING_REACHED, ceiling("INTERNATIONAL", 2, 2));
    }

    @Test
    void x2_a_post_is_free_again_on_the_day_after_the_last() {
        VolunteerDeployed first = deployed("V1", "1992-04-01");
        Given full = ready().and(first, deployed("V2", "1992-04-01"), ended(first, "1992-04-30"));
        full.when(deploy("V3", "1992-04-30")).refused(RefusalCode.CEILING_REACHED, ceiling("INTERNATIONAL", 2, 2));
        full.when(deploy("V3", "1992-05-01")).then(deployed("V3", "1992-05-01"));
    }

    @Test
    void x2_counts_the_two_establishments_apart() {
        Given full = ready().and(
                        deployed("V1", "1992-04-01"),
                        deployed("V2", "1992-04-01"),
                        registered("K1", "KHM"),
                        registered("K2", "KHM"));
        full.when(command("K1", "A1", "1992-06-01", Category.COMMUNITY, true))
                .then(new VolunteerDeployed(
                        "K1",
                        "A1",
                        "UNTAC",
                        "UNTAC-PHNOM-PENH",
                        Category.COMMUNITY,
                        ServiceArea.ELECTORAL_SUPPORT,
                        Expertise.TECHNICAL,
                        day("1992-06-01"),
                        true));
        full.and(deployed("K1", "1992-06-01", Category.REFUGEE))
                .when(command("K2", "A2", "1992-06-01", Category.NATIONAL_YOUTH, true))
                .refused(RefusalCode.CEILING_REACHED, ceiling("NATIONAL", 1, 1));
    }

    @Test
    void x2_without_an_authorization_for_the_date_there_are_no_posts() {
        ready().when(deploy("V1", "1992-07-01"))
                .refused(
                        RefusalCode.CEILING_REACHED,
                        Map.of("mission", "UNTAC", "type", "INTERNATIONAL", "on", "1992-07-01", "authorized", 0));
    }

    @Test
    void x2_those_who_stay_fill_posts_of_the_next_period() {
        ready().and(authorized(FY93, 1, 0), deployed("V1", "1992-04-01"))
                .when(deploy("V2", "1992-07-01"))
                .refused(
                        RefusalCode.CEILING_REACHED,
                        Map.of(
                                "mission",
                                "UNTAC",
                                "type",
                                "INTERNATIONAL",
                                "from",
                                "1992-07-01",
                                "to",
                                "1993-06-30",
                                "authorized",
                                1,
                                "encumbered",
                                1));
    }

    @Test
    void x2_goes_by_the_latest_revision_also_when_it_cut_below_what_is_filled() {
        Given revised = ready().and(deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01"));
        revised.and(new VolunteerStrengthRevised("UNTAC", FY92, 3, 0, "A/47/733", day("1992-05-02")))
                .when(deploy("V3", "1992-06-01"))
                .then(deployed("V3", "1992-06-01"));
        revised.and(new VolunteerStrengthRevised("UNTAC", FY92, 1, 0, "A/47/733", day("1992-05-02")))
                .when(deploy("V3", "1992-06-01"))
                .refused(RefusalCode.CEILING_REACHED, ceiling("INTERNATIONAL", 1, 2));
    }

    // X3: into an active mission

    @Test
    void x3_refuses_a_mission_that_has_not_started() {
        given(untac(), phnomPenh(), authorized(FY92, 2, 1), registered("V1", "KEN"))
                .when(deploy("V1", "1992-04-01"))
                .refused(RefusalCode.MISSION_NOT_OPEN, Map.of("mission", "UNTAC", "phase", "PLANNED"));
    }

    @Test
    void x3_refuses_an_entry_on_duty_before_the_mission_started() {
        ready().when(deploy("V1", "1992-03-14"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of("mission", "UNTAC", "phase", "PLANNED", "startedOn", "1992-03-15"));
    }

    @Test
    void x3_refuses_a_mission_that_draws_down_liquidates_or_is_closed() {
        Given drawdown = ready().and(new DrawdownBegun("UNTAC", day("1992-05-01")));
        Given liquidation = drawdown.and(new LiquidationBegun("UNTAC", day("1992-05-02")));
        drawdown.when(deploy("V1", "1992-05-01")).refused(RefusalCode.MISSION_NOT_OPEN, phase("DRAWDOWN"));
        liquidation.when(deploy("V1", "1992-05-02")).refused(RefusalCode.MISSION_NOT_OPEN, phase("LIQUIDATION"));
    }

    @Test
    void x3_goes_by_the_phase_on_the_day_though_a_later_one_is_on_record() {
        ready().and(new DrawdownBegun("UNTAC", day("1992-05-01")))
                .when(deploy("V1", "1992-04-30"))
                .then(deployed("V1", "1992-04-30"));
    }

    @Test
    void x4_refuses_any_day_once_the_closure_is_on_record() {
        ready().and(new MissionClosed("UNTAC", day("1992-05-03")))
                .when(deploy("V1", "1992-04-01"))
                .refused(
                        RefusalCode.MISSION_NOT_OPEN,
                        Map.of(
                                "mission", "UNTAC",
                                "phase", "ACTIVE",
                                "startedOn", "1992-03-15",
                                "closedOn", "1992-05-03"));
    }

    @Test
    void x8_warns_of_an_entry_on_duty_after_the_mandate() {
        ready().and(new MandateEnded("UNTAC", day("1992-03-31")))
                .when(deploy("V1", "1992-04-01"))
                .thenWarned(
                        deployed("V1", "1992-04-01"),
                        new Warning(
                                WarningCode.BEYOND_MANDATE,
                                Map.of("mission", "UNTAC", "mandateEndedOn", "1992-03-31")));
        ready().and(new MandateEnded("UNTAC", day("1992-04-01")))
                .when(deploy("V1", "1992-04-01"))
                .then(deployed("V1", "1992-04-01"));
    }

    @Test
    void x2_goes_by_the_strength_of_each_day_in_whatever_order_it_was_decided() {
        Given three = ready().and(deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01"));
        three.and(
                        new VolunteerStrengthRevised("UNTAC", FY92, 20, 0, "A/47/733", day("1992-05-20")),
                        new VolunteerStrengthRevised("UNTAC", FY92, 1, 0, "A/47/733", day("1992-05-01")))
                .when(deploy("V3", "1992-06-01"))
                .then(deployed("V3", "1992-06-01"));
        three.and(
                        new VolunteerStrengthRevised("UNTAC", FY92, 20, 0, "A/47/733", day("1992-05-01")),
                        new VolunteerStrengthRevised("UNTAC", FY92, 2, 0, "A/47/733", day("1992-06-20")))
                .when(deploy("V3", "1992-06-01"))
                .refused(RefusalCode.CEILING_REACHED, ceiling("INTERNATIONAL", 2, 2));
    }

    // X5: at one of its open stations

    @Test
    void x5_refuses_a_station_that_is_unknown_or_not_open_yet_or_of_another_mission() {
        Map<String, Object> events =
                Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC", "entryOnDuty", "1992-03-19");
        ready().when(deploy("V1", "1992-03-19")).refused(RefusalCode.STATION_NOT_IN_MISSION, events);

        Given withoutStation = given(untac(), untacStarted(), authorized(FY92, 2, 1), registered("V1", "KEN"));
        withoutStation.when(deploy("V1", "1992-03-19")).refused(RefusalCode.STATION_NOT_IN_MISSION, events);
        withoutStation
                .and(new DutyStationOpened("UNTAC-PHNOM-PENH", "UNMLT", "Phnom Penh", "KHM", day("1992-03-01")))
                .when(deploy("V1", "1992-03-19"))
                .refused(RefusalCode.STATION_NOT_IN_MISSION, events);
    }

    @Test
    void x5_refuses_a_station_after_its_closure() {
        Given closing = ready().and(new DutyStationClosed("UNTAC-PHNOM-PENH", "UNTAC", day("1992-04-01")));
        closing.when(deploy("V1", "1992-04-01")).then(deployed("V1", "1992-04-01"));
        closing.when(deploy("V1", "1992-04-02"))
                .refused(
                        RefusalCode.STATION_NOT_IN_MISSION,
                        Map.of("station", "UNTAC-PHNOM-PENH", "mission", "UNTAC", "entryOnDuty", "1992-04-02"));
    }

    // X6: in a category that fits

    @ParameterizedTest
    @EnumSource
    void x6_a_national_of_the_area_serves_in_national_categories_only(Category category) {
        var outcome = ready().and(registered("K1", "KHM")).when(command("K1", "A1", "1992-04-01", category, true));
        switch (category.type()) {
            case INTERNATIONAL ->
                outcome.refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", category.name(), "nationality", "KHM", "area", List.of("KHM")));
            case NATIONAL -> outcome.then(deployedAs("K1", category));
        }
    }

    @ParameterizedTest
    @EnumSource
    void x6_who_comes_from_elsewhere_serves_in_international_categories_only(Category category) {
        var outcome = ready().when(command("V1", "A1", "1992-04-01", category, true));
        switch (category.type()) {
            case INTERNATIONAL -> outcome.then(deployedAs("V1", category));
            case NATIONAL ->
                outcome.refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of("category", category.name(), "nationality", "KEN", "area", List.of("KHM")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void x6_a_foreigner_who_resides_in_the_area_may_serve_in_either(Category category) {
        ready().and(registered("R1", "VNM", Optional.of("KHM")))
                .when(command("R1", "A1", "1992-04-01", category, true))
                .then(deployedAs("R1", category));
    }

    @Test
    void x6_tells_the_residence_that_did_not_help() {
        ready().and(registered("R1", "VNM", Optional.of("THA")))
                .when(command("R1", "A1", "1992-04-01", Category.REFUGEE, true))
                .refused(
                        RefusalCode.NOT_ELIGIBLE,
                        Map.of(
                                "category",
                                "REFUGEE",
                                "nationality",
                                "VNM",
                                "residence",
                                "THA",
                                "area",
                                List.of("KHM")));
    }

    // The boundary: what must not be recorded in the meantime, and what may

    @Test
    void is_decided_again_after_whatever_could_break_a_rule() {
        VolunteerDeployed other = deployed("V2", "1992-04-01");
        ready().when(deploy("V1", "1992-04-01"))
                .decidedAgainAfter(
                        other,
                        ended(other, "1992-06-01"),
                        new VolunteerStrengthRevised("UNTAC", FY92, 0, 0, "A/47/733", day("1992-05-02")),
                        new DrawdownBegun("UNTAC", day("1992-05-01")),
                        new MissionClosed("UNTAC", day("1992-05-03")));
    }

    @Test
    void is_not_disturbed_by_other_missions_and_other_volunteers() {
        ready().when(deploy("V1", "1992-04-01"))
                .notDisturbedBy(
                        registered("V9", "KEN"),
                        established("UNMLT", Optional.empty(), false),
                        new DutyStationOpened("UNTAC-BATTAMBANG", "UNTAC", "Battambang", "KHM", day("1992-05-01")),
                        new MissionClosed("UNMLT", day("1993-12-31")));
    }

    /** UNTAC is active since 1992-03-15, its station open since 03-20, with 2 international and 1 national posts. */
    private static Given ready() {
        return given(
                untac(),
                untacStarted(),
                phnomPenh(),
                authorized(FY92, 2, 1),
                registered("V1", "KEN"),
                registered("V2", "BRA"),
                registered("V3", "NPL"));
    }

    private static DeployVolunteer deploy(String volunteer, String entryOnDuty) {
        return command(volunteer, volunteer + "-" + entryOnDuty, entryOnDuty, Category.INTERNATIONAL_SPECIALIST, true);
    }

    private static DeployVolunteer command(
            String volunteer, String assignment, String entryOnDuty, Category category, boolean imported) {
        return new DeployVolunteer(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day(entryOnDuty),
                imported);
    }

    private static VolunteerDeployed deployedAs(String volunteer, Category category) {
        return new VolunteerDeployed(
                volunteer,
                "A1",
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                category,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                day("1992-04-01"),
                true);
    }

    private static Map<String, Object> phase(String phase) {
        return Map.of("mission", "UNTAC", "phase", phase, "startedOn", "1992-03-15");
    }

    private static Map<String, Object> ceiling(String type, int authorized, int encumbered) {
        return Map.of(
                "mission",
                "UNTAC",
                "type",
                type,
                "from",
                "1991-07-01",
                "to",
                "1992-06-30",
                "authorized",
                authorized,
                "encumbered",
                encumbered);
    }
}
