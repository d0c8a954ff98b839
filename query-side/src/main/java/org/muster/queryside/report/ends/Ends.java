package org.muster.queryside.report.ends;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Mandate;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.readmodel.missions.MissionPhase;
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

/** Contracts and mandates that end soon, or have ended and nobody said what follows. */
@Component
public class Ends implements Report {

    private static final List<Column> COLUMNS = List.of(
            Column.text("what", "CONTRACT or MANDATE", "#meta+what"),
            Columns.MISSION,
            Column.date("endsOn", "The last day of the contracts, or of the mandate", "#date+end"),
            Column.whole(
                    "days", "Days from the day to the last one; below zero where it has passed", "#indicator+days"),
            Column.text("within", "OVERDUE, or 15, 30, 60 or 90 days", "#status"),
            Column.text("instrument", "The mandate; null for contracts", "#meta+instrument"),
            Column.whole("persons", "Whose contracts end, or who serve in the mission", "#affected+persons"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "ends",
            "Contracts and mandates that end within 90 days, or are overdue",
            "Contracts of persons who serve on the day, by their last day: those that end within 90 days, and those that have ended without"
                    + " an extension or a separation (OVERDUE). Mandates of missions that are neither planned nor closed nor ended on"
                    + " the day: the one adopted last by then, by its expiry.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            with serving as (
                select a.mission, a.contract_ends_on from {assignment} a
                where a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
                  and (:mission::text is null or a.mission = :mission)
            ), ending as (
                select 'CONTRACT' as what, mission, contract_ends_on as ends_on, null as instrument, count(*) as persons
                from serving where contract_ends_on is not null group by mission, contract_ends_on
                union all
                select 'MANDATE', m.mission, t.expires_on, t.instrument,
                       (select count(*) from serving s where s.mission = m.mission)
                from {mission} m
                join lateral (
                    select p.phase from {mission_phase} p
                    where p.mission = m.mission and p.from_on <= :on order by furthest_first limit 1
                ) now_in on now_in.phase not in ('PLANNED', 'CLOSED')
                join lateral (
                    select t.expires_on, t.instrument from {mandate} t
                    where t.mission = m.mission and t.adopted_on <= :on order by t.adopted_on desc, t.position desc limit 1
                ) t on t.expires_on is not null
                where (m.mandate_ended_on is null or m.mandate_ended_on > :on)
                  and (:mission::text is null or m.mission = :mission)
            )
            select what, mission, ends_on, ends_on - :on::date as days, instrument, persons,
                   case when ends_on < :on then 'OVERDUE'
                        when ends_on <= :on::date + 15 then '15'
                        when ends_on <= :on::date + 30 then '30'
                        when ends_on <= :on::date + 60 then '60'
                        else '90' end as within
            from ending where ends_on <= :on::date + 90
            order by ends_on, what, mission
            """.replace("furthest_first", MissionPhase.FURTHEST_FIRST),
            Stamp.AS_KNOWN,
            Assignment.class,
            Mission.class,
            MissionPhase.class,
            Mandate.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Mission.class, MissionPhase.class, Mandate.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL);
    }

    @Override
    public Answer read(Question question) {
        return Answer.of(COLUMNS, question.rows(SQL, COLUMNS)).because(List.of("mission"));
    }
}
