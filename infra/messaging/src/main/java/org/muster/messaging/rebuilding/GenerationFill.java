package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.Checkpoints;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.projecting.ProjectionBatches;
import org.muster.messaging.rebuilding.RebuildRun.RebuildFailedException;
import org.muster.messaging.rebuilding.RebuildRun.RebuildLostException;
import org.muster.messaging.wire.TopicEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a generation stands in some partitions, and the transactions that bring it further. One thread at a time.
 *
 * <p>A batch's rows and its checkpoints commit together, as a live member's do, so whoever goes on after a kill repeats
 * nothing, and of two that fill the same generation one fails. Commits are not waited for to be on disk: a database that
 * crashes loses rows and checkpoints alike, and the switch, which is waited for, comes after them in the log.
 */
final class GenerationFill {

    private static final Logger log = LoggerFactory.getLogger(GenerationFill.class);

    /** A batch that failed as a whole is applied in pieces of this size, to find the events whose fault it is. */
    private static final int CAREFUL_BATCH_SIZE = 1000;

    private final String name;
    private final DataSource dataSource;
    private final ProjectionBatches filling;
    private final ProjectionBatches careful;
    private final Map<TopicPartition, Checkpoint> positioned = new HashMap<>();

    GenerationFill(GenerationProjection projection, DataSource dataSource, int parkedEventsMax) {
        this.name = projection.name();
        this.dataSource = dataSource;
        this.filling = new ProjectionBatches(projection.filling(), parkedEventsMax);
        this.careful = new ProjectionBatches(projection, parkedEventsMax);
    }

    /** Reads where it stands: whatever was read and not applied is read again, the truth is in the database. */
    void position(Collection<TopicPartition> partitions) throws SQLException {
        Map<Integer, Checkpoint> stored;
        try (Connection connection = dataSource.getConnection()) {
            stored = Checkpoints.load(connection, name);
        }
        positioned.clear();
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = stored.get(partition.partition());
            if (checkpoint == null) {
                throw new RebuildLostException(name + " is gone");
            }
            positioned.put(partition, checkpoint);
        }
    }

    Checkpoint at(TopicPartition partition) {
        return positioned.get(partition);
    }

    /** @throws RebuildFailedException if all that Kafka has before these offsets does not lead up to them */
    void requireReached(Map<Integer, Long> goals) {
        positioned.forEach((partition, checkpoint) -> {
            if (checkpoint.nextOffset() < goals.get(partition.partition())) {
                throw new RebuildFailedException(
                        "The projection has read " + partition + " up to offset " + goals.get(partition.partition())
                                + ", and Kafka has nothing after " + checkpoint.nextOffset() + " to get there",
                        null);
            }
        });
    }

    /**
     * Applies what it does not have yet of these events.
     *
     * @param published the last position that there is
     * @throws RebuildFailedException if an event cannot be applied and is not to be parked
     */
    void apply(List<TopicEvent> read, long published) throws SQLException {
        List<TopicEvent> events = read.stream().filter(this::isMissing).toList();
        if (events.isEmpty()) {
            return;
        }
        try {
            commit(tx -> filling.apply(tx, events, positioned, published));
        } catch (SQLException | RuntimeException e) {
            if (SqlFailures.isPassing(e) || e instanceof RebuildLostException) {
                throw e;
            }
            log.debug("A batch of {} failed: applying it carefully", events.size(), e);
            for (int from = 0; from < events.size(); from += CAREFUL_BATCH_SIZE) {
                applyCarefully(events.subList(from, Math.min(events.size(), from + CAREFUL_BATCH_SIZE)), published);
            }
        }
    }

    private boolean isMissing(TopicEvent event) {
        return event.record().offset() >= positioned.get(event.partition()).nextOffset();
    }

    /** As live members do: halving finds the event whose fault it is, and that one is parked with what follows of its subject. */
    private void applyCarefully(List<TopicEvent> events, long published) throws SQLException {
        try {
            commit(tx -> careful.apply(tx, events, positioned, published));
        } catch (SQLException | RuntimeException e) {
            if (SqlFailures.isPassing(e)
                    || e instanceof RebuildLostException
                    || e instanceof ProjectionStoppedException) {
                throw e;
            }
            if (events.size() > 1) {
                int half = events.size() / 2;
                applyCarefully(events.subList(0, half), published);
                applyCarefully(events.subList(half, events.size()), published);
                return;
            }
            TopicEvent event = events.getFirst();
            if (!SqlFailures.isPoison(e)) {
                ConsumerRecord<byte[], byte[]> record = event.record();
                throw new RebuildFailedException(
                        "Event at " + record.topic() + "-" + record.partition() + " offset " + record.offset()
                                + " cannot be applied: " + e,
                        e);
            }
            commit(tx -> careful.park(tx, event, e.toString(), positioned, published));
        }
    }

    private void commit(Transactions.Work<Optional<Map<TopicPartition, Checkpoint>>> work) throws SQLException {
        Map<TopicPartition, Checkpoint> after = Transactions.run(dataSource, tx -> {
            try (Statement statement = tx.createStatement()) {
                statement.execute("SET LOCAL synchronous_commit = off");
            }
            return work.in(tx).orElseThrow(() -> new RebuildLostException("Another process fills " + name));
        });
        positioned.putAll(after);
    }
}
