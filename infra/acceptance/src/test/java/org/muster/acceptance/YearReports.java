package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Asks the reports about the mission of {@link WholeYearTest}; each is read after what was recorded last. */
final class YearReports {

    private static final String YEAR = "&from=2025-01&to=2025-12";

    private final Caller dashboard;
    private final Caller roster;
    private final CommandLine shell;
    private final String mission;
    private final String other;
    private final Set<String> asked = new HashSet<>();
    private long position;
    private long beforeLosses;

    YearReports(Application application, CommandLine shell, String mission, String other) {
        this.dashboard = application.as("dashboard");
        this.roster = application.as("admin");
        this.shell = shell;
        this.mission = mission;
        this.other = other;
    }

    void afterEntry(long recorded) {
        position = recorded;
        headcount(mission, "2025-01-31", 0);
        headcount(mission, "2025-02-01", 11);
        assertThat(rows("strength", "&from=2025-03&to=2025-03"))
                .extracting(row -> row.get("type").asString() + " " + row.get("authorized") + " "
                        + row.get("encumbered") + " " + row.get("vacancy"))
                .containsExactlyInAnyOrder("INTERNATIONAL 6 4 2", "NATIONAL 7 7 0");
        assertThat(rows("roster", "&on=2025-03-01"))
                .hasSize(11)
                .allSatisfy(
                        row -> assertThat(row.get("contractEndsOn").isNull()).isFalse());
        assertThat(rows("roster", "&on=2025-03-01"))
                .extracting(row -> row.get("category").asString())
                .contains("COMMUNITY", "REFUGEE", "INTERNATIONAL_UNIVERSITY", "NATIONAL_YOUTH");
        assertThat(rows("demographics", "&from=2025-03&to=2025-03")).isNotEmpty();
        assertThat(mission("2025-03-01").get("phase").asString()).isEqualTo("ACTIVE");
    }

