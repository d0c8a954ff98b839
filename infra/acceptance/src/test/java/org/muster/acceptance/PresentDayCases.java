package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the register is alive with on the day on which it was loaded, in its own reports. Part of {@link HistoryTest}. */
abstract class PresentDayCases {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Test
    @DisplayName("contracts end in each of the coming months, and none has ended unseen")
    void contracts_about_to_end() {
        List<JsonNode> contracts = rows(
                "/reports/ends?on=" + TODAY, row -> row.get("what").asString().equals("CONTRACT"));
        assertThat(contracts.stream().map(row -> row.get("within").asString()).collect(Collectors.toSet()))
                .isEqualTo(Set.of("15", "30", "60", "90"));
        assertThat(contracts.stream().map(row -> row.get("mission").asString()).distinct())
                .hasSizeGreaterThan(5);
    }

    @Test
    @DisplayName("missions have vacant posts, and none has more people than posts")
    void vacancies() {
        List<JsonNode> strengths = rows(
                "/reports/strength?from=" + YearMonth.from(TODAY) + "&to=" + YearMonth.from(TODAY),
                row -> row.get("encumbered").asInt() > 0);
        assertThat(strengths)
                .hasSizeGreaterThan(10)
                .allMatch(row -> row.get("vacancy").asInt() >= 0)
                .anyMatch(row -> row.get("vacancy").asInt() > 10);
    }

    @Test
    @DisplayName("a mission is in drawdown, and people still serve there")
    void drawdown() {
        List<JsonNode> drawdown = rows(
                "/reports/closure?on=" + TODAY,
                row -> row.get("phase").asString().equals("DRAWDOWN"));
        assertThat(drawdown)
                .isNotEmpty()
                .allMatch(row -> row.get("openAssignments").asInt() > 0);
    }

    @Test
    @DisplayName("requests and candidates stand at every stage")
    void recruitment() {
        Map<String, Long> stages = Map.of(
                "submitted", count("muster.doa.submitted"),
                "approved", count("muster.doa.approved"),
                "selected", count("muster.doa.candidate-selected"),
                "offered", count("muster.volunteer.offer-issued"),
                "accepted", count("muster.volunteer.offer-accepted"),
                "contracted", count("muster.volunteer.contract-issued"));
        assertThat(List.of(
                        stages.get("submitted"),
                        stages.get("approved"),
                        stages.get("selected"),
                        stages.get("offered"),
                        stages.get("accepted"),
                        stages.get("contracted")))
                .as("%s", stages)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one))
                .doesNotHaveDuplicates()
                .allMatch(count -> count > 0);
        assertThat(count("muster.volunteer.offer-declined")).isPositive();
        assertThat(count("muster.doa.cancelled")).isPositive();
    }

    @Test
    @DisplayName("candidates entered on duty by the commands of today and are in the roster")
    void entered_on_duty() {
        Map<String, String> missions = HistoryTest.events("types=muster.volunteer.contract-issued").stream()
                .map(event -> event.get("data"))
                .filter(contract ->
                        !LocalDate.parse(contract.get("startsOn").asString()).isAfter(TODAY))
                .collect(Collectors.toMap(
                        contract -> contract.get("assignment").asString(),
                        contract -> contract.get("mission").asString()));
        assertThat(missions).isNotEmpty();
        missions.forEach((assignment, mission) -> assertThat(HistoryTest.roster(mission, TODAY.toString()))
                .anyMatch(row -> row.get("assignment").asString().equals(assignment)));
    }

    @Test
    @DisplayName("clearances are about to expire")
    void clearances() {
        assertThat(HistoryTest.events("types=muster.volunteer.clearance-recorded").stream()
                        .map(event -> event.at("/data/validUntil").asString(""))
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse)
                        .filter(day -> day.isAfter(TODAY) && day.isBefore(TODAY.plusDays(90))))
                .hasSizeGreaterThan(20);
    }

    @Test
    @DisplayName("an offer can be accepted today")
    void offers_are_open() {
        JsonNode open = HistoryTest.events("types=muster.volunteer.offer-issued").stream()
                .map(event -> event.get("data"))
                .filter(offer ->
                        !LocalDate.parse(offer.get("answerBy").asString()).isBefore(TODAY))
                .findFirst()
                .orElseThrow();
        Caller.Reply answer = HistoryTest.integrator()
                .command(
                        "AcceptOffer?dryRun=true",
                        Map.of("assignment", open.get("assignment").asString(), "acceptedOn", TODAY.toString()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static long count(String type) {
        return HistoryTest.events("types=" + type).size();
    }

    private static List<JsonNode> rows(String report, Predicate<JsonNode> which) {
        return HistoryTest.query(report).get("rows").valueStream().filter(which).toList();
    }
}
