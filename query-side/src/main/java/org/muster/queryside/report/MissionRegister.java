package org.muster.queryside.report;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.muster.queryside.readmodel.missions.Mandate;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.readmodel.missions.MissionPhase;
import org.muster.queryside.readmodel.missions.MissionSuccessor;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All missions with the phase that they are in on a day.
 *
 * @param on the day
 * @param knownAt see {@link Stamp}
 * @param position see {@link Stamp}
 */
public record MissionRegister(LocalDate on, Instant knownAt, long position, List<Row> missions) implements Tabular {

    /** Selects missions as {@link Row}s reads them; what follows it narrows and orders them. */
    static final String SQL = AsKnownAt.query(
            """
            select m.mission, m.name, m.countries, m.kind, m.lead_department, m.adopted_on, m.starts_on,
                   m.mandate_ended_on, m.imported, now_in.phase, started.from_on as started_on, closed.from_on as closed_on,
                   latest.instrument, latest.expires_on,
                   array(select s.successor from {mission_successor} s where s.mission = m.mission order by 1) as successors,
                   array(select s.mission from {mission_successor} s where s.successor = m.mission order by 1) as predecessors
            from {mission} m
            left join lateral (
                select p.phase from {mission_phase} p
                where p.mission = m.mission and p.from_on <= :on order by p.from_on desc, p.known_from desc limit 1
            ) now_in on true
            left join {mission_phase} started on started.mission = m.mission and started.phase = 'ACTIVE'
            left join {mission_phase} closed on closed.mission = m.mission and closed.phase = 'CLOSED'
            left join lateral (
                select t.instrument, t.expires_on from {mandate} t
                where t.mission = m.mission order by t.position desc limit 1
            ) latest on true
            """, Stamp.AS_KNOWN, Mission.class, MissionPhase.class, MissionSuccessor.class, Mandate.class);

    private static final String IN_ORDER = " order by m.starts_on, m.mission";

    /**
     * One mission.
     *
     * @param mission the acronym
     * @param countries ISO 3166-1 alpha-3 codes, and XKX for Kosovo
     * @param phase PLANNED, ACTIVE, DRAWDOWN, LIQUIDATION or CLOSED
     * @param instrument the mandate that holds: the establishing one or the latest extension
     * @param startsOn when the mandate starts
     * @param startedOn when the mission took up its work; null before
     * @param expiresOn when the mandate expires; null where it is open-ended
     * @param mandateEndedOn the last day of the mandate; null while it runs
     * @param closedOn null while the mission is not closed
     * @param imported whether the mission was recorded from historical sources
     */
    public record Row(
            String mission,
            String name,
            List<String> countries,
            String kind,
            String leadDepartment,
            String phase,
            String instrument,
            LocalDate adoptedOn,
            LocalDate startsOn,
            LocalDate startedOn,
            LocalDate expiresOn,
            LocalDate mandateEndedOn,
            LocalDate closedOn,
            List<String> predecessors,
            List<String> successors,
            boolean imported) {

        static Row of(ResultSet line, int number) throws SQLException {
            String phase = line.getString("phase");
            return new Row(
                    line.getString("mission"),
                    line.getString("name"),
                    texts(line.getArray("countries")),
                    line.getString("kind"),
                    line.getString("lead_department"),
                    // Adopted after the day that was asked for.
                    phase == null ? "PLANNED" : phase,
                    line.getString("instrument"),
                    line.getObject("adopted_on", LocalDate.class),
                    line.getObject("starts_on", LocalDate.class),
                    line.getObject("started_on", LocalDate.class),
                    line.getObject("expires_on", LocalDate.class),
                    line.getObject("mandate_ended_on", LocalDate.class),
                    line.getObject("closed_on", LocalDate.class),
                    texts(line.getArray("predecessors")),
                    texts(line.getArray("successors")),
                    line.getBoolean("imported"));
        }

        private static List<String> texts(Array array) throws SQLException {
            return List.of((String[]) array.getArray());
        }
    }

    static MissionRegister read(JdbcClient readModels, LocalDate on, Stamp stamp) {
        List<Row> rows = readModels
                .sql(SQL + IN_ORDER)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("on", on)
                .query(Row::of)
                .list();
        return new MissionRegister(on, stamp.knownAt(), stamp.position(), rows);
    }

    @Override
    public List<String> columns() {
        return List.of(
                "mission",
                "name",
                "countries",
                "kind",
                "leadDepartment",
                "phase",
                "instrument",
                "adoptedOn",
                "startsOn",
                "startedOn",
                "expiresOn",
                "mandateEndedOn",
                "closedOn",
                "predecessors",
                "successors",
                "imported");
    }

    @Override
    public List<List<Object>> lines() {
        return missions.stream()
                .map(row -> Arrays.<Object>asList(
                        row.mission,
                        row.name,
                        String.join(" ", row.countries),
                        row.kind,
                        row.leadDepartment,
                        row.phase,
                        row.instrument,
                        row.adoptedOn,
                        row.startsOn,
                        row.startedOn,
                        row.expiresOn,
                        row.mandateEndedOn,
                        row.closedOn,
                        String.join(" ", row.predecessors),
                        String.join(" ", row.successors),
                        row.imported))
                .toList();
    }
}
