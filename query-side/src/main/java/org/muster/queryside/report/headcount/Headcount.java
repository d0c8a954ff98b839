package org.muster.queryside.report.headcount;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Parameters.GroupBy;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.muster.web.parameters.DeclaredParameter;
import org.springframework.stereotype.Component;

/** Who serves on a day. */
@Component
public class Headcount implements Report {

    /** Nothing about a person is among them: nationality and gender beside a duty station can tell who it is. */
    private static final List<Column> DIMENSIONS =
            List.of(Columns.MISSION, Columns.TYPE, Columns.SERVICE_AREA, Columns.CATEGORY, Columns.STATION);

    private static final GroupBy LEFT_OUT = new GroupBy(List.of("mission", "type", "serviceArea"));

    private static final DeclaredParameter<GroupBy> GROUP_BY =
            Parameters.groupBy(LEFT_OUT, DIMENSIONS.stream().map(Column::name).toList());

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "headcount",
            "Who serves on a day",
            "Assignments with entry on duty ≤ the day < separation. One volunteer has at most one such assignment (rule X1),"
                    + " so assignments are persons here. Volunteers on leave or evacuated count.",
            Access.REPORTS,
            List.of(
                    Parameters.ON,
                    Parameters.MISSION,
                    Parameters.TYPE,
                    Parameters.CATEGORY,
                    Parameters.SERVICE_AREA,
                    Parameters.STATION,
                    GROUP_BY),
            Stream.concat(DIMENSIONS.stream(), Stream.of(Columns.PERSONS)).toList());

    private static final String SERVING = AsKnownAt.query(
            "from " + Question.ASSIGNMENTS
                    + " where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on) and "
                    + Question.ASSIGNMENT_FILTER,
            Stamp.AS_KNOWN,
            Assignment.class,
            Reassignment.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Reassignment.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(grouped(DIMENSIONS));
    }

    @Override
    public Answer read(Question question) {
        List<String> by = question.get(GROUP_BY).orElse(LEFT_OUT).columns();
        List<Column> dimensions = by.stream()
                .map(name -> DIMENSIONS.stream()
                        .filter(column -> column.name().equals(name))
                        .findAny()
                        .orElseThrow())
                .toList();
        List<Column> columns =
                Stream.concat(dimensions.stream(), Stream.of(Columns.PERSONS)).toList();
        List<List<Object>> rows = question.rows(grouped(dimensions), columns);
        long persons = rows.stream().mapToLong(row -> (Long) row.getLast()).sum();
        return Answer.of(columns, rows)
                .with("total", Map.of("persons", persons))
                .because(by);
    }

    private static String grouped(List<Column> dimensions) {
        String names = dimensions.stream().map(Column::sqlName).collect(Collectors.joining(", "));
        return "select " + names + ", count(*) as persons " + SERVING + " group by " + names + " order by " + names;
    }
}
