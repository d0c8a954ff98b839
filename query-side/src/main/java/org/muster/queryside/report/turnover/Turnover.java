package org.muster.queryside.report.turnover;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.MonthlyServing;
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

/** Who came and who left, by mission and year. */
@Component
public class Turnover implements Report {

    static final Column YEAR =
            Column.whole("year", "The calendar year, as far as it lies within the months", "#date+year");

    static final Column MEAN_MONTHS = Column.decimal(
            "meanMonthsServed", "Mean length of service of those who left, in months", "#indicator+service+mean");

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            YEAR,
            Column.whole("joined", "Entries on duty", "#reached+joined"),
            Column.whole("left", "Last days of service", "#reached+left"),
            Column.decimal("averageServing", "Mean of those serving on the months' last days", "#reached+mean"),
            Column.decimal("turnoverPercent", "Who left, of 100 serving on average", "#indicator+turnover+pct"),
            MEAN_MONTHS);

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "turnover",
            "Who joined and who left, by mission and year",
            "Joined counts entries on duty, left counts last days of service, each in the year in which the day lies. Average serving is the mean"
                    + " over the months asked for of the year. Turnover: who left, of 100 serving on average. Length of service is"
                    + " that of one assignment, days × 12 / 365.25.",
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
            with scope as materialized (
                select a.mission, a.entry_on_duty, a.separation_on from\s""" + Question.ASSIGNMENTS + """
                where
            """ + Question.ASSIGNMENT_FILTER + """
                  and (a.separation_on is null or a.separation_on > :from::date)
            ),
            """
                    + MonthlyServing.of(Map.of("mission", "a.mission"), "scope a", "true")
                    + """
            , years as (
                select extract(year from m.month)::int as year, count(*) as months
                from generate_series(:from::timestamp, :to::timestamp, interval '1 month') m (month) group by 1
            ), joined as (
                select mission, extract(year from entry_on_duty)::int as year, count(*) as joined from scope
                where entry_on_duty between :from and (:to::timestamp + interval '1 month - 1 day')::date group by 1, 2
            ), parted as (
                select mission, extract(year from separation_on - 1)::int as year, count(*) as parted,
                       avg(separation_on - entry_on_duty) as days
                from scope
                where separation_on - 1 between :from and (:to::timestamp + interval '1 month - 1 day')::date group by 1, 2
            ), averaged as (
                select s.mission, y.year, sum(s.serving) / y.months as serving
                from serving s join years y on y.year = extract(year from s.month)
                group by s.mission, y.year, y.months having sum(s.serving) > 0
            )
            select mission, year, coalesce(joined, 0) as joined, coalesce(parted, 0) as "left",
                   round(coalesce(serving, 0), 1) as average_serving,
                   round(100 * coalesce(parted, 0) / nullif(serving, 0), 1) as turnover_percent,
                   round(days * 12 / 365.25, 1) as mean_months_served
            from joined full join parted using (mission, year) full join averaged using (mission, year)
            order by mission, year
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
