package org.muster.queryside.projection.replay;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Report;
import org.muster.web.parameters.DeclaredParameter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a report is asked when two tables are compared: on today and on days of all years, of every mission, of volunteers, over all months.
 */
final class Questions {

    private static final LocalDate FIRST_DAY = LocalDate.of(1992, 6, 30);
    private static final int YEARS_BETWEEN = 3;
    private static final int MISSIONS_MAX = 200;
    private static final int VOLUNTEERS_MAX = 50;

    private final LocalDate today;
    private final List<MissionAcronym> missions;
    private final List<String> volunteers;

    /** @param tables from which missions and volunteers are taken */
    Questions(JdbcClient tables, LocalDate today) {
        this.today = today;
        this.missions =
                tables
                        .sql("select distinct mission from mission order by mission limit " + MISSIONS_MAX)
                        .query(String.class)
                        .stream()
                        .flatMap(text -> MissionAcronym.FORMAT.parse().apply(text).stream())
                        .toList();
        this.volunteers = tables.sql(
                        "select distinct volunteer from assignment order by volunteer limit " + VOLUNTEERS_MAX)
                .query(String.class)
                .list();
    }

    /**
     * The values of its parameters, one map a question.
     *
     * @throws IllegalStateException if the report requires what nobody knows to ask: then it would be left out unseen
     */
    List<Map<String, Object>> of(Report report) {
        List<DeclaredParameter<?>> parameters = report.description().parameters();
        List<Map<String, Object>> questions = List.of(Map.of());
        for (DeclaredParameter<?> parameter : parameters) {
            if (parameter.required()) {
                questions = with(questions, parameter, required(report, parameter));
            }
        }
        List<Map<String, Object>> all = new ArrayList<>(questions);
        if (parameters.contains(Parameters.ON)) {
            all.addAll(with(questions, Parameters.ON, days().toList()));
        }
        if (parameters.contains(Parameters.MISSION)) {
            all.addAll(with(questions, Parameters.MISSION, missions));
        }
        return all;
    }

    private List<?> required(Report report, DeclaredParameter<?> parameter) {
        Map<String, List<?>> known = Map.of(
                Parameters.FROM.name(),
                List.of(YearMonth.from(today).minusYears(10)),
                Parameters.TO.name(),
                List.of(YearMonth.from(today)),
                "month",
                List.of(YearMonth.from(today)),
                Parameters.MISSION_IN_PATH.name(),
                missions,
                Parameters.MISSION.name(),
                missions,
                "volunteer",
                volunteers);
        if (!known.containsKey(parameter.name())) {
            throw new IllegalStateException(
                    "nobody knows what to ask " + report.description().name() + " as " + parameter.name());
        }
        return known.get(parameter.name());
    }

    private Stream<LocalDate> days() {
        return Stream.iterate(FIRST_DAY, day -> day.isBefore(today), day -> day.plusYears(YEARS_BETWEEN));
    }

    private static List<Map<String, Object>> with(
            List<Map<String, Object>> questions, DeclaredParameter<?> parameter, List<?> values) {
        Function<Map<String, Object>, Stream<Map<String, Object>>> each =
                question -> values.stream().map(value -> {
                    Map<String, Object> more = new LinkedHashMap<>(question);
                    more.put(parameter.name(), value);
                    return more;
                });
        return questions.stream().flatMap(each).toList();
    }
}
