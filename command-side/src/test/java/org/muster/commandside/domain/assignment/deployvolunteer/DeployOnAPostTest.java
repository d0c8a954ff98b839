package org.muster.commandside.domain.assignment.deployvolunteer;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.command;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.deploy;
import static org.muster.commandside.domain.assignment.deployvolunteer.UntacReady.ready;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.VolunteerStrengthRevised;

/** X1 and X2: one assignment at a time, and on an authorized post. */
class DeployOnAPostTest {

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
