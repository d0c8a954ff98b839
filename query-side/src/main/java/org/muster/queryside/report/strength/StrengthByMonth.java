package org.muster.queryside.report.strength;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.queryside.readmodel.service.FilledRequest;
import org.muster.queryside.readmodel.service.Reservation;
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

/** Authorized, encumbered, reserved and vacant posts by mission, month and type. */
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
            Column.decimal("vacancyPercent", "Vacancy of 100 authorized; null where none is", "#indicator+vacancy+pct"),
            Column.whole("reserved", "Posts promised to approved requests that nobody fills yet", "#capacity+reserved"),
            Column.whole(
                    "available",
                    "Authorized less encumbered and reserved; below zero where more is promised than there is",
                    "#capacity+available"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "strength",
            "Authorized, encumbered, reserved and vacant posts by mission, month and type",
            "Each month is counted on its last day; of a month that is not over, as it is known now. Authorized posts are those of"
                    + " the budget period that holds the day, as last revised by then. A post is reserved on the days of a request that was"
                    + " approved by then, unless it was cancelled or filled by then (rule X2); it is vacant all the same. Months in which"
                    + " a mission has neither posts nor volunteers nor reservations are left out.",
            Access.REPORTS,
            List.of(Parameters.FROM, Parameters.TO, Parameters.MISSION, Parameters.TYPE),
            COLUMNS);

    private static final String SQL = "with " + MonthlyStrength.CTE
            + AsKnownAt.query("""
            , reserved as (
                select r.mission, r.type, m.month::date as month, count(*)::int as reserved
                from generate_series(:from::timestamp, :to::timestamp, interval '1 month') m (month)
                cross join lateral (select (m.month + interval '1 month - 1 day')::date as day) last
                join {reservation} r
                  on last.day between r.needed_from and r.needed_until and r.approved_on <= last.day
                 and (r.cancelled_on is null or r.cancelled_on > last.day)
                where (:mission::text is null or r.mission = :mission) and (:type::text is null or r.type = :type)
                  and not exists (
                      select from {filled_request} f where f.doa = r.doa and f.filled_on <= last.day)
                group by r.mission, r.type, m.month
            ), posts as (
                select mission, month, type, coalesce(authorized, 0) as authorized, coalesce(encumbered, 0) as encumbered,
                       coalesce(reserved, 0) as reserved
                from monthly full join reserved using (mission, month, type)
            )
            select mission, month, type, authorized, encumbered, authorized - encumbered as vacancy,
                   round(100.0 * (authorized - encumbered) / nullif(authorized, 0), 1) as vacancy_percent,
                   reserved, authorized - encumbered - reserved as available
            from posts order by mission, month, type
            """, Stamp.AS_KNOWN, Reservation.class, FilledRequest.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Strength.class, Reservation.class, FilledRequest.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        Months.of(question);
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS)).because(List.of("month", "mission", "type"));
    }
}
