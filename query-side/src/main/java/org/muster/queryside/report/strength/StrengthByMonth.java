package org.muster.queryside.report.strength;

import java.util.List;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Months;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/** Authorized, encumbered and vacant posts by mission, month and type. */
@Component
public class StrengthByMonth implements Report {

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Columns.MONTH,
            Columns.TYPE,
            Column.whole("authorized", "Posts of the budget period, as last revised", "#capacity+authorized"),
            Column.whole("encumbered", "Posts that are filled", "#capacity+encumbered"),
            Column.whole(
                    "vacancy",
                    "Authorized less encumbered; below zero where the mission is over strength",
                    "#capacity+vacant"),
            Column.decimal(
                    "vacancyPercent", "Vacancy of 100 authorized; null where none is", "#indicator+vacancy+pct"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "strength",
            "Authorized, encumbered and vacant posts by mission, month and type",
            "Each month is counted on its last day; of a month that is not over, as it is known now. Authorized posts are those of"
                    + " the budget period that holds the day, as last revised by then. Months in which a mission has neither"
                    + " posts nor volunteers are left out.",
            Access.REPORTS,
            List.of(Parameters.FROM, Parameters.TO, Parameters.MISSION, Parameters.TYPE),
            COLUMNS);

    private static final String SQL = "with " + MonthlyStrength.CTE + """
            select mission, month, type, authorized, encumbered, authorized - encumbered as vacancy,
                   round(100.0 * (authorized - encumbered) / nullif(authorized, 0), 1) as vacancy_percent
            from monthly order by mission, month, type
            """;

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Strength.class);
    }

    @Override
    public Answer read(Question question) {
        Months.of(question);
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS)).because(List.of("month", "mission", "type"));
    }
}
