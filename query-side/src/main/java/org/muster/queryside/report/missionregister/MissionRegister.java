package org.muster.queryside.report.missionregister;

import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.missions.Mandate;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.readmodel.missions.MissionLead;
import org.muster.queryside.readmodel.missions.MissionName;
import org.muster.queryside.readmodel.missions.MissionPhase;
import org.muster.queryside.readmodel.missions.MissionSuccessor;
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

/** All missions with the phase that they are in on a day. */
@Component
public class MissionRegister implements Report {

    /** Selects missions by {@link #COLUMNS}; what follows it narrows and orders them. */
    static final String SQL = AsKnownAt.query(
            """
            select m.mission, called.acronym, called.name, m.countries, m.kind, led.lead_department, m.adopted_on, m.starts_on,
                   m.mandate_ended_on, m.imported, coalesce(now_in.phase, 'PLANNED') as phase, started.from_on as started_on, closed.from_on as closed_on,
                   latest.instrument, latest.expires_on,
                   array(select s.successor from {mission_successor} s where s.mission = m.mission order by 1) as successors,
                   array(select s.mission from {mission_successor} s where s.successor = m.mission order by 1) as predecessors
            from {mission} m
            left join lateral (
                select n.acronym, n.name from {mission_name} n where n.mission = m.mission
                order by n.from_on <= :on desc, case when n.from_on <= :on then n.from_on end desc, n.from_on,
                         n.position desc limit 1
            ) called on true
            left join lateral (
                select l.lead_department from {mission_lead} l where l.mission = m.mission
                order by l.from_on <= :on desc, case when l.from_on <= :on then l.from_on end desc, l.from_on,
                         l.position desc limit 1
            ) led on true
            left join lateral (
                select p.phase from {mission_phase} p
                where p.mission = m.mission and p.from_on <= :on
                order by %s limit 1
            ) now_in on true
            left join {mission_phase} started on started.mission = m.mission and started.phase = 'ACTIVE'
            left join {mission_phase} closed on closed.mission = m.mission and closed.phase = 'CLOSED'
            left join lateral (
                select t.instrument, t.expires_on from {mandate} t
                where t.mission = m.mission
                order by t.adopted_on <= :on desc, case when t.adopted_on <= :on then t.adopted_on end desc, t.adopted_on,
                         t.position desc limit 1
            ) latest on true
            """.formatted(MissionPhase.FURTHEST_FIRST),
            Stamp.AS_KNOWN,
            Mission.class,
            MissionName.class,
            MissionLead.class,
            MissionPhase.class,
            MissionSuccessor.class,
            Mandate.class);

    private static final String ORDER = " order by m.starts_on, m.mission";

    /** The columns of a mission. */
    static final List<Column> COLUMNS = List.of(
            Columns.MISSION,
            Column.text("name", "Its name on the day", "#org+name"),
            Column.texts("countries", "ISO 3166-1 alpha-3 codes, and XKX for Kosovo", "#country+code+list"),
            Column.text("kind", "PEACEKEEPING, POLITICAL or EMERGENCY_HEALTH", "#org+type"),
            Column.text("leadDepartment", "Who leads it on the day", "#org+lead"),
            Column.text("phase", "PLANNED, ACTIVE, DRAWDOWN, LIQUIDATION or CLOSED, on the day", "#status"),
            Column.text(
                    "instrument",
                    "The mandate that holds on the day: the establishing one or the latest extension",
                    "#meta+instrument"),
            Column.date("adoptedOn", "When the establishing instrument was adopted", "#date+adopted"),
            Column.date("startsOn", "When the mandate starts", "#date+start"),
            Column.date("startedOn", "When the mission took up its work; null before", "#date+started"),
            Column.date("expiresOn", "When the mandate expires; null where it is open-ended", "#date+expires"),
            Column.date("mandateEndedOn", "The last day of the mandate; null while it runs", "#date+mandate+end"),
            Column.date("closedOn", "Null while the mission is not closed", "#date+end"),
            Column.texts("predecessors", "Missions that it follows", "#org+predecessor+list"),
            Column.texts("successors", "Missions that follow it", "#org+successor+list"),
            Column.flag("imported", "Whether it was recorded from historical sources", "#meta+imported"),
            Column.text("acronym", "What it is called on the day; mission is its first acronym", "#org+acronym"));

    private static final ReportDescription DESCRIPTION = new ReportDescription(
            "missions",
            "/missions",
            "All missions, with the phase they are in on a day",
            "A phase holds from its first day until the next one begins. Before its establishing instrument is adopted a mission is"
                    + " PLANNED.",
            Access.REPORTS,
            List.of(Parameters.ON),
            COLUMNS,
            "missions");

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Mission.class, MissionPhase.class, MissionSuccessor.class, Mandate.class);
    }

    @Override
    public Optional<String> rowsSql() {
        return Optional.of(SQL + ORDER);
    }

    @Override
    public Answer read(Question question) {
        return Answer.of(COLUMNS, question.rows(SQL + ORDER, COLUMNS));
    }
}
