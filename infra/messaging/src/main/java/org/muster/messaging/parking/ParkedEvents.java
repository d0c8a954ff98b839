package org.muster.messaging.parking;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.messaging.Projection;
import org.muster.messaging.checkpoint.Sql;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.parking.ParkingAct.Act;
import org.muster.messaging.wire.CloudEventsCodec;
import org.springframework.jdbc.core.SqlParameterValue;

/**
 * What people can see of events that could not be applied, and do about them.
 *
 * <p>An event that cannot be read, or that violates the read model, parks its subject: it and every later event of that
 * subject queue, all others go on. Retrying and discarding lock the checkpoint of the subject's partition, which a running
 * member moves as the first act of each batch. So a live event of the subject either is in the queue when the retry
 * begins, or is applied after the retry has committed: it neither overtakes nor gets lost, in whatever process either runs.
 * Meanwhile the partition waits.
 */
public final class ParkedEvents {

    private final DataSource dataSource;
    private final Map<String, Projection> projections;

    /**
     * @param dataSource of the database with {@code parked_event} and the projections' tables on its search path
     * @param projections as given to their consumers: retried events take the same way as live ones
     */
    public ParkedEvents(DataSource dataSource, List<? extends Projection> projections) {
        this.dataSource = dataSource;
        this.projections = projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
    }

    /**
     * The subjects of a projection that have a queue, those parked first first.
     *
     * @throws SQLException if the database is unavailable, as from every method here
     */
    public List<ParkedSubject> subjects(String projection, int limit) throws SQLException {
        return asked(jdbc -> jdbc.sql("""
                        SELECT subject, count(*) AS events,
                               (array_agg(position ORDER BY queued))[1] AS first_position,
                               COALESCE((array_agg(cause ORDER BY queued))[1], '') AS cause,
                               (array_agg(parked_at ORDER BY queued))[1] AS since
                        FROM parked_event WHERE projection = ?
                        GROUP BY subject ORDER BY min(queued) LIMIT ?""")
                .params(projection, limit)
                .query((row, number) -> new ParkedSubject(
                        row.getString("subject"),
                        row.getLong("events"),
                        row.getLong("first_position"),
                        row.getString("cause"),
                        Sql.instant(row, "since").orElseThrow()))
                .list());
    }

