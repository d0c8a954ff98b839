package org.muster.queryside.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.muster.events.AssignmentEnded;
import org.muster.events.MissionEvent;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerEvent;
import org.muster.events.VolunteerRegistered;

/**
 * One row per assignment, owned by its volunteer.
 *
 * <p>A batch is first folded to one row per assignment and then written by two statements, however large it is. Applying
 * a batch twice, or an old one again, changes nothing: a row takes only what is later than what it holds.
 */
final class AssignmentRows {

    private static final String DEPLOYED = """
            insert into assignment as a (assignment, volunteer, mission, type, category, service_area, station,
                                         entry_on_duty, separation_on, position)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::date[], ?::date[], ?::bigint[])
            on conflict (assignment) do update
            set volunteer = excluded.volunteer, mission = excluded.mission, type = excluded.type,
                category = excluded.category, service_area = excluded.service_area, station = excluded.station,
                entry_on_duty = excluded.entry_on_duty, separation_on = excluded.separation_on,
                position = excluded.position
            where a.position < excluded.position
            """;

    private static final String COLUMNS = """
            assignment (assignment, volunteer, mission, type, category, service_area, station,
                        entry_on_duty, separation_on, position)""";

    private static final String ENDED = """
            update assignment a set separation_on = e.separation_on, position = e.position
            from unnest(?::text[], ?::date[], ?::bigint[]) e (assignment, separation_on, position)
            where a.assignment = e.assignment and a.position < e.position
            """;

    private static final String UNKNOWN = """
            select e.assignment from unnest(?::text[]) e (assignment)
            where not exists (select from assignment a where a.assignment = e.assignment)
            limit 1
            """;

    /** SQLSTATE: what an end refers to is not there. */
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private AssignmentRows() {}

    /**
     * Writes what the batch says about assignments, in the caller's transaction.
     *
     * @throws SQLIntegrityConstraintViolationException if an assignment ends that never began: what began it was discarded, or
     *     the order within a volunteer was broken
     */
    static void apply(Connection tx, List<Recorded> batch) throws SQLException {
        Map<String, Deployment> deployments = new LinkedHashMap<>();
        Map<String, Ending> endings = new LinkedHashMap<>();
        fold(batch, deployments, endings);
        write(tx, deployments.values());
        requireKnown(tx, endings.values());
        end(tx, endings.values());
    }

    /**
     * Writes the same rows from a batch none of which was written before, as fast as the table takes them.
     *
     * @throws SQLException if an assignment began twice, or ended and never began: {@link #apply} knows what to do then
     */
    static void fill(Connection tx, List<Recorded> batch) throws SQLException {
        Map<String, Deployment> deployments = HashMap.newHashMap(batch.size());
        Map<String, Ending> endings = new LinkedHashMap<>();
        fold(batch, deployments, endings);
        copy(tx, deployments.values());
        if (end(tx, endings.values()) != endings.size()) {
            throw new SQLIntegrityConstraintViolationException(
                    "an assignment ended but never began", FOREIGN_KEY_VIOLATION);
        }
    }

    private static void fold(List<Recorded> batch, Map<String, Deployment> deployments, Map<String, Ending> endings) {
        for (Recorded recorded : batch) {
            switch (recorded.event()) {
                case VolunteerEvent event -> fold(recorded.position(), event, deployments, endings);
                case MissionEvent ignored -> {}
            }
        }
    }

    private static void fold(
            long position, VolunteerEvent event, Map<String, Deployment> deployments, Map<String, Ending> endings) {
        switch (event) {
            case VolunteerRegistered ignored -> {}
            case VolunteerDeployed deployed ->
                deployments.put(deployed.assignment(), new Deployment(deployed, null, position));
            case AssignmentEnded ended -> {
                Deployment sameBatch = deployments.get(ended.assignment());
                if (sameBatch == null) {
                    endings.put(ended.assignment(), new Ending(ended.assignment(), ended.separationOn(), position));
                } else {
                    deployments.put(
                            ended.assignment(), new Deployment(sameBatch.event(), ended.separationOn(), position));
                }
            }
        }
    }

    private static void write(Connection tx, Collection<Deployment> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(DEPLOYED)) {
            statement.setArray(1, texts(tx, rows, row -> row.event().assignment()));
            statement.setArray(2, texts(tx, rows, row -> row.event().volunteer()));
            statement.setArray(3, texts(tx, rows, row -> row.event().mission()));
            statement.setArray(
                    4, texts(tx, rows, row -> row.event().category().type().name()));
            statement.setArray(5, texts(tx, rows, row -> row.event().category().name()));
            statement.setArray(
                    6, texts(tx, rows, row -> row.event().serviceArea().name()));
            statement.setArray(7, texts(tx, rows, row -> row.event().station()));
            statement.setArray(8, dates(tx, rows, row -> row.event().entryOnDuty()));
            statement.setArray(9, dates(tx, rows, Deployment::separationOn));
            statement.setArray(10, longs(tx, rows, Deployment::position));
            statement.executeUpdate();
        }
    }

    private static void copy(Connection tx, Collection<Deployment> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = BinaryCopy.into(tx, COLUMNS, 10)) {
            for (Deployment row : rows) {
                VolunteerDeployed event = row.event();
                copy.row()
                        .text(event.assignment())
                        .text(event.volunteer())
                        .text(event.mission())
                        .text(event.category().type().name())
                        .text(event.category().name())
                        .text(event.serviceArea().name())
                        .text(event.station())
                        .date(event.entryOnDuty())
                        .date(row.separationOn())
                        .bigint(row.position());
            }
            copy.end();
        }
    }

    private static void requireKnown(Connection tx, Collection<Ending> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(UNKNOWN)) {
            statement.setArray(1, texts(tx, rows, Ending::assignment));
            try (ResultSet unknown = statement.executeQuery()) {
                if (unknown.next()) {
                    throw new SQLIntegrityConstraintViolationException(
                            "assignment " + unknown.getString(1) + " ended but never began", FOREIGN_KEY_VIOLATION);
                }
            }
        }
    }

    /** @return how many assignments that changed */
    private static int end(Connection tx, Collection<Ending> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = tx.prepareStatement(ENDED)) {
            statement.setArray(1, texts(tx, rows, Ending::assignment));
            statement.setArray(2, dates(tx, rows, Ending::separationOn));
            statement.setArray(3, longs(tx, rows, Ending::position));
            return statement.executeUpdate();
        }
    }

    private static <R> Array texts(Connection tx, Collection<R> rows, Function<R, String> column) throws SQLException {
        return tx.createArrayOf("text", rows.stream().map(column).toArray());
    }

    private static <R> Array dates(Connection tx, Collection<R> rows, Function<R, LocalDate> column)
            throws SQLException {
        return tx.createArrayOf(
                "date",
                rows.stream()
                        .map(column)
                        .map(date -> date == null ? null : Date.valueOf(date))
                        .toArray());
    }

    private static <R> Array longs(Connection tx, Collection<R> rows, Function<R, Long> column) throws SQLException {
        return tx.createArrayOf("bigint", rows.stream().map(column).toArray());
    }

    /** @param separationOn null while the assignment is open */
    private record Deployment(VolunteerDeployed event, LocalDate separationOn, long position) {}

    private record Ending(String assignment, LocalDate separationOn, long position) {}
}