    void duringService(long recorded, String transferred) {
        position = recorded;
        beforeLosses = recorded;
        headcount(mission, "2025-04-30", 11);
        headcount(mission, "2025-05-01", 10);
        headcount(other, "2025-04-30", 0);
        headcount(other, "2025-05-01", 1);
        assertThat(stationPersons("2025-03-31")).isEqualTo(Map.of(mission + "-HQ", 11, mission + "-FIELD", 0));
        assertThat(stationPersons("2025-04-01")).isEqualTo(Map.of(mission + "-HQ", 10, mission + "-FIELD", 1));
        assertThat(rows("rest", "&on=2025-03-18"))
                .filteredOn(row -> row.get("station").asString().equals(mission + "-HQ"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("resting").asInt()).isEqualTo(1);
                    assertThat(row.get("restCycleWeeks").asInt()).isEqualTo(6);
                    assertThat(row.get("due").asInt()).isPositive();
                });
        evacuated("2025-06-10", 2, 2, 0);
        evacuated("2025-06-22", 2, 0, 2);
        headcount(mission, "2025-06-10", 10);
        // Two contracts were extended, and one assignment goes on elsewhere.
        assertThat(rows("ends", "&on=2025-09-20"))
                .filteredOn(row -> row.get("what").asString().equals("CONTRACT"))
                .extracting(row ->
                        row.get("endsOn").asString() + " " + row.get("within").asString() + " " + row.get("persons"))
                .containsExactlyInAnyOrder("2025-09-30 15 7", "2025-11-30 90 2");
        assertThat(rows("ends", "&on=2025-09-20"))
                .filteredOn(row -> row.get("what").asString().equals("MANDATE"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("endsOn").asString()).isEqualTo("2025-11-30"));
        assertThat(ask(roster, "service-history", "?volunteer=" + transferred + "&on=2025-06-01")
                        .get("rows")
                        .valueStream())
                .extracting(row -> row.get("mission").asString())
                .containsExactly(mission, other);
        assertThat(rows("service-limit", "&on=2025-06-10"))
                .hasSize(10)
                .anyMatch(row -> row.get("daysMax").asInt(0) > 1400);
    }

    void afterLosses(long recorded) {
        position = recorded;
        headcount(mission, "2025-07-05", 10);
        headcount(mission, "2025-07-06", 9);
        headcount(mission, "2025-07-20", 9);
        headcount(mission, "2025-07-21", 8);
        headcount(mission, "2025-09-30", 8);
        headcount(mission, "2025-10-01", 3);
        assertThat(ask(dashboard, "headcount", "?mission=" + mission + "&on=2025-10-01&knownAt=" + beforeLosses)
                        .at("/total/persons")
                        .asInt())
                .as("as known before")
                .isEqualTo(10);
        Map<String, Integer> reasons = rows("separations", YEAR).stream()
                .collect(Collectors.toMap(
                        row -> row.get("reason").asString("TRANSFER"),
                        row -> row.get("persons").asInt()));
        assertThat(reasons)
                .containsEntry("RESIGNATION", 1)
                .containsEntry("DEATH_IN_SERVICE", 1)
                .containsEntry("COMPLETION", 5);
    }

    void duringDrawdown(long recorded) {
        position = recorded;
        assertThat(mission("2025-09-30").get("phase").asString()).isEqualTo("ACTIVE");
        assertThat(mission("2025-10-05").get("phase").asString()).isEqualTo("DRAWDOWN");
        headcount(mission, "2025-10-04", 3);
        headcount(mission, "2025-10-05", 4);
    }

    void duringLiquidation(long recorded) {
        position = recorded;
        headcount(mission, "2025-11-30", 4);
        headcount(mission, "2025-12-01", 2);
        closure("2025-12-10", 2, false);
    }

    void readyToClose(long recorded) {
        position = recorded;
        closure("2025-12-10", 2, false);
        closure("2025-12-21", 0, true);
    }

    void atTheEnd(long recorded, List<String> volunteers) {
        position = recorded;
        assertThat(mission("2025-12-30").get("phase").asString()).isEqualTo("LIQUIDATION");
        assertThat(mission("2026-01-01").get("phase").asString()).isEqualTo("CLOSED");
        assertThat(rows("closure", "&on=2026-01-01")).isEmpty();
        asked.add("missions");
        assertThat(json(dashboard, "/missions?on=2025-12-31").get("missions").valueStream())
                .extracting(one -> one.get("mission").asString())
                .contains(mission, other);
        headcount(mission, "2025-12-31", 0);
        assertThat(rows("turnover", YEAR)).singleElement().satisfies(row -> {
            assertThat(row.get("joined").asInt()).isEqualTo(12);
            assertThat(row.get("left").asInt()).isEqualTo(12);
        });
        assertThat(rows("incumbency", "&on=2025-12-31"))
                .filteredOn(row -> row.get("type").asString().equals("INTERNATIONAL"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("authorized").asInt()).isEqualTo(6);
                    // 4 in three months, 3 in five, 2 in two
                    assertThat(row.get("averageIncumbency").asDouble()).isBetween(2.0, 4.0);
                });
        JsonNode total = ask(dashboard, "cumulative", "?on=2025-12-31&mission=" + mission)
                .get("total");
        assertThat(total.get("persons").asInt()).isEqualTo(volunteers.size());
        assertThat(total.get("assignments").asInt()).isEqualTo(volunteers.size());
        assertThat(ask(dashboard, "published", "").get("rows").size()).isGreaterThan(60);
        CommandLine.Run typed = shell.muster(
                "get",
                "headcount",
                "--client",
                "dashboard",
                "--on",
                "2025-03-01",
                "-p",
                "mission=" + mission,
                "--format",
                "json",
                "--position",
                Long.toString(position));
        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(Caller.JSON.readTree(typed.out()).at("/total/persons").asInt())
                .isEqualTo(11);
    }

    void everyReportWasAsked() {
        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(dashboard
                        .query("/reports")
                        .json()
                        .valueStream()
                        .map(report -> report.get("name").asString())
                        .toList());
    }

    private void headcount(String of, String on, int persons) {
        assertThat(ask(dashboard, "headcount", "?mission=" + of + "&on=" + on)
                        .at("/total/persons")
                        .asInt())
                .as("%s on %s", of, on)
                .isEqualTo(persons);
    }

    private void evacuated(String on, int moved, int atHaven, int returned) {
        assertThat(rows("evacuations", "&on=" + on)).singleElement().satisfies(row -> {
            assertThat(row.get("evacuated").asInt()).isEqualTo(moved);
            assertThat(row.get("atHaven").asInt()).isEqualTo(atHaven);
            assertThat(row.get("returned").asInt()).isEqualTo(returned);
        });
    }

    private void closure(String on, int open, boolean ready) {
        assertThat(rows("closure", "&on=" + on)).singleElement().satisfies(row -> {
            assertThat(row.get("phase").asString()).isEqualTo("LIQUIDATION");
            assertThat(row.get("openAssignments").asInt()).isEqualTo(open);
            assertThat(row.get("ready").asBoolean()).isEqualTo(ready);
        });
    }

    private Map<String, Integer> stationPersons(String on) {
        return rows("stations", "&on=" + on).stream()
                .collect(Collectors.toMap(
                        row -> row.get("station").asString(),
                        row -> row.get("persons").asInt()));
    }

    private JsonNode mission(String on) {
        asked.add("mission");
        return json(dashboard, "/missions/" + mission + "?on=" + on);
    }

    private List<JsonNode> rows(String report, String more) {
        boolean restricted = report.equals("roster") || report.startsWith("service-");
        return ask(restricted ? roster : dashboard, report, "?mission=" + mission + more)
                .get("rows")
                .valueStream()
                .toList();
    }

    private JsonNode ask(Caller caller, String report, String parameters) {
        asked.add(report);
        return json(caller, "/reports/" + report + parameters);
    }

    private JsonNode json(Caller caller, String path) {
        Caller.Reply reply = caller.query(path, "Muster-Position", Long.toString(position));
        assertThat(reply.status()).as("%s: %s", path, reply.body()).isEqualTo(200);
        return reply.json();
    }
}
