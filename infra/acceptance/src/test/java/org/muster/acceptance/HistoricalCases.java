package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What is peculiar in history, in the reports of a register that has loaded it. Part of {@link HistoryTest}. */
abstract class HistoricalCases {

    @Test
    @DisplayName("UNAMID on 2021-01-01 has its mandate ended and is not closed")
    void mandate_ended_but_not_closed() {
        JsonNode unamid = mission("UNAMID", "2021-01-01");
        assertThat(unamid.get("mandateEndedOn").asString()).isEqualTo("2020-12-31");
        assertThat(unamid.get("phase").asString()).isEqualTo("DRAWDOWN");
        assertThat(headcount("UNAMID", "2021-01-01")).isPositive();
        assertThat(closure("UNAMID", "2021-01-01").get("ready").asBoolean()).isFalse();
        assertThat(mission("UNAMID", "2022-07-01").get("phase").asString()).isEqualTo("CLOSED");
    }

    @Test
    @DisplayName("UNMIK has no expiry")
    void no_expiry() {
        JsonNode unmik = mission("UNMIK", "2026-09-30");
        assertThat(unmik.get("expiresOn").isNull()).isTrue();
        assertThat(unmik.get("phase").asString()).isEqualTo("ACTIVE");
    }

    @ParameterizedTest(name = "{0} stands on {1}")
    @CsvSource({"UNMEER,A/RES/69/1", "BONUCA,LETTER S/1999/1235"})
    void instruments(String mission, String instrument) {
        assertThat(mission(mission, "2009-12-31").get("instrument").asString()).isEqualTo(instrument);
    }

    @Test
    @DisplayName("MONUC becomes MONUSCO on 2010-07-01: every serving volunteer goes on, without gap or double count")
    void succession() {
        assertThat(headcount("MONUC", "2010-06-30")).isEqualTo(578);
        assertThat(headcount("MONUSCO", "2010-06-30")).isZero();
        assertThat(headcount("MONUC", "2010-07-01")).isZero();
        assertThat(headcount("MONUSCO", "2010-07-01")).isEqualTo(578);
        assertThat(volunteers("MONUSCO", "2010-07-01")).hasSize(578).isEqualTo(volunteers("MONUC", "2010-06-30"));
        assertThat(successors("MONUC")).containsExactly("MONUSCO");
    }

    @Test
    @DisplayName(
            "UNMISET: the ceiling falls below what is encumbered; that is recorded, flagged, and nobody enters until it fits")
    void ceiling_below_encumbered() {
        assertThat(HistoryTest.events("tag=mission:UNMISET&types=muster.mission.volunteer-strength-revised"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/data/international").asInt()).isEqualTo(144));
        List<JsonNode> months = HistoryTest.query("/reports/strength?mission=UNMISET&from=2004-01&to=2004-04")
                .get("rows")
                .valueStream()
                .toList();
        assertThat(months)
                .extracting(month -> month.get("vacancy").asInt() < 0)
                .as("months over strength")
                .containsExactly(false, true, true, false);
        assertThat(HistoryTest.events("tag=mission:UNMISET&types=muster.volunteer.deployed").stream()
                        .map(event -> event.at("/data/entryOnDuty").asString()))
                .hasSizeGreaterThan(100)
                .noneMatch(entry -> entry.compareTo("2004-02-01") >= 0 && entry.compareTo("2004-03-31") <= 0);
    }

    @Test
    @DisplayName("UNTAC 1993-04-08: a volunteer killed counts on that day and not after")
    void death_in_service() {
        JsonNode death = HistoryTest.events("types=muster.volunteer.death-in-service-recorded")
                .getFirst()
                .get("data");
        assertThat(death.get("incident").asString()).isEqualTo("MALICIOUS_ACT");
        assertThat(death.get("diedOn").asString()).isEqualTo("1993-04-08");
        String volunteer = death.get("volunteer").asString();
        assertThat(roster(volunteer, "1993-04-08")).hasSize(1);
        assertThat(roster(volunteer, "1993-04-09")).isEmpty();
    }

    @Test
    @DisplayName("MICAH's liquidation team stays until May 2001")
    void liquidation_team() {
        assertThat(mission("MICAH", "2001-05-15").get("phase").asString()).isEqualTo("LIQUIDATION");
        assertThat(closure("MICAH", "2001-05-15").get("openAssignments").asInt())
                .isPositive();
        assertThat(headcount("MICAH", "2001-05-31")).isEqualTo(4);
        assertThat(headcount("MICAH", "2001-06-01")).isZero();
        assertThat(mission("MICAH", "2001-06-01").get("phase").asString()).isEqualTo("CLOSED");
    }

    @ParameterizedTest(name = "{0} on {1} is led by {2}")
    @CsvSource({
        "UNMISS,2018-12-31,DPKO",
        "UNMISS,2019-01-01,DPO",
        "UNSMIL,2018-12-31,DPA",
        "UNSMIL,2019-01-01,DPPA",
        "UNAMA,2018-12-31,DPKO",
        "UNAMA,2019-01-01,DPPA",
        "UNTAC,2019-01-01,DPKO"
    })
    void reports_on_2018_still_say_the_old_departments(String mission, String on, String department) {
        assertThat(HistoryTest.query("/missions?on=" + on).get("missions").valueStream())
                .filteredOn(one -> one.get("mission").asString().equals(mission))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.get("leadDepartment").asString()).isEqualTo(department));
    }

