package org.muster.commandside.domain.mission.authorizevolunteerstrength;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.period;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.domain.decision.Given.given;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.mission.MissionClosed;

class AuthorizeVolunteerStrengthTest {

    @Test
    void authorizes_posts_for_a_budget_period() {
        given(untac()).when(authorize(FY92, 400, 20)).then(authorized(FY92, 400, 20));
    }

    @Test
    void authorizes_the_period_that_follows() {
        given(untac(), authorized(FY92, 400, 20)).when(authorize(FY93, 0, 0)).then(authorized(FY93, 0, 0));
    }

    @Test
    void refuses_a_period_that_shares_a_single_day_with_another() {
        given(untac(), authorized(FY92, 400, 20))
                .when(authorize(period("1992-06-30", "1993-06-30"), 500, 30))
                .refused(RefusalCode.PERIOD_OVERLAP, Map.of("from", "1991-07-01", "to", "1992-06-30"));
    }

    @Test
    void refuses_a_period_that_lies_within_another() {
        given(untac(), authorized(FY92, 400, 20))
                .when(authorize(period("1992-01-01", "1992-01-31"), 500, 30))
                .refused(RefusalCode.PERIOD_OVERLAP, Map.of("from", "1991-07-01", "to", "1992-06-30"));
    }

    @Test
    void refuses_a_period_that_ends_before_it_begins() {
        given(untac())
                .when(authorize(period("1992-07-01", "1992-06-30"), 500, 30))
                .refused(RefusalCode.PERIOD_OVERLAP, Map.of("from", "1992-07-01", "to", "1992-06-30"));
    }

    @Test
    void refuses_fewer_than_no_posts() {
        given(untac())
                .when(authorize(FY92, -1, 20))
                .refused(RefusalCode.NEGATIVE, Map.of("international", -1, "national", 20));
        given(untac())
                .when(authorize(FY92, 1, -20))
                .refused(RefusalCode.NEGATIVE, Map.of("international", 1, "national", -20));
    }

    @Test
    void warns_where_more_are_in_the_field_than_the_new_period_authorizes() {
        given(untac(), authorized(FY92, 400, 20), deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01"))
                .when(authorize(FY93, 1, 0))
                .thenWarned(
                        authorized(FY93, 1, 0),
                        new Warning(
                                WarningCode.OVER_STRENGTH,
                                Map.of(
                                        "type",
                                        "INTERNATIONAL",
                                        "from",
                                        "1992-07-01",
                                        "to",
                                        "1993-06-30",
                                        "authorized",
                                        1,
                                        "encumbered",
                                        2)));
    }

    @Test
    void does_not_warn_where_every_post_is_just_filled() {
        given(untac(), deployed("V1", "1992-04-01"), deployed("V2", "1992-05-01", Category.NATIONAL_YOUTH))
                .when(authorize(FY93, 1, 1))
                .then(authorized(FY93, 1, 1));
    }

    @Test
    void refuses_strength_for_a_closed_mission() {
        given(untac(), new MissionClosed("UNTAC", day("1992-06-30")))
                .when(authorize(FY93, 400, 20))
                .refused(RefusalCode.MISSION_CLOSED, Map.of("mission", "UNTAC", "closedOn", "1992-06-30"));
        given(untac(), new MissionClosed("UNTAC", day("1992-07-01")))
                .when(authorize(FY93, 400, 20))
                .then(authorized(FY93, 400, 20));
    }

    @Test
    void does_not_know_a_mission_that_was_not_established() {
        given().when(authorize(FY92, 400, 20)).refused(RefusalCode.UNKNOWN_MISSION, Map.of("mission", "UNTAC"));
    }

    @Test
    void two_authorizations_of_one_period_at_once_do_not_both_succeed() {
        given(untac()).when(authorize(FY92, 400, 20)).decidedAgainAfter(authorized(FY92, 1, 1));
    }

    private static AuthorizeVolunteerStrength authorize(BudgetPeriod period, int international, int national) {
        return new AuthorizeVolunteerStrength("UNTAC", period, international, national, "A/46/903");
    }
}
