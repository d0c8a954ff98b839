package org.muster.queryside.report.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Reassignment;
import org.muster.queryside.readmodel.missions.DutyStationClass;
import org.muster.queryside.readmodel.service.Absence;
import org.muster.queryside.readmodel.service.AdoptedPolicy;
import org.muster.queryside.report.AdoptedPolicies;
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

/** How many are due for rest and recuperation, by duty station. */
@Component
public class RestDue implements Report {

    private static final int SOON_DAYS = 14;

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Columns.STATION,
            Column.text("hardshipClass", "H or A to E on the day; null where none is on record", "#severity+class"),
            Column.whole("restCycleWeeks", "The cycle, in weeks; null where there is none", "#indicator+rest+weeks"),
            Columns.PERSONS,
            Column.whole("due", "Of these, due on the day", "#affected+due"),
            Column.whole("dueSoon", "Of these, due within the next " + SOON_DAYS + " days", "#affected+due+soon"),
            Column.whole("resting", "Of these, on rest and recuperation on the day", "#affected+resting"),
            Column.date("nextDueOn", "The first day on which it is due for somebody who is not resting", "#date+due"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "rest",
            "Rest and recuperation that is due, by duty station",
            "Persons whose assignment at the station has entry on duty ≤ the day < separation. Rest is due when the station's cycle has passed since"
                    + " the end of the last rest before the day, or since the entry on duty. The cycle is that of the station's class on the"
                    + " day; where no class is on record, that of non-family stations by the policy of the day.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION, Parameters.STATION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            with here as materialized (
                select a.assignment, a.mission, a.station, a.entry_on_duty from\s""" + Question.ASSIGNMENTS + """
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                  and (:mission::text is null or a.mission = :mission) and (:station::text is null or a.station = :station)
            ), rested as (
                select x.assignment, max(x.last_day) filter (where x.last_day < :on) + 1 as since,
                       bool_or(x.last_day >= :on) as resting
                from {absence} x
                where x.assignment in (select assignment from here) and x.kind = 'R_AND_R' and x.first_day <= :on
                group by x.assignment
            ), conditions as (
                select distinct on (c.mission, c.station) c.mission, c.station, c.from_on, c.hardship_class, c.rest_cycle_weeks
                from {duty_station_class} c where c.from_on <= :on
                order by c.mission, c.station, c.from_on desc, c.position desc
            ), serving as (
                select mission, station, hardship_class,
                       case when from_on is null then :policyWeeks::int else rest_cycle_weeks end as weeks,
                       coalesce(since, entry_on_duty) as since, coalesce(resting, false) as resting
                from here left join rested using (assignment) left join conditions using (mission, station)
            )
            select mission, station, hardship_class, weeks as rest_cycle_weeks, count(*) as persons,
                   count(*) filter (where not resting and since + 7 * weeks <= :on) as due,
                   count(*) filter (where not resting and since + 7 * weeks > :on
                                      and since + 7 * weeks <= :on::date + :soonDays::int) as due_soon,
                   count(*) filter (where resting) as resting,
                   min(since + 7 * weeks) filter (where not resting) as next_due_on
            from serving group by mission, station, hardship_class, weeks order by mission, station
            """,
            Stamp.AS_KNOWN,
            Absence.class,
            Assignment.class,
            Reassignment.class,
            DutyStationClass.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(
                Absence.class, Assignment.class, Reassignment.class, DutyStationClass.class, AdoptedPolicy.class);
    }

    @Override
    public Answer read(Question question) {
        Map<String, Object> more = new HashMap<>();
        more.put(
                "policyWeeks",
                AdoptedPolicies.of(question).restCycleWeeks(question.on()).orElse(null));
        more.put("soonDays", SOON_DAYS);
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS, more)).because(List.of("mission", "station"));
    }
}
