package org.muster.messaging.checkpoint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.messaging.wire.EventDigest;

/** The table {@code projection_checkpoint}, in whatever schema the connection's search path says. */
public final class Checkpoints {

    /**
     * From what the database must still say to what it shall say.
     *
     * @param handled what was applied or parked in between
     */
    public record Move(Checkpoint from, Checkpoint to, EventDigest handled) {}

    /** A checkpoint, and what was handled up to there. */
    public record Counted(Checkpoint checkpoint, EventDigest handled) {}

    private Checkpoints() {}

    /** Adds what is missing, so that a projection has a row for each partition from its first start on. */
    public static void ensure(Connection tx, String projection, String topicId, int partitions) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                INSERT INTO projection_checkpoint
                    (projection, partition, topic_id, next_offset, last_position, events, digest)
                SELECT ?, p, ?, 0, 0, 0, 0 FROM generate_series(0, ?) p
                ON CONFLICT DO NOTHING""")
                        .params(projection, topicId, partitions - 1)
                        .update());
    }

    /** The rows of a projection by partition. */
    public static Map<Integer, Checkpoint> load(Connection connection, String projection) throws SQLException {
        return withoutCounts(counted(connection, projection));
    }

    /** The same, and until the transaction ends no batch of this projection begins. In the order in which members lock. */
    public static Map<Integer, Checkpoint> lock(Connection tx, String projection) throws SQLException {
        return withoutCounts(counted(tx, projection, " ORDER BY partition FOR UPDATE"));
    }

    private static Map<Integer, Checkpoint> withoutCounts(Map<Integer, Counted> counted) {
        Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
        counted.forEach((partition, row) -> checkpoints.put(partition, row.checkpoint()));
        return checkpoints;
    }

    /** The rows with what was handled; each row by itself is true, and so are all of them together. */
    public static Map<Integer, Counted> counted(Connection connection, String projection) throws SQLException {
        return counted(connection, projection, "");
    }

    private static Map<Integer, Counted> counted(Connection connection, String projection, String how)
            throws SQLException {
        Map<Integer, Counted> checkpoints = new TreeMap<>();
        Sql.on(
                connection,
                jdbc -> jdbc.sql("""
                SELECT partition, topic_id, next_offset, leader_epoch, last_position, events, digest
                FROM projection_checkpoint WHERE projection = ?""" + how)
                        .param(projection)
                        .query((row, number) -> checkpoints.put(
                                row.getInt(1),
                                new Counted(
                                        new Checkpoint(
                                                row.getInt(1),
                                                row.getString(2),
                                                row.getLong(3),
                                                Optional.ofNullable(row.getObject(4, Integer.class)),
                                                row.getLong(5)),
                                        handled(row))))
                        .list());
        return checkpoints;
    }

    private static EventDigest handled(ResultSet row) throws SQLException {
        return new EventDigest(
                row.getLong(6), row.getBigDecimal(7).toBigIntegerExact().longValue());
    }

    /**
     * Moves checkpoints, each on the condition that it still is where this member left it. That keeps a member that lost
     * its partitions without knowing it from applying anything twice: the row lock makes it wait for the new owner's
     * transaction, and then it finds another offset.
     *
     * <p>What was handled is added to what the row says, not remembered here: a row that was changed by hand stays wrong for
     * all to see.
     *
     * @return false if any is elsewhere: the transaction must be rolled back
     */
    public static boolean move(Connection tx, String projection, List<Move> moves) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("""
                UPDATE projection_checkpoint
                SET topic_id = ?, next_offset = ?, leader_epoch = ?, last_position = ?, updated_at = now(),
                    events = events + ?, digest = mod(digest + ?, 18446744073709551616)
                WHERE projection = ? AND partition = ? AND topic_id = ? AND next_offset = ?""")) {
            // In one order for all members, so that no two wait for each other.
            for (Move move : moves.stream()
                    .sorted(Comparator.comparingInt(move -> move.from().partition()))
                    .toList()) {
                statement.setString(1, move.to().topicId());
                statement.setLong(2, move.to().nextOffset());
                statement.setObject(3, move.to().leaderEpoch().orElse(null), Types.INTEGER);
                statement.setLong(4, move.to().lastPosition());
                statement.setLong(5, move.handled().events());
                statement.setBigDecimal(6, unsigned(move.handled().sum()));
                statement.setString(7, projection);
                statement.setInt(8, move.from().partition());
                statement.setString(9, move.from().topicId());
                statement.setLong(10, move.from().nextOffset());
                statement.addBatch();
            }
            for (int updated : statement.executeBatch()) {
                if (updated != 1) {
                    return false;
                }
            }
            return true;
        }
    }

    private static BigDecimal unsigned(long sum) {
        return new BigDecimal(new BigInteger(Long.toUnsignedString(sum)));
    }

    /**
     * Gives a projection the checkpoints of another, which has none then. In place, so that who waits for a row's lock gets
     * that of the row as it is afterwards.
     */
    public static void replace(Connection tx, String projection, String by) throws SQLException {
        Sql.on(tx, jdbc -> jdbc.sql("""
                UPDATE projection_checkpoint c
                SET topic_id = o.topic_id, next_offset = o.next_offset, leader_epoch = o.leader_epoch,
                    last_position = o.last_position, events = o.events, digest = o.digest, updated_at = now()
                FROM projection_checkpoint o
                WHERE c.projection = ? AND o.projection = ? AND o.partition = c.partition""").params(projection, by).update());
        remove(tx, by);
    }

    public static void remove(Connection tx, String projection) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("DELETE FROM projection_checkpoint WHERE projection = ?")
                        .param(projection)
                        .update());
    }
}