    private <T> T asked(Sql.Work<T> question) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.on(connection, question);
        }
    }

    /** The first events of a subject's queue, with cause and payload. */
    public List<ParkedEvent> list(String projection, String subject, int limit) throws SQLException {
        return list(projection, Optional.of(subject), limit);
    }

    /** The first parked events of a projection in the order in which they were parked, with cause and payload. */
    public List<ParkedEvent> list(String projection, int limit) throws SQLException {
        return list(projection, Optional.empty(), limit);
    }

    private List<ParkedEvent> list(String projection, Optional<String> subject, int limit) throws SQLException {
        return asked(jdbc -> jdbc.sql("""
                        SELECT * FROM parked_event
                        WHERE projection = ? AND (? OR subject = ?) ORDER BY queued LIMIT ?""")
                .params(projection, subject.isEmpty(), subject.orElse(""), limit)
                .query((row, number) -> ParkedRows.event(row))
                .list());
    }

    /**
     * Applies the queue of a subject in order, in one transaction, and frees the subject if all succeed. Stops at the first
     * event that fails again: what came before it stays applied, it and what follows stay parked.
     *
     * @param who is recorded
     * @throws IllegalArgumentException if there is no such projection here
     * @throws SQLException if the database is unavailable: either all of it happened or nothing, and it may be asked again
     */
    public RetryOutcome retry(String projection, String subject, String who) throws SQLException {
        Projection target = projections.get(projection);
        if (target == null) {
            throw new IllegalArgumentException("No such projection: " + projection);
        }
        return Transactions.run(dataSource, tx -> {
            lockPartitions(tx, projection, subject);
            RetryOutcome outcome = applyQueue(tx, target, subject);
            switch (outcome) {
                case RetryOutcome.NothingParked() -> {
                    // Nothing was done, so there is nothing to record.
                }
                case RetryOutcome.Unparked(int applied, long last) ->
                    record(
                            tx,
                            who,
                            Act.RETRIED,
                            projection,
                            subject,
                            OptionalLong.of(last),
                            applied + " applied, none left");
                case RetryOutcome.StillParked(int applied, OptionalLong last, long position, String cause) ->
                    record(
                            tx,
                            who,
                            Act.RETRIED,
                            projection,
                            subject,
                            last,
                            applied + " applied, position " + position + " failed: " + cause);
            }
            return outcome;
        });
    }

    /**
     * Gives an event up: it will never be in this read model, unless that is rebuilt. The others of its subject stay parked
     * until they are retried; if it was the last one, the subject's events flow again.
     *
     * @param position as {@link ParkedEvent#position} says
     * @param who is recorded
     * @param reason is recorded
     * @return false if it is not parked
     */
    public boolean discard(String projection, long position, String who, String reason) throws SQLException {
        return Transactions.run(dataSource, tx -> {
            Optional<String> subject = ParkedRows.subjectOf(tx, projection, position);
            if (subject.isEmpty()) {
                return false;
            }
            lockPartitions(tx, projection, subject.get());
            if (!ParkedRows.remove(tx, projection, position)) {
                return false;
            }
            record(tx, who, Act.DISCARDED, projection, subject.get(), OptionalLong.of(position), reason);
            return true;
        });
    }

    /** What was done, the last first. */
    public List<ParkingAct> acts(String projection, int limit) throws SQLException {
        return asked(jdbc -> jdbc.sql("SELECT * FROM parking_act WHERE projection = ? ORDER BY id DESC LIMIT ?")
                .params(projection, limit)
                .query((row, number) -> {
                    Long position = row.getObject("position", Long.class);
                    return new ParkingAct(
                            Sql.instant(row, "at").orElseThrow(),
                            row.getString("who"),
                            Act.valueOf(row.getString("act")),
                            row.getString("projection"),
                            row.getString("subject"),
                            position == null ? OptionalLong.empty() : OptionalLong.of(position),
                            row.getString("reason"));
                })
                .list());
    }

    /** Keeps members away from these partitions until this transaction ends; in the order in which they lock them, too. */
    private static void lockPartitions(Connection tx, String projection, String subject) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                SELECT partition FROM projection_checkpoint
                WHERE projection = ?
                  AND partition IN (SELECT partition FROM parked_event WHERE projection = ? AND subject = ?)
                ORDER BY partition FOR UPDATE""")
                        .params(projection, projection, subject)
                        .query(Integer.class)
                        .list());
    }

    private static RetryOutcome applyQueue(Connection tx, Projection projection, String subject) throws SQLException {
        int applied = 0;
        OptionalLong last = OptionalLong.empty();
        while (true) {
            Optional<ParkedRows.Row> head = ParkedRows.head(tx, projection.name(), subject);
            if (head.isEmpty()) {
                return last.isEmpty()
                        ? new RetryOutcome.NothingParked()
                        : new RetryOutcome.Unparked(applied, last.getAsLong());
            }
            long position = head.get().position();
            Savepoint before = tx.setSavepoint();
            try {
                apply(tx, projection, head.get());
            } catch (SQLException | RuntimeException e) {
                if (SqlFailures.isPassing(e)) {
                    throw e;
                }
                tx.rollback(before);
                ParkedRows.setCause(tx, projection.name(), position, e.toString());
                return new RetryOutcome.StillParked(applied, last, position, e.toString());
            }
            tx.releaseSavepoint(before);
            ParkedRows.remove(tx, projection.name(), position);
            applied++;
            last = OptionalLong.of(position);
        }
    }

    /** Constraints that would speak up only at the commit shall speak up here, where the event is known that violates them. */
    private static void apply(Connection tx, Projection projection, ParkedRows.Row row) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
            projection.apply(tx, List.of(CloudEventsCodec.fromRecord(row.record())));
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
    }

    private static void record(
            Connection tx, String who, Act act, String projection, String subject, OptionalLong position, String reason)
            throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                INSERT INTO parking_act (who, act, projection, subject, position, reason)
                VALUES (?, ?, ?, ?, ?, ?)""")
                        .params(
                                who,
                                act.name(),
                                projection,
                                subject,
                                new SqlParameterValue(Types.BIGINT, position.isPresent() ? position.getAsLong() : null),
                                ParkedRows.storable(reason))
                        .update());
    }
}
