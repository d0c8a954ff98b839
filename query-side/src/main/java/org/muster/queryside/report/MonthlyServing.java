package org.muster.queryside.report;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * SQL for how many serve on the last day of each month. An assignment moves the count twice, in the month of entry and in that of
 * separation, so the work grows with the assignments of the months asked for and not with their volunteer-months.
 */
public final class MonthlyServing {

    private MonthlyServing() {}

    /**
     * Two tables of a {@code with} clause, the second {@code serving (…, month, serving)} for all months from {@code :from} to
     * {@code :to}; 0 where nobody serves.
     *
     * @param by what is told apart: names and expressions, none of which is null
     * @param from assignments under the alias {@code a}
     * @param where narrows them
     */
    public static String of(Map<String, String> by, String from, String where) {
        String expressions = by.entrySet().stream()
                .map(it -> it.getValue() + " as " + it.getKey())
                .collect(Collectors.joining(", "));
        String names = String.join(", ", by.keySet());
        return """
                moves as (
                    select %1$s, greatest(date_trunc('month', a.entry_on_duty::timestamp), :from::timestamp)::date as month,
                           count(*) as persons
                    from %3$s
                    where a.entry_on_duty < (:to::date + interval '1 month')::date
                      and (a.separation_on is null or a.separation_on > a.entry_on_duty
                           and a.separation_on >= (:from::date + interval '1 month')::date) and %4$s
                    group by %2$s, month
                    union all
                    select %1$s, date_trunc('month', a.separation_on::timestamp)::date as month, -count(*) as persons
                    from %3$s
                    where a.separation_on > a.entry_on_duty and a.separation_on >= (:from::date + interval '1 month')::date
                      and a.separation_on < (:to::date + interval '1 month')::date and %4$s
                    group by %2$s, month
                ), serving as (
                    select %2$s, month, (sum(sum(persons)) over (partition by %2$s order by month))::bigint as serving
                    from (
                        select %2$s, month, persons from moves
                        union all
                        select %2$s, m::date, 0 from (select distinct %2$s from moves) told_apart
                        cross join generate_series(:from::timestamp, :to::timestamp, interval '1 month') m
                    ) filled
                    group by %2$s, month
                )
                """.formatted(expressions, names, from, where);
    }
}
