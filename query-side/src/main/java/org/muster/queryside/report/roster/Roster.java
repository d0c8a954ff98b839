package org.muster.queryside.report.roster;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.readmodel.assignments.Volunteer;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Regions;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.parameters.StandardFormats;
import org.springframework.stereotype.Component;

/** The assignments behind a figure: who serves on a day, by identifier and never by name. */
@Component
public class Roster implements Report {

    static final int PAGE_SIZE = 1000;

    private static final DeclaredParameter<YearMonth> MONTH =
            Parameters.query("month", StandardFormats.month(), "Instead of a day: the last day of this month");

    static final Column VOLUNTEER =
            Column.text("volunteer", "The volunteer's identifier; never a name", "#meta+volunteer");
    static final Column ASSIGNMENT = Column.text("assignment", "The assignment's identifier", "#meta+assignment");
    static final Column ENTRY = Column.date("entryOnDuty", "The first day", "#date+start");
    static final Column SEPARATION =
            Column.date("separationOn", "The day after the last one; null while it is open", "#date+end");
    static final Column REASON = Column.text(
            "separationReason",
            "Why it ended. A classified reason is UNDISCLOSED once the person is erased, and where the command side could not be asked",
            "#cause");
    static final Column CONTRACT =
            Column.date("contractEndsOn", "The last day of the contract, if it is on record", "#date+contract");
    static final Column POSITION =
            Column.whole("knownFrom", "The position of the event by which the row is what it is", "#meta+position");
    static final Column EVENTS = Column.text(
            "events",
            "Where an auditor reads the assignment's events, on the command side; each names its command",
            "#meta+link");

    private static final List<Column> COLUMNS = List.of(
            ASSIGNMENT,
            VOLUNTEER,
            Columns.MISSION,
            Columns.STATION,
            Columns.TYPE,
            Columns.CATEGORY,
            Columns.SERVICE_AREA,
            Column.text("nationality", "ISO 3166-1 alpha-3 code", "#country+origin+code"),
            Column.text("gender", "As registered", "#meta+gender"),
            ENTRY,
            CONTRACT,
            SEPARATION,
            REASON,
            POSITION,
            EVENTS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "roster",
            "The assignments behind a figure: who serves on a day",
            "Assignments with entry on duty ≤ the day < separation, " + PAGE_SIZE + " a page, by their identifiers.",
            Access.ROSTER,
            List.of(
                    Parameters.ON,
                    MONTH,
                    Parameters.MISSION,
                    Parameters.TYPE,
                    Parameters.CATEGORY,
                    Parameters.SERVICE_AREA,
                    Parameters.STATION,
                    Parameters.NATIONALITY,
                    Parameters.REGION,
                    Parameters.GENDER,
                    Parameters.PAGE),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            with serving as materialized (
                select a.assignment, a.volunteer, a.mission, a.type, a.category, a.service_area, a.entry_on_duty, a.contract_ends_on,
                       a.separation_on, a.separation_reason, a.first_station as station, a.first_known_from as known_from
                from\s""" + Question.ASSIGNMENTS + """
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                  and (coalesce(:nationality::text, :gender::text, :region::text) is null or exists (
                      select from (values (a.volunteer)) who (volunteer) left join {volunteer} v using (volunteer)
                      where (:nationality::text is null or v.nationality = :nationality)
                         and (:gender::text is null or v.gender = :gender) and
            """ + Regions.FILTER + ")) and " + Question.ASSIGNMENT_FILTER + """
            ), page as materialized (
                select * from serving order by assignment offset :skipped limit :read
            )
            select a.assignment, a.volunteer, a.mission, a.station, a.type, a.category, a.service_area, v.nationality, v.gender,
                   a.entry_on_duty, a.contract_ends_on, a.separation_on, a.separation_reason, a.known_from,
                   '/audit/events?tag=assignment:' || a.assignment as events
            from\s"""
                    + Question.assignmentsOf("page") + """
            left join lateral (
                select v.nationality, v.gender from {volunteer} v where v.volunteer = a.volunteer limit 1
            ) v on true
            order by a.assignment
            """,
            Stamp.AS_KNOWN,
            Assignment.class,
            Reassignment.class,
            Volunteer.class);

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
        LocalDate day = question.get(MONTH).map(YearMonth::atEndOfMonth).orElse(question.on());
        long skipped = (question.get(Parameters.PAGE).orElse(1L) - 1) * PAGE_SIZE;
        Map<String, Object> more = new HashMap<>(Regions.parameters(question.get(Parameters.REGION)));
        more.put("on", day);
        more.put("skipped", skipped);
        more.put("read", PAGE_SIZE + 1);
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS, more)).page(PAGE_SIZE);
    }
}
