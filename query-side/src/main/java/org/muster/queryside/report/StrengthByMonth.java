package org.muster.queryside.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Authorized, encumbered and vacant posts by mission, month and type, each counted on the month's last day; of a month
 * that is not over, as it is known now. Months in which a mission has neither posts nor volunteers are left out.
 *
 * @param from the first month
 * @param to the last month, included
 * @param knownAt see {@link Stamp}
 * @param position see {@link Stamp}
 */
public record StrengthByMonth(YearMonth from, YearMonth to, Instant knownAt, long position, List<Row> rows)
        implements Tabular {

    // Serving on the last day of month m means: the month of entry on duty <= m < the month of separation. So each
    // assignment is spread over exactly the months it counts in, and the work grows with the volunteer-months asked
    // for.
    private static final String SQL = AsKnownAt.query("""
            with encumbered as (
                select a.mission, a.type, m.month::date as month, count(*)::int as encumbered
                from {assignment} a
                cross join lateral generate_series(
                    greatest(date_trunc('month', a.entry_on_duty::timestamp), :from::timestamp),
                    least(date_trunc('month', a.separation_on::timestamp) - interval '1 month', :to::timestamp),
                    interval '1 month') m (month)
                where (:mission::text is null or a.mission = :mission)
                group by a.mission, a.type, m.month
            ), authorized as (
                select distinct on (s.mission, s.type, m.month)
                       s.mission, s.type, m.month::date as month, s.authorized
                from generate_series(:from::timestamp, :to::timestamp, interval '1 month') m (month)
                join {strength} s
                  on (m.month + interval '1 month - 1 day')::date between s.period_from and s.period_to
                 and s.from_on <= (m.month + interval '1 month - 1 day')::date
                where (:mission::text is null or s.mission = :mission)
                order by s.mission, s.type, m.month, s.from_on desc, s.known_from desc
            )
            select mission, month, type, coalesce(authorized, 0) as authorized, coalesce(encumbered, 0) as encumbered
            from authorized full join encumbered using (mission, month, type)
            where coalesce(authorized, 0) > 0 or coalesce(encumbered, 0) > 0
            order by mission, month, type
            """, Stamp.AS_KNOWN, Assignment.class, Strength.class);

    /**
     * One mission, month and type.
     *
     * @param authorized posts of the budget period, as last revised
     * @param encumbered posts that are filled
     * @param vacancy authorized less encumbered; below zero where the mission is over strength
     */
    public record Row(String mission, YearMonth month, String type, int authorized, int encumbered, int vacancy) {}

    static StrengthByMonth read(
            JdbcClient readModels, YearMonth from, YearMonth to, Optional<String> mission, Stamp stamp) {
        List<Row> rows = readModels
                .sql(SQL)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .param("mission", mission.orElse(null))
                .query((line, number) -> new Row(
                        line.getString("mission"),
                        YearMonth.from(line.getObject("month", LocalDate.class)),
                        line.getString("type"),
                        line.getInt("authorized"),
                        line.getInt("encumbered"),
                        line.getInt("authorized") - line.getInt("encumbered")))
                .list();
        return new StrengthByMonth(from, to, stamp.knownAt(), stamp.position(), rows);
    }

    @Override
    public List<String> columns() {
        return List.of("mission", "month", "type", "authorized", "encumbered", "vacancy");
    }

    @Override
    public List<List<Object>> lines() {
        return rows.stream()
                .map(row -> Arrays.<Object>asList(
                        row.mission, row.month, row.type, row.authorized, row.encumbered, row.vacancy))
                .toList();
    }
}
