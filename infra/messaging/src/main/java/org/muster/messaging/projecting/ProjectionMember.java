package org.muster.messaging.projecting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.Projection;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.OffsetResolver;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.parking.ParkedCount;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.topics.BrokerProbe;
import org.muster.messaging.wire.TopicEvent;
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

    /** Hears of each committed batch. */
    interface CommitListener {
        void committed(long highestPosition, int events, long nanos);
    }

    private final Projection projection;
    private final DataSource dataSource;
    private final ProjectionSettings settings;
    private final CommitListener listener;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final OffsetResolver startingPoints;
    private final ProjectionBatches batches;
    private final BrokerProbe brokers;
    private final ParkedCount parked;
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
        this.consumer = new KafkaConsumer<>(
                settings.consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.admin = Admin.create(settings.kafka().admin());
        this.startingPoints = new OffsetResolver(projection.name(), settings.eventsTopic(), admin);
        this.batches = new ProjectionBatches(projection, settings.parkedEventsMax());
        this.brokers = new BrokerProbe(admin);
        this.parked = new ParkedCount(projection.name(), dataSource);
        consumer.subscribe(List.of(settings.eventsTopic()), new Assignment());
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
            List<TopicEvent> events = read();
            boolean well = events.isEmpty() ? unpositioned.isEmpty() : apply(events);
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
        if (unpositioned.isEmpty()) {
            parked.refresh();
        }
        return problem.or(brokers::problem);
    }

    private List<TopicEvent> read() {
        List<TopicEvent> events = new ArrayList<>();
        consumer.poll(POLL_TIMEOUT).forEach(record -> events.add(new TopicEvent(record)));
        return events;
    }

    /** Whether brokers answered when last asked. */
    boolean isKafkaReachable() {
        return brokers.problem().isEmpty();
    }

    /** Of the whole projection, as last counted. */
    ParkedRows.Count parked() {
        return parked.count();
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
        try (Connection tx = Transactions.begin(dataSource)) {
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

    /** @return false if these events were not applied and their partitions are unpositioned again */
    private boolean apply(List<TopicEvent> events) {
        try {
            if (commit(tx -> batches.apply(tx, events, positioned), events.size())) {
                return true;
            }
            log.info("Projection {}: another member has taken partitions over", projection.name());
            forgetPositions();
            return false;
        } catch (SQLException | RuntimeException e) {
            if (SqlFailures.isPassing(e)) {
                forgetPositions();
                await(e);
                return false;
            }
            if (events.size() > 1) {
                // Halving finds the event whose fault it is, and each half is a transaction with its own checkpoint.
                log.debug(
                        "Projection {}: a batch of {} failed, halving it: {}",
                        projection.name(),
                        events.size(),
                        e.toString());
                int half = events.size() / 2;
                return apply(events.subList(0, half)) && apply(events.subList(half, events.size()));
            }
            return isolated(events.getFirst(), e);
        }
    }

    /** One event that failed alone: parks it if it is its own fault, and stops if not. */
    private boolean isolated(TopicEvent event, Exception cause) {
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
            if (commit(tx -> batches.park(tx, event, cause.toString(), positioned), 1)) {
                log.warn(
                        "Projection {}: subject {} is parked from {}-{} offset {} on",
                        projection.name(),
                        ParkedRows.subjectOf(record),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        cause);
                parked.outdated();
                return true;
            }
            forgetPositions();
            return false;
        } catch (SQLException e) {
            if (SqlFailures.isPassing(e)) {
                forgetPositions();
                await(e);
                return false;
            }
            throw new ProjectionStoppedException("Cannot park an event: " + e, e);
        }
    }

    /** What a transaction does: the checkpoints that it moved to, none if it must be rolled back. */
    private interface Work {
        Optional<Map<TopicPartition, Checkpoint>> in(Connection tx) throws SQLException;
    }

    private boolean commit(Work work, int events) throws SQLException {
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
        listener.committed(highest, events, System.nanoTime() - startNanos);
        return true;
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
