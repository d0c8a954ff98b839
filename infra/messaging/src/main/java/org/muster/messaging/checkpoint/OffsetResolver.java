package org.muster.messaging.checkpoint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.EventDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where a projection goes on in its partitions, and whether the topic still is what its checkpoints speak of.
 *
 * <p>Where offsets no longer mean what they meant, the partition is read from its start, and positions that are known to be
 * applied are skipped: slow, and right.
 */
public record OffsetResolver(String projection, String topic, Supplier<Admin> admin) {

    private static final Logger log = LoggerFactory.getLogger(OffsetResolver.class);

    /**
     * The checkpoints from which to read; they are in the database when this returns.
     *
     * @param truncated partitions whose log is known to have lost what was read
     * @throws ProjectionStoppedException if events are missing, or keys have moved between partitions
     * @throws IllegalStateException if Kafka does not answer, or another member moves the same checkpoints
     */
    public Map<TopicPartition, Checkpoint> find(
            Connection tx, Set<TopicPartition> partitions, Set<TopicPartition> truncated) throws SQLException {
        TopicDescription description = Topics.existing(admin.get(), topic);
        String topicId = description.topicId().toString();
        int count = description.partitions().size();
        Map<Integer, Long> beginnings =
                Topics.offsets(admin.get(), description, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
        Map<Integer, Long> ends =
                Topics.offsets(admin.get(), description, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Checkpoints.ensure(tx, projection, topicId, count);
        Map<Integer, Checkpoint> stored = Checkpoints.load(tx, projection);
        Map<TopicPartition, Checkpoint> found = new HashMap<>();
        List<Checkpoints.Move> restarts = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = stored.get(partition.partition());
            long beginning = beginnings.get(partition.partition());
            boolean lostItsEnd =
                    truncated.contains(partition) || checkpoint.nextOffset() > ends.get(partition.partition());
            if (!checkpoint.topicId().equals(topicId) || lostItsEnd) {
                log.warn(
                        "Projection {}: {} was rebuilt or lost its end, reading it from the start",
                        projection,
                        partition);
                requireSamePartitions(stored.size(), count);
                Checkpoint restarted = checkpoint.restarted(topicId);
                restarts.add(new Checkpoints.Move(checkpoint, restarted, EventDigest.NONE));
                checkpoint = restarted;
            }
            if (checkpoint.nextOffset() < beginning) {
                throw new ProjectionStoppedException(
                        partition + " begins at offset " + beginning + ", and events before it were not applied:"
                                + " rebuild the topic from the event store",
                        null);
            }
            found.put(partition, checkpoint);
        }
        if (!Checkpoints.move(tx, projection, restarts)) {
            tx.rollback();
            throw new IllegalStateException("Another member is moving these checkpoints");
        }
        tx.commit();
        return found;
    }

    /** Known positions are known per partition: with another number of partitions, keys are elsewhere. */
    private void requireSamePartitions(int stored, int partitions) {
        if (stored != partitions) {
            throw new ProjectionStoppedException(
                    topic + " was rebuilt with " + partitions + " partitions instead of " + stored
                            + ": this projection must be rebuilt too",
                    null);
        }
    }
}
