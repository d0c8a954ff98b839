package org.muster.queryside.report.closure;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
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

/** What still blocks the closing of a mission. */
@Component
public class ClosureReadiness implements Report {

    private static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Column.text("phase", "On the day", "#status"),
            Column.date("mandateEndedOn", "The last day of the mandate; null while it runs", "#date+mandate+end"),
            Column.whole("openAssignments", "Begun by the day and not ended by it", "#affected+open"),
            Column.whole("withoutEnd", "Of these, without a separation on record", "#affected+open+endless"),
            Column.date("lastSeparation", "The latest separation on record of these", "#date+separation"),
            Column.flag("ready", "In liquidation, and nobody left", "#status+ready"));

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "closure",
            "What still blocks closing a mission",
            "Missions that have begun and are not closed on the day. An assignment with entry on duty ≤ the day < separation blocks closing"
                    + " (rule X4). A mission is ready when it is in LIQUIDATION and none is left; a person closes it.",
            Access.REPORTS,
            List.of(Parameters.ON, Parameters.MISSION),
            COLUMNS);

    private static final String SQL = AsKnownAt.query(
            """
            select m.mission, now_in.phase,
                   case when m.mandate_ended_on <= :on then m.mandate_ended_on end as mandate_ended_on,
                   count(a.assignment) as open_assignments,
                   count(a.assignment) filter (where a.separation_on is null) as without_end,
                   max(a.separation_on) as last_separation,
                   now_in.phase = 'LIQUIDATION' and count(a.assignment) = 0 as ready
            from {mission} m
            join lateral (
                select p.phase from {mission_phase} p
                where p.mission = m.mission and p.from_on <= :on order by furthest_first limit 1
            ) now_in on now_in.phase not in ('PLANNED', 'CLOSED')
            left join {assignment} a
              on a.mission = m.mission and a.entry_on_duty <= :on and (a.separation_on is null or a.separation_on > :on)
            where (:mission::text is null or m.mission = :mission)
            group by m.mission, now_in.phase, m.mandate_ended_on order by m.mission
            """.replace("furthest_first", MissionPhase.FURTHEST_FIRST),
            Stamp.AS_KNOWN,
            Mission.class,
            MissionPhase.class,
            Assignment.class);

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Mission.class, MissionPhase.class, Assignment.class);
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
