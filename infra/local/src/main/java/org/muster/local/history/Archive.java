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
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;
import org.muster.local.history.MissionPlan.Mandate;
import org.muster.local.history.MissionPlan.Provision;
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
        Map<String, Map<ServiceArea, Integer>> areas = areasByProfile();
        List<MissionPlan> plans = new ArrayList<>();
        for (Row row : Table.read("missions.csv")) {
            String acronym = row.text("acronym");
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
                    row.optionalDate("mandate_ended_on"),
                    row.optionalDate("closed_on"),
                    phase.map(r -> r.date("drawdown_on")),
                    phase.map(r -> r.date("liquidation_on")),
                    row.optionalText("predecessor"),
                    mandates.getOrDefault(acronym, List.of()).stream()
                            .map(r -> new Mandate(r.text("instrument"), r.date("adopted_on"), r.date("expires_on")))
                            .toList(),
                    stations.get(acronym).stream()
                            .map(r -> new Station(r.text("station"), r.text("name"), r.text("country")))
                            .toList(),
                    points(row, points.get(acronym)),
                    provisions(provisions.getOrDefault(acronym, List.of())),
                    areas.get(profile.text("profile")),
                    Terms.valueOf(profile.text("terms").toUpperCase(Locale.ROOT)),
                    profile.optionalText("nationalities").map(Integer::valueOf)));
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

    private static TreeMap<LocalDate, Strength> points(Row mission, List<Row> rows) {
        TreeMap<LocalDate, Strength> points = new TreeMap<>();
        points.put(mission.date("started_on"), new Strength(0, 0));
        for (Row row : rows) {
            points.put(row.date("on"), strength(row));
        }
        mission.optionalDate("closed_on").ifPresent(day -> points.put(day.plusDays(1), new Strength(0, 0)));
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
