package org.muster.queryside.report.strength;

import java.util.Map;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Strength;
import org.muster.queryside.report.MonthlyServing;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;

/** Authorized and encumbered posts of each month, mission and type, counted on the month's last day. */
public final class MonthlyStrength {

    /**
     * Two tables of a {@code with} clause, the second {@code monthly (mission, month, type, authorized, encumbered)}, for the months
     * from {@code :from} to {@code :to}. Months in which a mission has neither posts nor volunteers are left out.
     */
    public static final String CTE = AsKnownAt.query(
            MonthlyServing.of(
                            Map.of("mission", "a.mission", "type", "a.type"),
                            "{assignment} a",
                            "(:mission::text is null or a.mission = :mission) and (:type::text is null or a.type = :type)")
                    + """
            , authorized as (
                select distinct on (s.mission, s.type, m.month)
                       s.mission, s.type, m.month, s.authorized
                from (
                    select month::date as month, (month + interval '1 month - 1 day')::date as last_day
                    from generate_series(:from::timestamp, :to::timestamp, interval '1 month') month offset 0
                ) m
                join {strength} s on m.last_day between s.period_from and s.period_to and s.from_on <= m.last_day
                where (:mission::text is null or s.mission = :mission) and (:type::text is null or s.type = :type)
                order by s.mission, s.type, m.month, s.from_on desc, s.position desc
            ), monthly as (
                select mission, month, type, coalesce(authorized, 0) as authorized, coalesce(serving, 0)::int as encumbered
                from authorized full join serving using (mission, month, type)
                where coalesce(authorized, 0) > 0 or coalesce(serving, 0) > 0
            )
            """,
            Stamp.AS_KNOWN,
            Assignment.class,
            Strength.class);

    private MonthlyStrength() {}
}
