package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one Kafka consumer in a projection's group. Not thread-safe.
 *
 * <p>A partition is <em>positioned</em> while this member knows its checkpoint; otherwise it is paused until the
 * checkpoint has been read. Whatever goes wrong, partitions become unpositioned: the truth is in the database, and is read
 * from there anew. Meanwhile polling goes on, so that the group does not take this member for dead.
 */
final class ProjectionMember implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProjectionMember.class);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** A member that was killed keeps its partitions this long. */
    private static final int SESSION_TIMEOUT_MILLIS = 6_000;

    private static final int HEARTBEAT_INTERVAL_MILLIS = 1_500;

    /** Hears of each committed batch. */
    interface CommitListener {
        void committed(long highestPosition, long nanos);
    }

    private final Projection projection;
    private final DataSource dataSource;
    private final ProjectionSettings settings;
    private final CommitListener listener;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final StartingPoints startingPoints;
    private final Map<TopicPartition, Checkpoint> positioned = new HashMap<>();
    private final Set<TopicPartition> unpositioned = new HashSet<>();
    private final Set<TopicPartition> truncated = new HashSet<>();
    private final Backoff backoff = new Backoff();
    private long nextAttemptNanos = System.nanoTime();
    private Optional<String> problem = Optional.empty();

    ProjectionMember(
            Projection projection, DataSource dataSource, ProjectionSettings settings, CommitListener listener) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.settings = settings;
        this.listener = listener;
        this.consumer = new KafkaConsumer<>(config(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(settings.kafka());
        this.startingPoints = new StartingPoints(projection.name(), settings.eventsTopic(), admin);
        consumer.subscribe(List.of(settings.eventsTopic()), new Assignment());
    }

    private static Map<String, Object> config(ProjectionSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MILLIS);
        config.putAll(settings.kafka());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to start is never Kafka's choice.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batchSizeMax());
        return config;
    }

    /**
     * Reads and applies the next batch, if there is one within a moment.
     *
     * @return what it waits for, if it cannot go on for now
     * @throws ProjectionStoppedException if it cannot go on at all
     */
    Optional<String> step() {
        if (!unpositioned.isEmpty() && System.nanoTime() - nextAttemptNanos >= 0) {
            try {
                position();
            } catch (SQLException | KafkaException | IllegalStateException e) {
                if (e instanceof InterruptException interrupted) {
                    throw interrupted;
                }
                await(e);
            }
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> records = StreamSupport.stream(
                            consumer.poll(POLL_TIMEOUT).spliterator(), false)
                    .toList();
            boolean well = records.isEmpty() ? unpositioned.isEmpty() : apply(records);
            if (well) {
                problem = Optional.empty();
                backoff.reset();
            }
        } catch (OffsetOutOfRangeException e) {
            // Also thrown where the log diverged from what was read, by the leader epoch that came with the offset.
            log.warn("Projection {}: Kafka no longer has what was read: {}", projection.name(), e.getMessage());
            truncated.addAll(e.partitions());
            forgetPositions();
        }
        return problem;
    }

    /** Records that were not read yet in this member's partitions, as last heard of. */
    long lagRecords() {
        return positioned.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void await(Exception why) {
        log.warn("Projection {} waits: {}", projection.name(), why.toString());
        problem = Optional.of(why.toString());
        nextAttemptNanos = System.nanoTime() + backoff.next().toNanos();
    }

    private void forgetPositions() {
        consumer.pause(positioned.keySet());
        unpositioned.addAll(positioned.keySet());
        positioned.clear();
    }

    /** Reads the checkpoints of all unpositioned partitions, and continues there. */
    private void position() throws SQLException {
        Map<TopicPartition, Checkpoint> found;
        try (Connection tx = connect()) {
            found = startingPoints.find(tx, unpositioned, truncated);
        }
        found.forEach((partition, checkpoint) -> {
            // With its leader epoch, Kafka checks that its log still leads up to this offset.
            consumer.seek(partition, new OffsetAndMetadata(checkpoint.nextOffset(), checkpoint.leaderEpoch(), ""));
            positioned.put(partition, checkpoint);
        });
        unpositioned.clear();
        truncated.clear();
        consumer.resume(positioned.keySet());
    }

    /** @return false if these records were not applied and their partitions are unpositioned again */
    private boolean apply(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            if (commit(records)) {
                return true;
            }
            log.info("Projection {}: another member has taken partitions over", projection.name());
            forgetPositions();
            return false;
        } catch (SQLException | RuntimeException e) {
            if (Failures.isPassing(e)) {
                forgetPositions();
                await(e);
                return false;
            }
            if (records.size() > 1) {
                log.warn("Projection {}: a batch failed, applying its events one by one", projection.name(), e);
                return records.stream().allMatch(record -> apply(List.of(record)));
            }
            ConsumerRecord<byte[], byte[]> record = records.getFirst();
            throw new ProjectionStoppedException(
                    "Event at " + record.topic() + "-" + record.partition() + " offset " + record.offset()
                            + " cannot be applied: " + e,
                    e);
        }
    }

    private boolean commit(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        long startNanos = System.nanoTime();
        Map<TopicPartition, Checkpoint> after = new HashMap<>();
        List<IncomingEvent> batch = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Checkpoint before = after.getOrDefault(partition, positioned.get(partition));
            IncomingEvent event = CloudEventsCodec.fromRecord(record);
            if (event.position() > before.lastPosition()) {
                batch.add(event);
            }
            after.put(
                    partition,
                    new Checkpoint(
                            before.partition(),
                            before.topicId(),
                            record.offset() + 1,
                            record.leaderEpoch(),
                            Math.max(before.lastPosition(), event.position())));
        }
        // Stable, and ascending within each partition already: no order is lost, and readers of several see one.
        batch.sort(Comparator.comparingLong(IncomingEvent::position));
        List<Checkpoints.Move> moves = after.entrySet().stream()
                .map(entry -> new Checkpoints.Move(positioned.get(entry.getKey()), entry.getValue()))
                .toList();
        try (Connection tx = connect()) {
            try {
                if (!Checkpoints.move(tx, projection.name(), moves)) {
                    tx.rollback();
                    return false;
                }
                if (!batch.isEmpty()) {
                    projection.apply(tx, List.copyOf(batch));
                }
                tx.commit();
            } catch (SQLException | RuntimeException e) {
                rollback(tx, e);
                throw e;
            }
        }
        positioned.putAll(after);
        long highest = after.values().stream()
                .mapToLong(Checkpoint::lastPosition)
                .max()
                .orElse(0);
        listener.committed(highest, System.nanoTime() - startNanos);
        return true;
    }

    private static void rollback(Connection tx, Exception cause) {
        try {
            tx.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A database that refuses connections, for whatever reason, says nothing about any event. */
    private Connection connect() throws SQLException {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new SQLTransientConnectionException("No connection: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (admin) {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Paused at any offset: the database, which may be away, says where to begin.
            consumer.pause(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            unpositioned.addAll(partitions);
            nextAttemptNanos = System.nanoTime();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // Nothing is in hand: batches are applied between polls, and this runs within one.
            partitions.forEach(positioned::remove);
            unpositioned.removeAll(partitions);
            truncated.removeAll(partitions);
        }
    }
}