    @Test
    @DisplayName("UNOGBIS is never PLANNED after it was ACTIVE")
    void phases_never_go_back() {
        assertThat(Stream.iterate(
                                LocalDate.of(1999, 3, 3),
                                day -> day.isBefore(LocalDate.of(2010, 3, 1)),
                                day -> day.plusDays(31))
                        .map(day ->
                                mission("UNOGBIS", day.toString()).get("phase").asString()))
                .startsWith("ACTIVE")
                .doesNotContain("PLANNED");
        assertThat(mission("UNOGBIS", "2026-01-01").get("phases").valueStream())
                .extracting(phase -> phase.get("phase").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("UNSOM is UNTMIS from 2024-11-01 on, and whoever serves goes on serving")
    void renaming() {
        assertThat(mission("UNSOM", "2024-10-31").get("acronym").asString()).isEqualTo("UNSOM");
        assertThat(mission("UNSOM", "2024-11-01").get("acronym").asString()).isEqualTo("UNTMIS");
        assertThat(volunteers("UNSOM", "2024-11-01")).isNotEmpty().isSubsetOf(volunteers("UNSOM", "2024-10-31"));
    }

    @Test
    @DisplayName("UNMISS 2016-07-11: 404 are accounted for, those in a safe haven among them, and all came back")
    void evacuation() {
        assertThat(headcount("UNMISS", "2016-07-11")).isEqualTo(404);
        Set<String> moved = assignments("muster.volunteer.relocated");
        assertThat(moved).hasSizeGreaterThan(50).isEqualTo(assignments("muster.volunteer.returned"));
        assertThat(HistoryTest.roster("UNMISS", "2016-07-12").stream()
                        .map(row -> row.get("assignment").asString()))
                .containsAll(moved);
    }

    private static Set<String> assignments(String type) {
        return HistoryTest.events("tag=mission:UNMISS&types=" + type).stream()
                .map(event -> event.at("/data/assignment").asString())
                .collect(Collectors.toSet());
    }

    private static JsonNode mission(String acronym, String on) {
        return HistoryTest.query("/missions/" + acronym + "?on=" + on);
    }

    private static List<String> successors(String acronym) {
        return mission(acronym, "2026-01-01")
                .get("successors")
                .valueStream()
                .map(one -> one.isString() ? one.asString() : one.get("mission").asString())
                .toList();
    }

    private static JsonNode closure(String mission, String on) {
        return HistoryTest.query("/reports/closure?mission=" + mission + "&on=" + on)
                .get("rows")
                .get(0);
    }

    private static int headcount(String mission, String on) {
        return HistoryTest.query("/reports/headcount?mission=" + mission + "&on=" + on)
                .at("/total/persons")
                .asInt();
    }

    private static Set<String> volunteers(String mission, String on) {
        return HistoryTest.roster(mission, on).stream()
                .map(row -> row.get("volunteer").asString())
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> roster(String volunteer, String on) {
        return HistoryTest.roster("UNTAC", on).stream()
                .filter(row -> row.get("volunteer").asString().equals(volunteer))
                .toList();
    }
}
