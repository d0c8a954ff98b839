package org.muster.queryside.report.cumulative;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "cumulative",
            "Persons, assignments and volunteer-months since 1992",
            "Three different counts, up to and with the day: persons who served, assignments they held, and volunteer-months"
                    + " (days of service × 12 / 365.25, to one decimal). A person who served in two missions is one person in"
                    + " each, and one overall, so the rows do not add up to the total.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION, Parameters.TYPE, Parameters.CATEGORY, Parameters.SERVICE_AREA),
            COLUMNS);

    // One reading serves the missions and the total: whoever served in two missions is one person in all.
    private static final String SERVED =
            AsKnownAt.query("""
            with served as materialized (
                select mission, volunteer, count(*) as assignments,
                       sum(least(separation_on, :on::date + 1) - entry_on_duty) as days
                from\s""" + Question.ASSIGNMENTS + """
                where entry_on_duty <= :on and
            """, Stamp.AS_KNOWN, Assignment.class, Reassignment.class)
                    + Question.ASSIGNMENT_FILTER + " group by mission, volunteer)";

    private static final String COUNTED = "coalesce(sum(assignments), 0)::bigint as assignments,"
            + " round(coalesce(sum(days), 0) * 12 / 365.25, 1) as volunteer_months";

    private static final String BY_MISSION =
            " select mission, count(*) as persons, " + COUNTED + " from served group by mission";

    private static final String TOTAL_LAST = SERVED + BY_MISSION
            + " union all select null, (select count(*) from (select volunteer from served group by volunteer) person), "
            + COUNTED + " from served order by mission nulls last";

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
        return Optional.of(SERVED + BY_MISSION + " order by mission");
    }

    @Override
    public Answer read(Question question) {
        List<List<Object>> counted = question.rows(TOTAL_LAST, COLUMNS);
        List<List<Object>> missions = counted.subList(0, counted.size() - 1);
        Map<String, Object> total = Question.member(COLUMNS, counted.getLast());
        total.remove(Columns.MISSION.name());
        total.put("missions", missions.size());
        return Answer.of(COLUMNS, missions).with("total", total);
    }
}
