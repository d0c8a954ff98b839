package org.muster.queryside.report.incumbency;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Columns;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.queryside.report.strength.MonthlyStrength;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/** Average incumbency and vacancy rate by mission and budget period, laid out as the UN's performance reports do. */
@Component
public class Incumbency implements Report {

    private static final int MONTHS_BEFORE = 11;

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Columns.TYPE,
            Column.date("periodFrom", "The first day of the budget period", "#date+start"),
            Column.date("periodTo", "The last day of the budget period", "#date+end"),
            Column.whole("months", "How many months are in the mean", "#meta+months"),
            Column.whole("authorized", "Posts, as last revised in the months counted", "#capacity+authorized"),
            Column.decimal("averageIncumbency", "Mean of the months' encumbered posts", "#capacity+encumbered+mean"),
            Column.decimal(
                    "vacancyPercent",
                    "(authorized − average incumbency) of 100 authorized; null where none is",
                    "#indicator+vacancy+pct"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "incumbency",
            "Average incumbency and vacancy rate by mission and budget period",
            "The budget period that holds the day: 1 July to 30 June in peacekeeping, the calendar year elsewhere. Average incumbency is"
                    + " the mean of the posts encumbered on the last day of each month of the period, up to the month of the day;"
                    + " months without posts and volunteers are left out. Vacancy rate: (authorized − average incumbency) /"
                    + " authorized, with the posts as last revised in these months; both are rounded to one decimal, the rate from"
                    + " the unrounded mean.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION, Parameters.TYPE),
            COLUMNS);

    private static final String SQL =
            "with " + MonthlyStrength.CTE + AsKnownAt.query("""
            , period as (
                select m.mission, case
                    when m.kind = 'PEACEKEEPING'
                        then (date_trunc('year', :on::timestamp - interval '6 months') + interval '6 months')::date
                    else date_trunc('year', :on::timestamp)::date end as period_from
                from {mission} m
            ), averaged as (
                select s.mission, s.type, p.period_from, count(*) as months,
                       (array_agg(s.authorized order by s.month desc))[1] as authorized,
                       avg(s.encumbered) as average_incumbency
                from monthly s join period p on p.mission = s.mission and s.month >= p.period_from
                group by s.mission, s.type, p.period_from
            )
            select mission, type, period_from, (period_from + interval '1 year - 1 day')::date as period_to, months, authorized,
                   round(average_incumbency, 1) as average_incumbency,
                   round(100 * (authorized - average_incumbency) / nullif(authorized, 0), 1) as vacancy_percent
            from averaged order by mission, type
            """, Stamp.AS_KNOWN, Mission.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Mission.class, Assignment.class, Strength.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        YearMonth last = YearMonth.from(question.on());
        return Answer.of(
                COLUMNS,
                question.rows(
                        SQL,
                        COLUMNS,
                        Map.of("from", last.minusMonths(MONTHS_BEFORE).atDay(1), "to", last.atDay(1))));
    }
}
