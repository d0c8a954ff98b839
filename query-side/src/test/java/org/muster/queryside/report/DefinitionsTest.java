package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DutyStationOpened;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionKind;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.queryside.door.MissionAcronym;
import org.muster.web.problem.ProblemException;

/** What each figure counts, on figures that were published and on the days at the edges. */
class DefinitionsTest {

    private static final ReportStage STAGE = new ReportStage();

    private int assignments;

    @BeforeEach
    void clear() {
        STAGE.stage().clear();
    }

    @AfterAll
    static void close() {
        STAGE.close();
    }

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

    @Test
    void stations_are_listed_with_who_serves_there_and_without_a_place_where_none_was_opened() {
        given(
                established("UNAMA", MissionKind.POLITICAL),
                new DutyStationOpened("KABUL", "UNAMA", "Kabul", "AFG", day("2002-03-28")),
                new DutyStationOpened("HERAT", "UNAMA", "Herat", "AFG", day("2005-01-01")));
        deploy("UNAMA", 2, "2003-01-01");

        assertThat(ask("stations", Map.of("on", day("2004-01-01"))))
                .containsExactly(
                        Map.of(
                                "mission",
                                "UNAMA",
                                "station",
                                "KABUL",
                                "name",
                                "Kabul",
                                "country",
                                "AFG",
                                "openedOn",
                                day("2002-03-28"),
                                "persons",
                                0L),
                        Map.of("mission", "UNAMA", "station", "UNAMA-HQ", "persons", 2L));
    }

    @Test
    void the_roster_lists_the_assignments_behind_a_headcount() {
        given(established("UNMIS", MissionKind.PEACEKEEPING));
        register("V-F", "SEN", Gender.FEMALE);
        deploy("UNMIS", 3, "2008-01-01");
        VolunteerDeployed known = deployed("UNMIS", "V-F", "2008-01-01", Optional.empty());
        given(known);
        end(known, "2008-12-30", SeparationReason.COMPLETION);

        Map<String, Object> last = Map.of("mission", mission("UNMIS"), "month", YearMonth.of(2008, 11));
        assertThat(ask("roster", last))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("events", "/audit/events?tag=assignment:" + row.get("assignment")));
        assertThat(ask("roster", Map.of("on", day("2008-12-31")))).hasSize(3);
        assertThat(ask("roster", Map.of("on", day("2008-12-30"), "gender", "FEMALE", "nationality", "SEN")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("volunteer", "V-F")
                        .containsEntry("separationReason", "COMPLETION")
                        .containsEntry("knownFrom", 7L));
    }

    @Test
    void a_roster_has_pages() {
        given(established("ONUMOZ", MissionKind.PEACEKEEPING));
        deploy("ONUMOZ", 1001, "1993-01-01");

        Answer first = STAGE.ask(report("roster"), Map.of("on", day("1993-01-01")));
        Answer second = STAGE.ask(report("roster"), Map.of("on", day("1993-01-01"), "page", 2L));

        assertThat(first.rows()).hasSize(1000);
        assertThat(first.more()).isTrue();
        assertThat(second.rows()).hasSize(1);
        assertThat(second.more()).isFalse();
        assertThat(first.rows()).doesNotContainAnyElementsOf(second.rows());
    }

