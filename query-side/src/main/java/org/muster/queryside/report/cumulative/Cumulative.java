package org.muster.queryside.report.cumulative;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/** Three different counts since 1992: persons, assignments, volunteer-months. */
@Component
public class Cumulative implements Report {

    private static final Column ASSIGNMENTS = Column.whole("assignments", "How many assignments", "#activity+num");
    private static final Column MONTHS =
            Column.decimal("volunteerMonths", "Days of service × 12 / 365.25", "#indicator+volunteer_months");

    private static final List<Column> COLUMNS = List.of(Columns.MISSION, Columns.PERSONS, ASSIGNMENTS, MONTHS);

    private static final List<Column> TOTAL = Stream.of(
                    Columns.PERSONS,
                    ASSIGNMENTS,
                    MONTHS,
                    Column.whole("missions", "How many had volunteers", "#org+num"))
            .toList();

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "cumulative",
            "Persons, assignments and volunteer-months since 1992",
            "Three different counts, up to and with the day: persons who served, assignments they held, and volunteer-months"
                    + " (days of service × 12 / 365.25, to one decimal). A person who served in two missions is one person in"
                    + " each, and one overall, so the rows do not add up to the total.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION, Parameters.TYPE, Parameters.CATEGORY, Parameters.SERVICE_AREA),
            COLUMNS);

    private static final String COUNTS =
            AsKnownAt.query("""
            select %s
                   count(distinct volunteer) as persons,
                   count(*) as assignments,
                   count(distinct mission) as missions,
                   round(coalesce(sum(least(separation_on, :on::date + 1) - entry_on_duty), 0) * 12 / 365.25, 1) as volunteer_months
            from\s""" + Question.ASSIGNMENTS + """
            where entry_on_duty <= :on and
            """, Stamp.AS_KNOWN, Assignment.class, Reassignment.class)
                    + Question.ASSIGNMENT_FILTER;

    private static final String BY_MISSION = COUNTS.formatted("mission,") + " group by mission order by mission";

    private static final String OVERALL = COUNTS.formatted("");

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
        return Optional.of(BY_MISSION);
    }

    @Override
    public Answer read(Question question) {
        return Answer.of(COLUMNS, question.rows(BY_MISSION, COLUMNS))
                .with("total", question.members(OVERALL, TOTAL).getFirst());
    }
}
