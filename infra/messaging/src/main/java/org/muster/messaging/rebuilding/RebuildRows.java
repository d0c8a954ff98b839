package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.muster.messaging.checkpoint.Sql;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import tools.jackson.databind.json.JsonMapper;

/** The tables {@code projection_rebuild} and {@code projection_rebuild_act}. */
final class RebuildRows {

    private static final JsonMapper JSON = new JsonMapper();

    /** What people want of an open rebuild. */
    enum Wish {
        RUN,
        PAUSE,
        CANCEL
    }

    /** What people did. */
    enum Act {
        REQUESTED,
        PAUSED,
        RESUMED,
        CANCELLED,
        DROPPED
    }

    /** A rebuild, what is wanted of it, and the version of the projection that is to fill it. */
    record Row(RebuildState state, Wish wish, int version) {}

    private RebuildRows() {}

    /** Adds a request for the generation after all that ever were. The transaction holds {@link Generations#lock}. */
    static long add(Connection tx, String projection, int version, SwitchPolicy policy, String who)
            throws SQLException {
        return Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                INSERT INTO projection_rebuild (projection, generation, version, policy, requested_by)
                SELECT ?, 1 + max(generation), ?, ?, ?
                FROM (SELECT generation FROM projection_generation WHERE projection = ?
                      UNION ALL SELECT generation FROM projection_rebuild WHERE projection = ?) known
                RETURNING id""")
                        .params(projection, version, policy.name(), who, projection, projection)
                        .query(Long.class)
                        .single());
    }

    static void record(Connection tx, String who, Act act, String projection, int generation) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql(
                                "INSERT INTO projection_rebuild_act (who, act, projection, generation) VALUES (?, ?, ?, ?)")
                        .params(who, act.name(), projection, generation)
                        .update());
    }

    static Optional<Row> find(Connection connection, long id) throws SQLException {
        return select(connection, "WHERE id = ?", id).stream().findFirst();
    }

    /** The row, which nobody else changes until the transaction ends. */
    static Row lock(Connection tx, long id) throws SQLException {
        return select(tx, "WHERE id = ? FOR UPDATE", id).getFirst();
    }

    static Optional<Row> open(Connection connection, String projection) throws SQLException {
        return select(connection, "WHERE projection = ? AND ended_at IS NULL", projection).stream()
                .findFirst();
    }

    /** Those that somebody must work on, in order: what is cancelled comes first. */
    static List<Row> due(Connection connection) throws SQLException {
        return select(connection, "WHERE ended_at IS NULL AND wish <> 'PAUSE' ORDER BY wish <> 'CANCEL', id");
    }

    /** The newest first. */
    static List<Row> latest(Connection connection, String projection, int limit) throws SQLException {
        return select(connection, "WHERE projection = ? ORDER BY id DESC LIMIT ?", projection, limit);
    }

    private static List<Row> select(Connection connection, String where, Object... parameters) throws SQLException {
        return Sql.on(
                connection,
                jdbc -> jdbc.sql("SELECT * FROM projection_rebuild " + where)
                        .params(parameters)
                        .query((row, number) ->
                                new Row(state(row), Wish.valueOf(row.getString("wish")), row.getInt("version")))
                        .list());
    }

    private static RebuildState state(ResultSet row) throws SQLException {
        return new RebuildState(
                row.getLong("id"),
                row.getString("projection"),
                row.getInt("generation"),
                SwitchPolicy.valueOf(row.getString("policy")),
                Phase.valueOf(row.getString("phase")),
                row.getString("wish").equals(Wish.PAUSE.name()),
                row.getString("requested_by"),
                Sql.instant(row, "requested_at").orElseThrow(),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                row.getLong("offsets_done"),
                row.getLong("offsets_total"),
                row.getLong("events_per_second"),
                Optional.ofNullable(row.getString("problem")),
                Optional.ofNullable(row.getString("report")).map(json -> JSON.readValue(json, RebuildReport.class)));
    }

    static void wish(Connection tx, long id, Wish wish) throws SQLException {
        update(tx, "wish = ?", id, wish.name());
    }

    static void begin(Connection tx, long id) throws SQLException {
        update(tx, "phase = 'FILLING', started_at = clock_timestamp()", id);
    }

    static void phase(Connection tx, long id, Phase phase) throws SQLException {
        update(tx, "phase = ?", id, phase.name());
    }

    static void report(Connection tx, long id, RebuildReport report) throws SQLException {
        update(tx, "report = ?::json", id, JSON.writeValueAsString(report));
    }

    static void progress(Connection tx, long id, long done, long total, long perSecond) throws SQLException {
        update(
                tx,
                "offsets_done = ?, offsets_total = ?, events_per_second = ?, problem = NULL",
                id,
                done,
                total,
                perSecond);
    }

    static void problem(Connection tx, long id, String problem) throws SQLException {
        update(tx, "problem = ?, events_per_second = 0", id, ParkedRows.storable(problem));
    }

    /** One that came to its end has done all of it, whenever progress was written last. */
    static void end(Connection tx, long id, Phase phase) throws SQLException {
        String all = phase == Phase.SWITCHED || phase == Phase.NOT_SWITCHED ? ", offsets_done = offsets_total" : "";
        update(tx, "phase = ?, wish = 'RUN', ended_at = clock_timestamp()" + all, id, phase.name());
    }

    /** Changes an open one; one that has ended stays as it is. */
    private static void update(Connection tx, String set, long id, Object... values) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("UPDATE projection_rebuild SET " + set + " WHERE id = ? AND ended_at IS NULL")
                        .params(values)
                        .param(id)
                        .update());
    }
}
