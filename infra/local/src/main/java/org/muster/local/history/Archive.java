package org.muster.local.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.IncidentType;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;
import org.muster.local.history.MissionPlan.Conditions;
import org.muster.local.history.MissionPlan.Death;
import org.muster.local.history.MissionPlan.Mandate;
import org.muster.local.history.MissionPlan.Provision;
import org.muster.local.history.MissionPlan.Renaming;
import org.muster.local.history.MissionPlan.Revision;
import org.muster.local.history.MissionPlan.Station;
import org.muster.local.history.MissionPlan.Strength;
import org.muster.local.history.Table.Row;

/** Reads the tables into one plan for each mission. */
final class Archive {

    /**
     * The last day of the synthetic history. It is fixed, so that the commands and their ids are the same on every later
     * day. Volunteers who serve on that day have no separation.
     */
    static final LocalDate HORIZON = LocalDate.of(2026, 9, 30);

    private Archive() {}

    /** The missions in the order of their table. */
    static List<MissionPlan> missions() {
        Map<String, List<Row>> points = byMission("calibration.csv");
        Map<String, List<Row>> stations = byMission("stations.csv");
        Map<String, List<Row>> mandates = byMission("mandates.csv");
        Map<String, List<Row>> phases = byMission("phases.csv");
        Map<String, List<Row>> provisions = byMission("provisions.csv");
        Map<String, List<Row>> profiles = byMission("mission-profiles.csv");
        Map<String, List<Row>> renamings = byMission("renamings.csv");
        Map<String, List<Row>> revisions = byMission("revisions.csv");
        Map<String, List<Row>> deaths = byMission("deaths.csv");
        Map<String, List<Row>> classes =
                Table.read("station-classes.csv").stream().collect(Collectors.groupingBy(row -> row.text("country")));
        Map<String, Row> rows = new LinkedHashMap<>();
        Table.read("missions.csv").forEach(row -> rows.put(row.text("acronym"), row));
        // A later name is a row of its own in the source; here it is the same mission.
        Map<String, Row> later = new HashMap<>();
        renamings.forEach((mission, renaming) ->
                later.put(mission, rows.remove(renaming.getFirst().text("acronym"))));
        Map<String, Map<ServiceArea, Integer>> areas = areasByProfile();
        List<MissionPlan> plans = new ArrayList<>();
        for (Row row : rows.values()) {
            String acronym = row.text("acronym");
            Row last = later.getOrDefault(acronym, row);
            Row profile = profiles.get(acronym).getFirst();
            Optional<Row> phase =
                    phases.getOrDefault(acronym, List.of()).stream().findFirst();
            plans.add(new MissionPlan(
                    acronym,
                    row.text("name"),
                    List.of(row.text("countries").split(";")),
                    MissionKind.valueOf(row.text("kind")),
                    LeadDepartment.valueOf(row.text("lead_department")),
                    row.text("instrument"),
                    row.date("adopted_on"),
                    row.date("started_on"),
                    last.optionalDate("mandate_ended_on"),
                    closedOn(last),
                    phase.map(r -> r.date("drawdown_on")),
                    phase.flatMap(r -> r.optionalDate("liquidation_on")),
                    row.optionalText("predecessor"),
                    mandates.getOrDefault(acronym, List.of()).stream()
                            .map(r -> new Mandate(r.text("instrument"), r.date("adopted_on"), r.date("expires_on")))
                            .toList(),
                    stations.get(acronym).stream()
                            .map(r -> new Station(
                                    r.text("station"),
                                    r.text("name"),
                                    r.text("country"),
                                    conditions(row.date("started_on"), classes.get(r.text("country")))))
                            .toList(),
                    points(row, closedOn(last), points.get(acronym)),
                    provisions(provisions.getOrDefault(acronym, List.of())),
                    areas.get(profile.text("profile")),
                    Terms.valueOf(profile.text("terms").toUpperCase(Locale.ROOT)),
                    profile.optionalText("nationalities").map(Integer::valueOf),
                    renamings.getOrDefault(acronym, List.of()).stream()
                            .findFirst()
                            .map(r -> new Renaming(r.text("acronym"), last.text("name"), r.date("renamed_on"))),
                    revisions.getOrDefault(acronym, List.of()).stream()
                            .map(r ->
                                    new Revision(r.date("from"), r.date("revised_on"), strength(r), r.text("document")))
                            .toList(),
                    deaths.getOrDefault(acronym, List.of()).stream()
                            .map(r -> new Death(
                                    r.date("on"),
                                    VolunteerType.valueOf(r.text("type")),
                                    IncidentType.valueOf(r.text("incident"))))
                            .toList()));
        }
        return List.copyOf(plans);
    }

    /** The countries of international volunteers, with their weights. */
    static SequencedMap<String, Integer> nationalities() {
        SequencedMap<String, Integer> weights = new LinkedHashMap<>();
        for (Row row : Table.read("nationalities.csv")) {
            weights.put(row.text("country"), row.number("weight"));
        }
        return Collections.unmodifiableSequencedMap(weights);
    }

    private static Map<String, List<Row>> byMission(String resource) {
        return Table.read(resource).stream().collect(Collectors.groupingBy(row -> row.text("mission")));
    }

    /** Who winds a mission up leaves after its operations have ended. */
    private static Optional<LocalDate> closedOn(Row mission) {
        return mission.optionalDate("liquidation_until").or(() -> mission.optionalDate("closed_on"));
    }

    private static List<Conditions> conditions(LocalDate opened, List<Row> rows) {
        TreeMap<LocalDate, Conditions> conditions = new TreeMap<>();
        for (Row row : rows) {
            LocalDate from = row.optionalDate("from").filter(opened::isBefore).orElse(opened);
            conditions.put(
                    from,
                    new Conditions(
                            from,
                            HardshipClass.valueOf(row.text("class")),
                            row.text("family").equals("yes"),
                            row.optionalText("rest_weeks").map(Integer::valueOf)));
        }
        return List.copyOf(conditions.values());
    }

    private static TreeMap<LocalDate, Strength> points(Row mission, Optional<LocalDate> closedOn, List<Row> rows) {
        TreeMap<LocalDate, Strength> points = new TreeMap<>();
        points.put(mission.date("started_on"), new Strength(0, 0));
        for (Row row : rows) {
            points.put(row.date("on"), strength(row));
        }
        closedOn.ifPresent(day -> points.put(day.plusDays(1), new Strength(0, 0)));
        return points;
    }

    private static Map<LocalDate, Provision> provisions(List<Row> rows) {
        Map<LocalDate, Provision> provisions = new HashMap<>();
        for (Row row : rows) {
            provisions.put(row.date("from"), new Provision(strength(row), row.text("document")));
        }
        return Map.copyOf(provisions);
    }

    private static Strength strength(Row row) {
        return new Strength(row.number("international"), row.number("national"));
    }

    private static Map<String, Map<ServiceArea, Integer>> areasByProfile() {
        Map<String, Map<ServiceArea, Integer>> profiles = new HashMap<>();
        for (Row row : Table.read("profiles.csv")) {
            Map<ServiceArea, Integer> weights = new EnumMap<>(ServiceArea.class);
            for (ServiceArea area : ServiceArea.values()) {
                weights.put(area, row.number(area.name()));
            }
            profiles.put(row.text("profile"), weights);
        }
        return profiles;
    }
}
