package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;

/** What each figure counts, on figures that were published and on the days at the edges. */
class DefinitionsTest extends DefinitionsStage {

    @Test
    void vacancy_rate_of_522_authorized_and_492_on_average_is_5_7() {
        given(established("UNMISS", MissionKind.PEACEKEEPING));
        authorize("UNMISS", "2016-07-01", "2017-06-30", 522);
        deploy("UNMISS", 480, "2016-07-01");
        deploy("UNMISS", 24, "2017-01-01");

        assertThat(ask("incumbency", Map.of("on", day("2017-06-30"))))
                .containsExactly(Map.of(
                        "mission",
                        "UNMISS",
                        "type",
                        "INTERNATIONAL",
                        "periodFrom",
                        day("2016-07-01"),
                        "periodTo",
                        day("2017-06-30"),
                        "months",
                        12L,
                        "authorized",
                        522L,
                        "averageIncumbency",
                        new BigDecimal("492.0"),
                        "vacancyPercent",
                        new BigDecimal("5.7")));
    }

    @Test
    void vacancy_rate_of_4_authorized_and_1_on_average_is_75() {
        given(established("UNOMIG", MissionKind.PEACEKEEPING));
        authorize("UNOMIG", "2008-07-01", "2009-06-30", 4);
        deploy("UNOMIG", 1, "2008-01-01");

        assertThat(ask("incumbency", Map.of("on", day("2009-05-31"))))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("months", 11L)
                        .containsEntry("vacancyPercent", new BigDecimal("75.0")));
    }

    @Test
    void a_budget_period_is_the_calendar_year_in_political_missions() {
        given(established("UNAMA", MissionKind.POLITICAL));
        authorize("UNAMA", "2024-01-01", "2024-12-31", 68);
        deploy("UNAMA", 68, "2024-01-01");

        assertThat(ask("incumbency", Map.of("on", day("2024-09-30"))))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("periodFrom", day("2024-01-01"))
                        .containsEntry("periodTo", day("2024-12-31"))
                        .containsEntry("months", 9L)
                        .containsEntry("vacancyPercent", new BigDecimal("0.0")));
    }

    @Test
    void the_period_of_a_day_in_june_began_in_july_of_the_year_before() {
        given(established("UNMIL", MissionKind.PEACEKEEPING));
        deploy("UNMIL", 1, "2010-01-01");

        for (String[] expected :
                new String[][] {{"2014-06-30", "2013-07-01"}, {"2014-07-01", "2014-07-01"}, {"2014-12-31", "2014-07-01"}
                }) {
            assertThat(ask("incumbency", Map.of("on", day(expected[0]))))
                    .as(expected[0])
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("periodFrom", day(expected[1])));
        }
    }

    @Test
    void death_in_service_counts_on_its_day_and_not_after() {
        given(established("UNTAC", MissionKind.PEACEKEEPING));
        VolunteerDeployed killed = deploy("UNTAC", 1, "1992-06-01").getFirst();
        end(killed, "1993-04-08", SeparationReason.DEATH_IN_SERVICE);

        assertThat(total("1993-04-08")).isEqualTo(1);
        assertThat(total("1993-04-09")).isZero();
        assertThat(ask("separations", months("1993-01", "1993-12")))
                .containsExactly(Map.of(
                        "mission",
                        "UNTAC",
                        "year",
                        1993L,
                        "reason",
                        "DEATH_IN_SERVICE",
                        "persons",
                        1L,
                        "meanMonthsServed",
                        new BigDecimal("10.3")));
    }

    @Test
    void untac_lost_41_of_about_400_electoral_volunteers() {
        given(established("UNTAC", MissionKind.PEACEKEEPING));
        List<VolunteerDeployed> deployed = deploy("UNTAC", 400, "1993-01-01");
        deployed.subList(0, 41).forEach(one -> end(one, "1993-04-28", SeparationReason.RESIGNATION));

        assertThat(total("1993-04-28")).isEqualTo(400);
        assertThat(total("1993-04-29")).isEqualTo(359);
        // At the ends of January to March 400 served, of April and May 359.
        assertThat(ask("turnover", months("1993-01", "1993-05")))
                .containsExactly(Map.of(
                        "mission",
                        "UNTAC",
                        "year",
                        1993L,
                        "joined",
                        400L,
                        "left",
                        41L,
                        "averageServing",
                        new BigDecimal("383.6"),
                        "turnoverPercent",
                        new BigDecimal("10.7"),
                        "meanMonthsServed",
                        new BigDecimal("3.9")));
    }

    @Test
    void a_last_day_on_the_last_of_december_belongs_to_its_year() {
        given(established("UNMIK", MissionKind.PEACEKEEPING));
        end(deploy("UNMIK", 1, "2000-01-01").getFirst(), "2000-12-31", SeparationReason.COMPLETION);

        assertThat(ask("turnover", months("2000-12", "2001-01")))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("year", 2000L).containsEntry("left", 1L));
    }

    @Test
    void micah_kept_38_for_its_liquidation_and_was_ready_to_close_without_them() {
        given(
                established("MICAH", MissionKind.POLITICAL),
                new MissionStarted("MICAH", day("2000-03-16")),
                new LiquidationBegun("MICAH", day("2001-02-06")));
        deploy("MICAH", 38, "2000-04-01").forEach(one -> end(one, "2001-05-31", SeparationReason.MISSION_CLOSURE));

        assertThat(ask("closure", Map.of("on", day("2001-05-31"))))
                .containsExactly(Map.of(
                        "mission",
                        "MICAH",
                        "phase",
                        "LIQUIDATION",
                        "openAssignments",
                        38L,
                        "withoutEnd",
                        0L,
                        "lastSeparation",
                        day("2001-06-01"),
                        "ready",
                        false));
        assertThat(ask("closure", Map.of("on", day("2001-06-01"))))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("ready", true).containsEntry("openAssignments", 0L));
        assertThat(ask("closure", Map.of("on", day("2001-02-05"))))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("phase", "ACTIVE").containsEntry("ready", false));

        given(new MissionClosed("MICAH", day("2001-06-30")));
        assertThat(ask("closure", Map.of("on", day("2001-06-30")))).isEmpty();
    }

    @Test
    void what_ends_is_told_by_the_days_that_are_left() {
        given(
                established("UNMISET", MissionKind.PEACEKEEPING),
                new MissionStarted("UNMISET", day("2002-05-20")),
                new MandateExtended("UNMISET", "S/RES/1543", day("2004-05-14"), day("2004-11-20")));
        for (String last :
                List.of("2004-08-31", "2004-09-01", "2004-09-16", "2004-10-01", "2004-10-31", "2004-11-30")) {
            deployUntil("UNMISET", last);
        }
        VolunteerDeployed extended = deployUntil("UNMISET", "2004-09-10");
        given(new ContractExtended(
                extended.volunteer(), extended.assignment(), "UNMISET", Optional.empty(), day("2005-04-30")));
        end(deployUntil("UNMISET", "2004-09-10"), "2004-08-31", SeparationReason.RESIGNATION);

        assertThat(ask("ends", Map.of("on", day("2004-09-01"))))
                .extracting(row -> row.get("what") + " " + row.get("endsOn") + " " + row.get("days") + " "
                        + row.get("within") + " " + row.get("persons"))
                .containsExactly(
                        "CONTRACT 2004-08-31 -1 OVERDUE 1",
                        "CONTRACT 2004-09-01 0 15 1",
                        "CONTRACT 2004-09-16 15 15 1",
                        "CONTRACT 2004-10-01 30 30 1",
                        "CONTRACT 2004-10-31 60 60 1",
                        "MANDATE 2004-11-20 80 90 7",
                        "CONTRACT 2004-11-30 90 90 1");
        assertThat(ask("ends", Map.of("on", day("2004-05-13"))))
                .as("before the extension was adopted the first mandate held")
                .extracting(row -> row.get("endsOn"))
                .containsExactly(day("2003-05-20"));
    }
}
