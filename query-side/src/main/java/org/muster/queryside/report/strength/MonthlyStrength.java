package org.muster.queryside.report.strength;

import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;

/** Authorized and encumbered posts of each month, mission and type, counted on the month's last day. */
public final class MonthlyStrength {

    /**
     * Two tables of a {@code with} clause, the second {@code monthly (mission, month, type, authorized, encumbered)}, for the months
     * from {@code :from} to {@code :to}. Months in which a mission has neither posts nor volunteers are left out.
     */
    // Serving on the last day of month m means: the month of entry on duty <= m < the month of separation. So each
    // assignment is spread over exactly the months it counts in, and the work grows with the volunteer-months asked
    // for.
    public static final String CTE = AsKnownAt.query("""
            encumbered as (
                select a.mission, a.type, m.month::date as month, count(*)::int as encumbered
                from {assignment} a
                cross join lateral generate_series(
                    greatest(date_trunc('month', a.entry_on_duty::timestamp), :from::timestamp),
                    least(date_trunc('month', a.separation_on::timestamp) - interval '1 month', :to::timestamp),
                    interval '1 month') m (month)
                where (:mission::text is null or a.mission = :mission) and (:type::text is null or a.type = :type)
                group by a.mission, a.type, m.month
            ), authorized as (
                select distinct on (s.mission, s.type, m.month)
                       s.mission, s.type, m.month::date as month, s.authorized
                from generate_series(:from::timestamp, :to::timestamp, interval '1 month') m (month)
                join {strength} s
                  on (m.month + interval '1 month - 1 day')::date between s.period_from and s.period_to
                 and s.from_on <= (m.month + interval '1 month - 1 day')::date
                where (:mission::text is null or s.mission = :mission) and (:type::text is null or s.type = :type)
                order by s.mission, s.type, m.month, s.from_on desc, s.position desc
            ), monthly as (
                select mission, month, type, coalesce(authorized, 0) as authorized, coalesce(encumbered, 0) as encumbered
                from authorized full join encumbered using (mission, month, type)
                where coalesce(authorized, 0) > 0 or coalesce(encumbered, 0) > 0
            )
            """, Stamp.AS_KNOWN, Assignment.class, Strength.class);

    private MonthlyStrength() {}
}
