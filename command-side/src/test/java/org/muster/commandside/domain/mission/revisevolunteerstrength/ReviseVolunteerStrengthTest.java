package org.muster.commandside.domain.mission.revisevolunteerstrength;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.period;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.events.BudgetPeriod;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.VolunteerStrengthRevised;

class ReviseVolunteerStrengthTest {

    @Test
    void changes_the_posts_of_a_period() {
        given(untac(), authorized(FY92, 400, 20)).when(revise(FY92, 600, 0)).then(revised(FY92, 600, 0));
    }

    @Test
    void records_a_cut_below_what_is_encumbered_and_warns() {
        given(untac(), authorized(FY92, 400, 20), deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01"))
                .when(revise(FY92, 1, 20))
                .thenWarned(
                        revised(FY92, 1, 20),
                        new Warning(
                                WarningCode.OVER_STRENGTH,
                                Map.of(
                                        "type",
                                        "INTERNATIONAL",
                                        "from",
                                        "1992-02-01",
                                        "to",
                                        "1992-06-30",
                                        "authorized",
                                        1,
                                        "encumbered",
                                        2)));
    }

    @Test
    void does_not_warn_of_those_who_left_before_the_period() {
        var left = deployed("V1", "1992-04-01");
        given(untac(), authorized(FY92, 400, 20), authorized(FY93, 400, 20), left, ended(left, "1992-06-30"))
                .when(revise(FY93, 0, 0))
                .then(revised(FY93, 0, 0));
    }

    @Test
    void the_period_is_one_that_was_authorized() {
        given(untac(), authorized(FY92, 400, 20))
                .when(revise(FY93, 600, 0))
                .refused(
                        RefusalCode.UNKNOWN_PERIOD,
                        Map.of("mission", "UNTAC", "from", "1992-07-01", "to", "1993-06-30"));
    }

    @Test
    void a_period_with_another_end_is_another_period() {
        given(untac(), authorized(FY92, 400, 20))
                .when(revise(period("1991-07-01", "1992-12-31"), 600, 0))
                .refused(
                        RefusalCode.UNKNOWN_PERIOD,
                        Map.of("mission", "UNTAC", "from", "1991-07-01", "to", "1992-12-31"));
    }

    @Test
    void refuses_fewer_than_no_posts() {
        given(untac(), authorized(FY92, 400, 20))
                .when(revise(FY92, 0, -1))
                .refused(RefusalCode.NEGATIVE, Map.of("international", 0, "national", -1));
    }

    @Test
    void refuses_to_revise_in_a_closed_mission() {
        given(untac(), authorized(FY92, 400, 20), new MissionClosed("UNTAC", day("1992-01-31")))
                .when(revise(FY92, 600, 0))
                .refused(RefusalCode.MISSION_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1992-01-31"));
        given(untac(), authorized(FY92, 400, 20), new MissionClosed("UNTAC", day("1993-09-24")))
                .when(revise(FY92, 600, 0))
                .then(revised(FY92, 600, 0));
    }

    @Test
    void refuses_a_revision_from_a_day_after_the_period() {
        given(untac(), authorized(FY92, 400, 20))
                .when(new ReviseVolunteerStrength("UNTAC", FY92, 600, 0, "A/47/733", day("2099-01-01")))
                .refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of("revisedOn", "2099-01-01", "notAfter", "1992-06-30"));
        given(untac(), authorized(FY92, 400, 20))
                .when(new ReviseVolunteerStrength("UNTAC", FY92, 600, 0, "A/47/733", day("1992-06-30")))
                .then(new VolunteerStrengthRevised("UNTAC", FY92, 600, 0, "A/47/733", day("1992-06-30")));
    }

    @Test
    void a_revision_warns_only_of_the_days_on_which_it_holds() {
        given(
                        untac(),
                        authorized(FY92, 400, 20),
                        new VolunteerStrengthRevised("UNTAC", FY92, 20, 0, "A/47/733", day("1992-04-01")),
                        deployed("V1", "1992-05-01"))
                .when(revise(FY92, 0, 0))
                .then(revised(FY92, 0, 0));
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(revise(FY92, 600, 0)).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    private static ReviseVolunteerStrength revise(BudgetPeriod period, int international, int national) {
        return new ReviseVolunteerStrength("UNTAC", period, international, national, "A/47/733", day("1992-02-01"));
    }

    private static VolunteerStrengthRevised revised(BudgetPeriod period, int international, int national) {
        return new VolunteerStrengthRevised("UNTAC", period, international, national, "A/47/733", day("1992-02-01"));
    }
}