    @Test
    void a_service_history_adds_up_the_months_of_all_assignments() {
        given(established("UNTAET", MissionKind.PEACEKEEPING));
        register("V-1", "BRA", Gender.MALE);
        VolunteerDeployed first = deployed("UNTAET", "V-1", "2000-01-01", Optional.empty());
        VolunteerDeployed second = deployed("UNTAET", "V-1", "2002-01-01", Optional.empty());
        given(first);
        end(first, "2000-12-31", SeparationReason.COMPLETION);
        given(second);

        assertThat(ask("service-history", Map.of("volunteer", "V-1", "on", day("2002-12-31"))))
                .extracting(row -> row.get("days") + " " + row.get("monthsSoFar"))
                .containsExactly("366 12.0", "365 24.0");
        assertThatThrownBy(() -> ask("service-history", Map.of("volunteer", "V-2")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("UNKNOWN_VOLUNTEER"));
    }

    @Test
    void demographics_publish_no_figure_under_five() {
        given(established("MINUSCA", MissionKind.PEACEKEEPING), established("UNMISS", MissionKind.PEACEKEEPING));
        deployOf("MINUSCA", 12, "SEN", Gender.FEMALE);
        deployOf("MINUSCA", 8, "KEN", Gender.MALE);
        deployOf("UNMISS", 6, "NPL", Gender.FEMALE);
        deployOf("UNMISS", 3, "FRA", Gender.MALE);

        Map<String, Object> month = new HashMap<>(months("2015-06", "2015-06"));
        assertThat(ask("demographics", month))
                .as("with MINUSCA shown, UNMISS would follow from what all have")
                .extracting(row -> row.get("mission") + " " + row.get("value") + " " + row.get("persons"))
                .containsExactly("null FEMALE 18", "null MALE 11", "MINUSCA WITHHELD 20", "UNMISS WITHHELD 9");
        month.put("groupBy", new Parameters.GroupBy(List.of("nationality")));
        assertThat(ask("demographics", month))
                .extracting(row -> row.get("value") + " " + row.get("persons"))
                .containsExactlyInAnyOrder("SEN 12", "KEN 8", "OTHERS 9");
        month.put("mission", mission("UNMISS"));
        assertThatThrownBy(() -> ask("demographics", month)).isInstanceOf(ProblemException.class);
    }

    private static long total(String on) {
        return (Long) ((Map<?, ?>) STAGE.ask(report("headcount"), Map.of("on", day(on)))
                        .members()
                        .get("total"))
                .get("persons");
    }

    private static List<Map<String, Object>> ask(String report, Map<String, Object> given) {
        return ReportStage.maps(STAGE.ask(report(report), given));
    }

    private static Report report(String name) {
        return ReportStage.reports().stream()
                .filter(report -> report.description().name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static Map<String, Object> months(String from, String to) {
        return Map.of("from", YearMonth.parse(from), "to", YearMonth.parse(to));
    }

    private static MissionAcronym mission(String acronym) {
        return MissionAcronym.FORMAT.parse().apply(acronym).orElseThrow();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static void given(DomainEvent... events) {
        STAGE.given((Object[]) events);
    }

    private static MissionEstablished established(String mission, MissionKind kind) {
        return new MissionEstablished(
                mission,
                mission,
                List.of("TLS"),
                kind,
                LeadDepartment.DPKO,
                "S/RES/1",
                day("1992-01-01"),
                day("1992-01-01"),
                Optional.of(day("2003-05-20")),
                true);
    }

    private static void authorize(String mission, String from, String to, int international) {
        given(new VolunteerStrengthAuthorized(mission, new BudgetPeriod(day(from), day(to)), international, 0, "A/1"));
    }

    private List<VolunteerDeployed> deploy(String mission, int persons, String entry) {
        List<VolunteerDeployed> deployed = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            deployed.add(deployed(mission, "V" + assignments, entry, Optional.empty()));
        }
        STAGE.given(deployed.toArray());
        return deployed;
    }

    private VolunteerDeployed deployUntil(String mission, String last) {
        VolunteerDeployed deployed = deployed(mission, "V" + assignments, "2004-06-01", Optional.of(day(last)));
        given(deployed);
        return deployed;
    }

    private void deployOf(String mission, int persons, String nationality, Gender gender) {
        for (int person = 0; person < persons; person++) {
            String volunteer = "V" + assignments;
            register(volunteer, nationality, gender);
            given(deployed(mission, volunteer, "2015-01-01", Optional.empty()));
        }
    }

    private static void register(String volunteer, String nationality, Gender gender) {
        given(new VolunteerRegistered(
                volunteer,
                nationality,
                Optional.empty(),
                gender,
                1980,
                new SealedPersonalData("none", "none"),
                "identity-" + volunteer,
                day("1992-01-01")));
    }

    private VolunteerDeployed deployed(
            String mission, String volunteer, String entry, Optional<LocalDate> contractEndsOn) {
        return new VolunteerDeployed(
                volunteer,
                "A" + assignments++,
                mission,
                mission + "-HQ",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.ADMINISTRATIVE,
                day(entry),
                contractEndsOn,
                Optional.empty(),
                true);
    }

    private static void end(VolunteerDeployed deployed, String lastDay, SeparationReason reason) {
        given(new AssignmentEnded(
                deployed.volunteer(),
                deployed.assignment(),
                deployed.mission(),
                deployed.category(),
                deployed.entryOnDuty(),
                day(lastDay),
                reason));
    }
}
