package org.muster.queryside.report.turnover;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Months;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/** Why service ended, by mission and year. */
@Component
public class Separations implements Report {

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Turnover.YEAR,
            Column.text("reason", "The reason of the separation", "#cause"),
            Columns.PERSONS,
            Turnover.MEAN_MONTHS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "separations",
            "Why service ended, by mission, year and reason",
            "Assignments by the year of their last day and the reason of the separation. Death in service counts on its day and not after."
                    + " Length of service is that of one assignment, days × 12 / 365.25.",
            Access.REPORTS,
            List.of(
                    Parameters.FROM,
                    Parameters.TO,
                    Parameters.MISSION,
                    Parameters.TYPE,
                    Parameters.CATEGORY,
                    Parameters.SERVICE_AREA,
                    Parameters.STATION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            select a.mission, extract(year from a.separation_on - 1)::int as year, a.separation_reason as reason, count(*) as persons,
                   round(avg(a.separation_on - a.entry_on_duty) * 12 / 365.25, 1) as mean_months_served
            from\s""" + Question.ASSIGNMENTS + """
            where a.separation_reason is not null and a.separation_on > :from::date and a.separation_on <= (:to::date + interval '1 month')::date and
            """ + Question.ASSIGNMENT_FILTER + """
            group by a.mission, year, a.separation_reason order by a.mission, year, a.separation_reason
            """,
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
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        Months.of(question);
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS));
    }
}
