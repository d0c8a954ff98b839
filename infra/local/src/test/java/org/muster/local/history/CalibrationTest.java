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
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.events.VolunteerType;
import org.muster.local.history.Table.Row;

/** The computed headcounts beside the published ones. */
class CalibrationTest {

    /** Every figure that is published as exact, on its date, or on the date that calibration.csv chooses in its year. */
    static Stream<Arguments> exactFigures() {
        return Table.read("volunteer-figures.csv").stream()
                .filter(row -> row.text("relation").equals("exactly"))
                .map(row -> Arguments.of(row.text("mission"), on(row), row.text("what"), row.number("figure")));
    }

    private static LocalDate on(Row figure) {
        String when = figure.text("on_or_during");
        if (when.length() > 4) {
            return LocalDate.parse(when);
        }
        List<LocalDate> chosen = Table.read("calibration.csv").stream()
                .filter(row -> row.text("mission").equals(figure.text("mission")))
                .filter(row -> row.text("basis").equals("published"))
                .map(row -> row.date("on"))
                .filter(date -> date.getYear() == Integer.parseInt(when))
                .toList();
        assertThat(chosen).as("one reference date for %s", figure).hasSize(1);
        return chosen.getFirst();
    }

    @ParameterizedTest(name = "{0} on {1}: {3} {2}")
    @MethodSource("exactFigures")
    void the_computed_headcount_equals_the_published_one(String mission, LocalDate on, String what, int figure) {
        Predicate<DeployVolunteer> which = mission.equals("ALL-PEACEKEEPING")
                ? Told.inPeacekeeping()
                : what.startsWith("international")
                        ? Told.in(mission, VolunteerType.INTERNATIONAL)
                        : what.startsWith("national") ? Told.in(mission, VolunteerType.NATIONAL) : Told.in(mission);
        assertThat(Told.headcount(on, which)).isEqualTo(figure);
    }

    @Test
    void all_exact_figures_are_checked() {
        assertThat(exactFigures()).hasSize(15);
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
