package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.events.VolunteerType;
import org.muster.local.history.Table.Row;

/** The computed headcounts beside the published ones. */
class CalibrationTest {

    /** Exact figures that the history cannot meet, or that count something that the register does not know. */
    private static final Set<String> NOT_MET = Set.of(
            "UNTAC 1992/1993 465", // one of several tasks, over two years
            "UNAMID 2007/2021 696", // fewer in all than the published headcounts of single days ask for
            "SOUTH-SUDAN 2018-02-23 484", // other United Nations entities too
            "SUDAN 2019/2020 167",
            "ALL-UNV 2013 6351", // everywhere, not in missions only
            "ALL-UNV 2019 8282",
            "ALL-UNV 2023 12840");

    /** Every other figure that is published as exact, on its date, or on the one that calibration.csv chooses in its month or year. */
    static Stream<Arguments> exactFigures() {
        return exact().filter(row -> !NOT_MET.contains(key(row)))
                .map(row -> Arguments.of(row.text("mission"), on(row), row.text("what"), row.number("figure")));
    }

    private static Stream<Row> exact() {
        return Table.read("volunteer-figures.csv").stream()
                .filter(row -> row.text("relation").equals("exactly"));
    }

    private static String key(Row row) {
        return row.text("mission") + " " + row.text("on_or_during") + " " + row.text("figure");
    }

    private static LocalDate on(Row figure) {
        String when = figure.text("on_or_during");
        if (when.length() == 10) {
            return LocalDate.parse(when);
        }
        List<LocalDate> chosen = Table.read("calibration.csv").stream()
                .filter(row -> row.text("mission").equals(figure.text("mission")))
                .filter(row -> row.text("basis").equals("published"))
                .map(row -> row.date("on"))
                .filter(date -> date.toString().startsWith(when))
                .filter(date -> Table.read("volunteer-figures.csv").stream()
                        .noneMatch(other -> other.text("mission").equals(figure.text("mission"))
                                && other.text("on_or_during").equals(date.toString())))
                .toList();
        assertThat(chosen).as("one reference date for %s", figure).hasSize(1);
        return chosen.getFirst();
    }

    @ParameterizedTest(name = "{0} on {1}: {3} {2}")
    @MethodSource("exactFigures")
    void the_computed_headcount_equals_the_published_one(String mission, LocalDate on, String what, int figure) {
        Predicate<DeployVolunteer> which = mission.equals("ALL-PEACEKEEPING")
                ? Told.inPeacekeeping()
                : what.startsWith("international UN")
                        ? Told.in(mission, VolunteerType.INTERNATIONAL)
                        : what.startsWith("national") ? Told.in(mission, VolunteerType.NATIONAL) : Told.in(mission);
        assertThat(Told.headcount(on, which)).isEqualTo(figure);
    }

    @Test
    void all_exact_figures_are_checked_and_those_that_are_not_met_are_named() {
        assertThat(exactFigures()).hasSize(29);
        assertThat(exact().map(CalibrationTest::key)).containsAll(NOT_MET).hasSize(29 + NOT_MET.size());
        assertThat(Told.persons(Set.of("UNAMID"), LocalDate.of(2007, 1, 1), LocalDate.of(2021, 12, 31)))
                .as("UNAMID 2007/2021")
                .isNotEqualTo(696);
    }

    /** Figures that are about right or a bound. */
    @ParameterizedTest(name = "{0} on {1}: {2} to {3}")
    @CsvSource({
        "UNTAC,1993-04-28,640,760",
        "UNMIK,1999-12-01,117,195",
        "UNMIL,2009-07-31,201,260",
        "UNMISS,2017-06-30,420,460",
        "UNMISS,2023-12-05,401,440",
        "MINUSCA,2021-05-31,306,340"
    })
    void inexact_figures_are_near(String mission, LocalDate on, long least, long greatest) {
        assertThat(Told.headcount(on, Told.in(mission))).isBetween(least, greatest);
    }

    @ParameterizedTest(name = "{0} in the period from {1}: {2}")
    @MethodSource("provisions")
    void published_provisions_are_the_authorized_strength(String mission, LocalDate from, int posts) {
        assertThat(Told.COMMANDS.stream()
                        .filter(command -> command.body() instanceof AuthorizeVolunteerStrength strength
                                && strength.mission().equals(mission)
                                && strength.period().from().equals(from)
                                && strength.international() + strength.national() == posts))
                .hasSize(1);
    }

    static Stream<Arguments> provisions() {
        return Stream.of(
                Arguments.of("UNMISET", LocalDate.of(2002, 7, 1), 241),
                Arguments.of("UNMISET", LocalDate.of(2004, 7, 1), 144),
                Arguments.of("UNOMIG", LocalDate.of(2008, 7, 1), 4));
    }

    @Test
    void more_than_700_serve_in_Cambodia_at_the_elections_of_1993() {
        LocalDate elections = LocalDate.of(1993, 5, 28);
        assertThat(Told.headcount(elections, Told.in("UNTAC"))).isGreaterThan(700);
        assertThat(Told.persons(Set.of("UNTAC"), LocalDate.of(1992, 1, 1), LocalDate.of(1993, 12, 31)))
                .isGreaterThan(700);
    }

    @Test
    void nearly_2000_serve_in_Timor_Leste_in_1999_and_2000_and_about_3000_until_2002() {
        LocalDate from = LocalDate.of(1999, 1, 1);
        assertThat(Told.persons(Set.of("UNAMET", "UNTAET"), from, LocalDate.of(2000, 12, 31)))
                .isBetween(1_900L, 1_999L);
        assertThat(Told.persons(Set.of("UNAMET", "UNTAET", "UNMISET"), from, LocalDate.of(2002, 12, 31)))
                .isBetween(2_850L, 3_150L);
    }

    @Test
    void the_consultation_in_East_Timor_is_run_by_people_of_67_nationalities() {
        LocalDate consultation = LocalDate.of(1999, 8, 30);
        assertThat(Told.SERVED.stream()
                        .filter(one -> one.start().mission().equals("UNAMET") && one.countsOn(consultation))
                        .map(one -> Told.PERSONS.get(one.start().volunteer()).nationality())
                        .distinct())
                .hasSize(67);
    }

    @Test
    void every_chosen_headcount_is_reached_too() {
        for (Row row : Table.read("calibration.csv")) {
            for (VolunteerType type : VolunteerType.values()) {
                int target = row.number(type == VolunteerType.INTERNATIONAL ? "international" : "national");
                assertThat(Told.headcount(row.date("on"), Told.in(row.text("mission"), type)))
                        .as("%s of %s", type, row)
                        .isEqualTo(target);
            }
        }
    }

    @Test
    void somebody_serves_in_every_year_since_1992() {
        assertThat(IntStream.rangeClosed(1992, 2026))
                .allMatch(year -> Told.headcount(LocalDate.of(year, 6, 30), any -> true) > 100);
    }
}
