package org.muster.queryside.report.demographics;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Volunteer;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.MonthlyServing;
import org.muster.queryside.report.Months;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Parameters.GroupBy;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Regions;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.stereotype.Component;

/** Gender, nationality and region of those who serve, by month, without cells that could tell who somebody is. */
@Component
public class Demographics implements Report {

    /** The least number of persons that is published, but for zero. */
    static final int THRESHOLD = 5;

    private static final String GENDER = "gender";
    private static final String NATIONALITY = "nationality";
    private static final String REGION = "region";
    private static final String UNKNOWN = "UNKNOWN";

    private static final DeclaredParameter<GroupBy> GROUP_BY =
            Parameters.groupBy(new GroupBy(List.of(GENDER)), List.of(GENDER, NATIONALITY, REGION));

    private static final List<Column> COLUMNS = List.of(
            Columns.MONTH,
            Column.text("mission", "The mission; null for all together", "#org+code"),
            Column.text(
                    "value",
                    "The gender, nationality or region; OTHERS stands for all that are not published by themselves, WITHHELD for all",
                    "#meta+value"),
            Columns.PERSONS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "demographics",
            "Gender, nationality or region of those who serve, by month",
            "Persons serving on each month's last day, by one of gender, nationality and region (UN M49). No figure from 1 to "
                    + (THRESHOLD - 1)
                    + " is published or can be computed from others: small values are published together, and missions that would"
                    + " give one away only with their sum (WITHHELD). Nationalities are published for all missions together.",
            Access.REPORTS,
            List.of(Parameters.FROM, Parameters.TO, Parameters.MISSION, GROUP_BY),
            COLUMNS);

    private static final List<Column> COUNTED =
            List.of(Columns.MONTH, Columns.MISSION, Column.text("value", "", ""), Columns.PERSONS);

    private static final String BY_GENDER = sql("v.gender");

    private static final String BY_NATIONALITY = sql("v.nationality");

    private static String sql(String attribute) {
        return AsKnownAt.query(
                "with "
                        + MonthlyServing.of(
                                Map.of("mission", "a.mission", "value", "coalesce(" + attribute + ", 'UNKNOWN')"),
                                "{assignment} a left join {volunteer} v on v.volunteer = a.volunteer",
                                "true")
                        + "select month, mission, value, serving as persons from serving where serving > 0",
                Stamp.AS_KNOWN,
                Assignment.class,
                Volunteer.class);
    }

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Volunteer.class);
    }

    /** The difference between two moments of knowing is mostly one person. */
    @Override
    public boolean hasChanges() {
        return false;
    }

    @Override
    public Answer read(Question question) {
        Months.of(question);
        List<String> by = question.get(GROUP_BY).map(GroupBy::columns).orElse(List.of(GENDER));
        Optional<String> mission = question.get(Parameters.MISSION).map(MissionAcronym::value);
        if (by.size() != 1) {
            throw Problem.invalid(FieldError.query("groupBy", "must be one of gender, nationality, region"))
                    .exception();
        }
        if (mission.isPresent() && by.getFirst().equals(NATIONALITY)) {
            throw Problem.invalid(FieldError.query("mission", "cannot be combined with groupBy=nationality"))
                    .exception();
        }
        // What is published of a month depends on all its missions, whichever is asked for.
        boolean byGender = by.getFirst().equals(GENDER);
        Map<YearMonth, Map<String, Map<String, Map<String, Long>>>> months = new TreeMap<>();
        for (List<Object> row : question.rows(byGender ? BY_GENDER : BY_NATIONALITY, COUNTED)) {
            String value = (String) row.get(2);
            months.computeIfAbsent((YearMonth) row.get(0), month -> new TreeMap<>())
                    .computeIfAbsent((String) row.get(1), any -> new TreeMap<>())
                    .computeIfAbsent(byGender ? "" : Regions.of(value), any -> new TreeMap<>())
                    .merge(value, (Long) row.get(3), Long::sum);
        }
        List<List<Object>> rows = new ArrayList<>();
        months.forEach((month, missions) -> rows.addAll(
                switch (by.getFirst()) {
                    case NATIONALITY -> nationalities(month, missions);
                    case REGION -> table(month, sums(missions), mission);
                    default -> table(month, genders(missions), mission);
                }));
        return Answer.of(COLUMNS, rows);
    }

    private static Map<String, Map<String, Long>> genders(Map<String, Map<String, Map<String, Long>>> missions) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        missions.forEach((mission, regions) -> counts.put(mission, regions.get("")));
        return counts;
    }

    /** Persons by mission and region. */
    private static Map<String, Map<String, Long>> sums(Map<String, Map<String, Map<String, Long>>> missions) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        missions.forEach((mission, regions) -> counts.put(
                mission,
                regions.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                region -> region.getValue().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                Long::sum,
                                TreeMap::new))));
        return counts;
    }

    static List<List<Object>> table(YearMonth month, Map<String, Map<String, Long>> counts, Optional<String> mission) {
        Suppression.Published published = new Suppression(THRESHOLD).of(counts);
        List<List<Object>> rows = new ArrayList<>();
        if (mission.isEmpty()) {
            rows.addAll(lines(month, null, published.groups(), published.all()));
        }
        published.missions().forEach((name, line) -> {
            if (mission.isEmpty() || mission.get().equals(name)) {
                rows.addAll(lines(month, name, published.groups(), line));
            }
        });
        published.withheld().forEach((name, persons) -> {
            if (mission.isEmpty() || mission.get().equals(name)) {
                rows.add(Arrays.asList(month, name, "WITHHELD", persons));
            }
        });
        return rows;
    }

    /** Nationalities of all missions, within the groups of regions that are published: so neither gives the other away. */
    static List<List<Object>> nationalities(YearMonth month, Map<String, Map<String, Map<String, Long>>> missions) {
        List<List<Object>> rows = new ArrayList<>();
        Suppression suppression = new Suppression(THRESHOLD);
        for (Suppression.Group regions : suppression.of(sums(missions)).groups()) {
            Map<String, Long> totals = new TreeMap<>();
            missions.values()
                    .forEach(byRegion -> byRegion.forEach((region, nationalities) -> {
                        if (regions.values().contains(region)) {
                            nationalities.forEach((nationality, count) -> totals.merge(nationality, count, Long::sum));
                        }
                    }));
            List<Suppression.Group> groups = suppression.groups(totals);
            rows.addAll(lines(
                    month,
                    null,
                    groups,
                    groups.stream()
                            .map(group -> group.values().stream()
                                    .mapToLong(totals::get)
                                    .sum())
                            .toList()));
        }
        return rows;
    }

    private static List<List<Object>> lines(
            YearMonth month, String mission, List<Suppression.Group> groups, List<Long> counts) {
        List<List<Object>> rows = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            if (counts.get(group) > 0) {
                rows.add(Arrays.asList(month, mission, groups.get(group).label(), counts.get(group)));
            }
        }
        return rows;
    }
}
