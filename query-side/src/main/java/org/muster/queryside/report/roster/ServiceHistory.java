package org.muster.queryside.report.roster;

import java.util.List;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.readmodel.assignments.Volunteer;
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
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.problem.FieldError.Place;
import org.muster.web.problem.Problem;
import org.springframework.stereotype.Component;

/** A volunteer's service: every assignment, and the days and months that add up. */
@Component
public class ServiceHistory implements Report {

    private static final DeclaredParameter<String> VOLUNTEER = new DeclaredParameter<>(
            Place.query, "volunteer", true, Parameters.identifier(), "The volunteer's identifier");

    private static final List<Column> COLUMNS = List.of(
            Roster.ASSIGNMENT,
            Columns.MISSION,
            Columns.CATEGORY,
            Columns.SERVICE_AREA,
            Columns.STATION,
            Roster.ENTRY,
            Roster.CONTRACT,
            Roster.SEPARATION,
            Roster.REASON,
            Column.whole("days", "Days served up to and with the day", "#indicator+days"),
            Column.decimal("monthsSoFar", "Months of service of this and all earlier assignments", "#indicator+months"),
            Roster.POSITION,
            Roster.EVENTS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "service-history",
            "A volunteer's service",
            "Every assignment that has begun by the day, in the order of entry on duty, with the days served up to and with the day; months"
                    + " are days × 12 / 365.25 of this and all earlier assignments, to one decimal.",
            Access.ROSTER,
            List.of(VOLUNTEER, Parameters.ON),
            COLUMNS);

    private static final String SQL =
            AsKnownAt.query("""
            select assignment, mission, category, service_area, station, entry_on_duty, contract_ends_on, separation_on,
                   separation_reason, days, round(sum(days) over (order by entry_on_duty, assignment) * 12 / 365.25, 1) as months_so_far,
                   known_from, '/audit/events?tag=assignment:' || assignment as events
            from (
                select a.*, least(a.separation_on, :on::date + 1) - a.entry_on_duty as days
                from\s""" + Question.ASSIGNMENTS + """
                where a.volunteer = :volunteer and a.entry_on_duty <= :on
            ) served order by entry_on_duty, assignment
            """, Stamp.AS_KNOWN, Assignment.class, Reassignment.class);

    private static final String KNOWN = AsKnownAt.query("""
            select exists (select from {volunteer} v where v.volunteer = :volunteer)
                or exists (select from {assignment} a where a.volunteer = :volunteer) as known
            """, Stamp.AS_KNOWN, Volunteer.class, Assignment.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Reassignment.class, Volunteer.class);
    }

    @Override
    public Answer read(Question question) {
        List<Column> known = List.of(Column.flag("known", "", ""));
        if (question.rows(KNOWN, known).getFirst().getFirst().equals(false)) {
            throw Problem.of(QueryProblem.UNKNOWN_VOLUNTEER).exception();
        }
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS));
    }
}
