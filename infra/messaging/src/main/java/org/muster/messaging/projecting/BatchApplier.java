package org.muster.messaging.projecting;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.wire.TopicEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies what was read, in one transaction, or in as many as it takes to find the event whose fault it is that one fails.
 *
 * @param projection its name
 * @param parked is run whenever an event was parked
 */
record BatchApplier(
        String projection,
        DataSource dataSource,
        ProjectionBatches batches,
        ProjectionListener.Observer observer,
        Runnable parked) {

    private static final Logger log = LoggerFactory.getLogger(BatchApplier.class);

    /**
     * Applies or parks all of these events, unless it throws.
     *
     * @param positioned where their partitions stand; moved as far as transactions were committed
     * @param published the last position that there is
     * @return false if another member has moved the checkpoints: read them again
     * @throws SQLException and others that pass: read the checkpoints again, and these events
     * @throws ProjectionStoppedException if people must look
     */
    boolean apply(List<TopicEvent> events, Map<TopicPartition, Checkpoint> positioned, long published)
            throws SQLException {
        try {
            return commit(tx -> batches.apply(tx, events, positioned, published), events.size(), positioned);
        } catch (SQLException | RuntimeException e) {
            if (SqlFailures.isPassing(e)) {
                throw e;
            }
            if (events.size() > 1) {
                // Halving finds the event whose fault it is, and each half is a transaction with its own checkpoint.
                log.debug("Projection {}: a batch of {} failed, halving it", projection, events.size(), e);
                int half = events.size() / 2;
                return apply(events.subList(0, half), positioned, published)
                        && apply(events.subList(half, events.size()), positioned, published);
            }
            return isolated(events.getFirst(), e, positioned, published);
        }
    }

    /** One event that failed alone: parks it if it is its own fault, and stops if not. */
    private boolean isolated(
            TopicEvent event, Exception cause, Map<TopicPartition, Checkpoint> positioned, long published)
            throws SQLException {
        ConsumerRecord<byte[], byte[]> record = event.record();
        if (cause instanceof ProjectionStoppedException stopped) {
            throw stopped;
        }
        if (!SqlFailures.isPoison(cause)) {
            throw new ProjectionStoppedException(
                    "Event at " + record.topic() + "-" + record.partition() + " offset " + record.offset()
                            + " cannot be applied: " + cause,
                    cause);
        }
        try {
            if (!commit(tx -> batches.park(tx, event, cause.toString(), positioned, published), 1, positioned)) {
                return false;
            }
        } catch (SQLException e) {
            if (SqlFailures.isPassing(e)) {
                throw e;
            }
            throw new ProjectionStoppedException("Cannot park an event: " + e, e);
        }
        log.warn(
                "Projection {}: subject {} is parked from {}-{} offset {} on",
                projection,
                ParkedRows.subjectOf(record),
                record.topic(),
                record.partition(),
                record.offset(),
                cause);
        parked.run();
        return true;
    }

    /** What a transaction does: the checkpoints that it moved to, none if it must be rolled back. */
    private interface Work {
        Optional<Map<TopicPartition, Checkpoint>> in(Connection tx) throws SQLException;
    }

    private boolean commit(Work work, int events, Map<TopicPartition, Checkpoint> positioned) throws SQLException {
        long startNanos = System.nanoTime();
        Map<TopicPartition, Checkpoint> after;
        try (Connection tx = Transactions.begin(dataSource)) {
            try {
                Optional<Map<TopicPartition, Checkpoint>> moved = work.in(tx);
                if (moved.isEmpty()) {
                    tx.rollback();
                    return false;
                }
                tx.commit();
                after = moved.get();
            } catch (SQLException | RuntimeException e) {
                Transactions.undo(tx, e);
                throw e;
            }
        }
        positioned.putAll(after);
        long highest = after.values().stream()
                .mapToLong(Checkpoint::lastPosition)
                .max()
                .orElse(0);
        observer.committed(highest, events, System.nanoTime() - startNanos);
        return true;
    }
}
