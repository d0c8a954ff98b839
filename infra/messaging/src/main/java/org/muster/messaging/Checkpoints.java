package org.muster.messaging;

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

/** The table {@code projection_checkpoint}, in whatever schema the connection's search path says. */
final class Checkpoints {

    /** From what the database must still say to what it shall say. */
    record Move(Checkpoint from, Checkpoint to) {}

    private Checkpoints() {}

    /** Adds what is missing, so that a projection has a row for each partition from its first start on. */
    static void ensure(Connection tx, String projection, String topicId, int partitions) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("""
                INSERT INTO projection_checkpoint (projection, partition, topic_id, next_offset, last_position)
                SELECT ?, p, ?, 0, 0 FROM generate_series(0, ?) p
                ON CONFLICT DO NOTHING""")) {
            statement.setString(1, projection);
            statement.setString(2, topicId);
            statement.setInt(3, partitions - 1);
            statement.executeUpdate();
        }
    }

    /** The rows of a projection by partition. */
    static Map<Integer, Checkpoint> load(Connection connection, String projection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT partition, topic_id, next_offset, leader_epoch, last_position
                FROM projection_checkpoint WHERE projection = ?""")) {
            statement.setString(1, projection);
            try (ResultSet rows = statement.executeQuery()) {
                Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
                while (rows.next()) {
                    checkpoints.put(
                            rows.getInt(1),
                            new Checkpoint(
                                    rows.getInt(1),
                                    rows.getString(2),
                                    rows.getLong(3),
                                    Optional.ofNullable(rows.getObject(4, Integer.class)),
                                    rows.getLong(5)));
                }
                return checkpoints;
            }
        }
    }

    /**
     * Moves checkpoints, each on the condition that it still is where this member left it. That keeps a member that lost
     * its partitions without knowing it from applying anything twice: the row lock makes it wait for the new owner's
     * transaction, and then it finds another offset.
     *
     * @return false if any is elsewhere: the transaction must be rolled back
     */
    static boolean move(Connection tx, String projection, List<Move> moves) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement("""
                UPDATE projection_checkpoint
                SET topic_id = ?, next_offset = ?, leader_epoch = ?, last_position = ?, updated_at = now()
                WHERE projection = ? AND partition = ? AND topic_id = ? AND next_offset = ?""")) {
            // In one order for all members, so that no two wait for each other.
            for (Move move : moves.stream()
                    .sorted(Comparator.comparingInt(move -> move.from().partition()))
                    .toList()) {
                statement.setString(1, move.to().topicId());
                statement.setLong(2, move.to().nextOffset());
                statement.setObject(3, move.to().leaderEpoch().orElse(null), Types.INTEGER);
                statement.setLong(4, move.to().lastPosition());
                statement.setString(5, projection);
                statement.setInt(6, move.from().partition());
                statement.setString(7, move.from().topicId());
                statement.setLong(8, move.from().nextOffset());
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
}
