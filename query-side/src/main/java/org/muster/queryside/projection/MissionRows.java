package org.muster.queryside.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.events.BudgetPeriod;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionEvent;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.VolunteerEvent;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;
import org.muster.events.VolunteerType;

/**
 * The register of missions and their authorized strength, owned by the mission: phases, mandates, successors, duty
 * stations, posts. Missions have few facts (dozens in a lifetime), so each is a statement's worth of rows of its own; they are
 * sent together.
 *
 * <p>Applying a fact twice changes nothing: a row takes only what is later than what it holds.
 */
final class MissionRows {

    private static final String MISSION = """
            insert into mission as m (mission, name, countries, kind, lead_department, adopted_on, starts_on, imported, position)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (mission) do nothing
            """;

    private static final String MANDATE_ENDED =
            "update mission set mandate_ended_on = ?, position = ? where mission = ? and position < ?";

    private static final String PHASE = """
            insert into mission_phase as p (mission, phase, from_on, position) values (?, ?, ?, ?)
            on conflict (mission, phase) do update set from_on = excluded.from_on, position = excluded.position
            where p.position < excluded.position
            """;

    private static final String MANDATE = """
            insert into mandate (mission, position, instrument, adopted_on, expires_on) values (?, ?, ?, ?, ?)
            on conflict (mission, position) do nothing
            """;

    private static final String SUCCESSOR = """
            insert into mission_successor as s (mission, successor, linked_on, position) values (?, ?, ?, ?)
            on conflict (mission, successor) do update set linked_on = excluded.linked_on, position = excluded.position
            where s.position < excluded.position
            """;

    private static final String STATION = """
            insert into duty_station as s (mission, station, name, country, opened_on, position) values (?, ?, ?, ?, ?, ?)
            on conflict (mission, station) do update
            set name = excluded.name, country = excluded.country, opened_on = excluded.opened_on,
                position = excluded.position
            where s.position < excluded.position
            """;

    private static final String STRENGTH = """
            insert into strength as s (mission, period_from, period_to, type, from_on, authorized, document, position)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (mission, period_from, type, from_on) do update
            set period_to = excluded.period_to, authorized = excluded.authorized, document = excluded.document,
                position = excluded.position
            where s.position < excluded.position
            """;

    /** Of two statements about one table, the one that adds a row comes first: so they run in this order. */
    private static final List<String> ALL =
            List.of(MISSION, MANDATE_ENDED, PHASE, MANDATE, SUCCESSOR, STATION, STRENGTH);

    private MissionRows() {}

    /** Writes what the batch says about missions, in the caller's transaction. */
    static void apply(Connection tx, List<Recorded> batch) throws SQLException {
        Map<String, List<Object[]>> rows = new HashMap<>();
        for (Recorded recorded : batch) {
            switch (recorded.event()) {
                case MissionEvent event -> add(tx, rows, recorded.position(), event);
                case VolunteerEvent ignored -> {}
            }
        }
        for (String sql : ALL) {
            execute(tx, sql, rows.getOrDefault(sql, List.of()));
        }
    }

    private static void add(Connection tx, Map<String, List<Object[]>> rows, long position, MissionEvent event)
            throws SQLException {
        String mission = event.mission();
        switch (event) {
            case MissionEstablished e -> {
                add(
                        rows,
                        MISSION,
                        mission,
                        e.name(),
                        tx.createArrayOf("text", e.countries().toArray()),
                        e.kind().name(),
                        e.leadDepartment().name(),
                        e.adoptedOn(),
                        e.startsOn(),
                        e.imported(),
                        position);
                phase(rows, position, mission, "PLANNED", e.adoptedOn());
                add(
                        rows,
                        MANDATE,
                        mission,
                        position,
                        e.instrument(),
                        e.adoptedOn(),
                        e.expiresOn().orElse(null));
            }
            case MissionStarted e -> phase(rows, position, mission, "ACTIVE", e.startedOn());
            case DrawdownBegun e -> phase(rows, position, mission, "DRAWDOWN", e.begunOn());
            case LiquidationBegun e -> phase(rows, position, mission, "LIQUIDATION", e.begunOn());
            case MissionClosed e -> phase(rows, position, mission, "CLOSED", e.closedOn());
            case MandateExtended e ->
                add(rows, MANDATE, mission, position, e.instrument(), e.adoptedOn(), e.newExpiry());
            case MandateEnded e -> add(rows, MANDATE_ENDED, e.endedOn(), position, mission, position);
            case SuccessorMissionLinked e -> add(rows, SUCCESSOR, mission, e.successor(), e.linkedOn(), position);
            case DutyStationOpened e ->
                add(rows, STATION, mission, e.station(), e.name(), e.country(), e.openedOn(), position);
            case VolunteerStrengthAuthorized e ->
                strength(
                        rows,
                        position,
                        mission,
                        e.period(),
                        e.period().from(),
                        e.international(),
                        e.national(),
                        e.document());
            case VolunteerStrengthRevised e ->
                strength(
                        rows,
                        position,
                        mission,
                        e.period(),
                        // A revision decided before the period holds from the period's first day.
                        later(e.revisedOn(), e.period().from()),
                        e.international(),
                        e.national(),
                        e.document());
        }
    }

    private static void phase(
            Map<String, List<Object[]>> rows, long position, String mission, String phase, LocalDate from) {
        add(rows, PHASE, mission, phase, from, position);
    }

    private static void strength(
            Map<String, List<Object[]>> rows,
            long position,
            String mission,
            BudgetPeriod period,
            LocalDate from,
            int international,
            int national,
            String document) {
        for (VolunteerType type : VolunteerType.values()) {
            int authorized = switch (type) {
                case INTERNATIONAL -> international;
                case NATIONAL -> national;
            };
            add(rows, STRENGTH, mission, period.from(), period.to(), type.name(), from, authorized, document, position);
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static void add(Map<String, List<Object[]>> rows, String sql, Object... values) {
        rows.computeIfAbsent(sql, any -> new ArrayList<>()).add(values);
    }

    private static void execute(Connection tx, String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (Object[] values : rows) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
