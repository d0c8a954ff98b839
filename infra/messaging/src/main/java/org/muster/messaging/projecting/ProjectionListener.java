package org.muster.messaging.projecting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.Projection;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.checkpoint.OffsetResolver;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.SqlFailures;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.container.ContainerWork;
import org.muster.messaging.parking.ParkedCount;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.topics.BrokerProbe;
import org.muster.messaging.topics.LazyAdmin;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.PublishedLimit;
import org.muster.messaging.wire.TopicEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What one member of a projection's group does with what its container reads. Everything here runs on the container's thread.
 *
 * <p>A partition is <em>positioned</em> while this member knows its checkpoint; otherwise it is paused until the
 * checkpoint has been read. Whatever goes wrong, partitions become unpositioned: the truth is in the database, and is read
 * from there anew. Meanwhile polling goes on, so that the group does not take this member for dead.
 */
final class ProjectionListener implements ContainerWork {

    private static final Logger log = LoggerFactory.getLogger(ProjectionListener.class);

    private static final Duration POLL_ERROR_PAUSE = Duration.ofMillis(500);

    /** Hears of each committed batch, and of each look at what there is to do. */
    interface Observer {
        void committed(long highestPosition, int events, long nanos);

        void looked();
    }

    private final Projection projection;
    private final DataSource dataSource;
    private final Observer observer;
    private final OffsetResolver offsets;
    private final PublishedLimit published;
    private final BatchApplier batches;
    private final BrokerProbe brokers;
    private final ParkedCount parked;
    private final Map<TopicPartition, Checkpoint> positioned = new HashMap<>();
    private final Set<TopicPartition> unpositioned = new HashSet<>();
    private final Set<TopicPartition> truncated = new HashSet<>();
    private final Backoff backoff = new Backoff();
    private final OutageLog outage;
    private Consumer<?, ?> consumer;
    /** Why it has stopped for good. */
    private Optional<String> stopped = Optional.empty();

    private long nextAttemptNanos = System.nanoTime();

    ProjectionListener(
            Projection projection,
            DataSource dataSource,
            ProjectionSettings settings,
            LazyAdmin admin,
            Observer observer) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.observer = observer;
        this.offsets = new OffsetResolver(projection.name(), settings.eventsTopic(), admin);
        this.published = new PublishedLimit(
                settings.kafka().consumer(), settings.publicationTopic(), settings.eventsTopic(), admin);
        this.brokers = new BrokerProbe(admin);
        this.outage = new OutageLog(log, "Projection " + projection.name());
        this.parked = new ParkedCount(projection.name(), dataSource);
        this.batches = new BatchApplier(
                projection.name(),
                dataSource,
                new ProjectionBatches(projection, settings.parkedEventsMax()),
                observer,
                parked::outdated);
    }

    /** What it waits for, if it cannot go on for now. */
    Optional<String> problem() {
        return stopped.or(outage::problem).or(brokers::problem);
    }

    @Override
    public void idle(Consumer<?, ?> of) {
        consumer = of;
        resume();
        if (unpositioned.isEmpty()) {
            well();
        }
        observer.looked();
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> of) {
        consumer = of;
        resume();
        try {
            List<TopicEvent> events = records.stream().map(TopicEvent::new).toList();
            if (batches.apply(events, positioned, published.atLeast(highestOf(records)))) {
                well();
            } else {
                log.info("Projection {}: another member has taken partitions over", projection.name());
                forgetPositions();
                resume();
            }
        } catch (SQLException | RuntimeException e) {
            if (e instanceof KafkaException && !(e instanceof InterruptException)) {
                // Where publication stands is not known now.
                published.close();
            } else if (!SqlFailures.isPassing(e)) {
                throw e instanceof RuntimeException broken ? broken : new ProjectionStoppedException(e.toString(), e);
            }
            forgetPositions();
            await(e);
        }
        observer.looked();
    }

    private static long highestOf(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .mapToLong(record -> CloudEventsCodec.positionOf(record).orElse(0))
                .max()
                .orElse(0);
    }

    private void well() {
        outage.works();
        backoff.reset();
        parked.refresh();
    }

    /** Positions what is not positioned, if it is time to try. */
    private void resume() {
        if (unpositioned.isEmpty() || System.nanoTime() - nextAttemptNanos < 0) {
            return;
        }
        try {
            position();
        } catch (SQLException | KafkaException | IllegalStateException e) {
            if (e instanceof InterruptException interrupted) {
                throw interrupted;
            }
            await(e);
        }
    }

    /** The transaction is undone, and the database says where to go on: nothing is sought here. */
    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> of,
            MessageListenerContainer container,
            Runnable again) {
        Throwable cause = thrown instanceof ListenerExecutionFailedException ? thrown.getCause() : thrown;
        if (cause instanceof ProjectionStoppedException) {
            stop(cause, container);
            return;
        }
        forgetPositions();
        await(cause instanceof Exception exception ? exception : thrown);
        observer.looked();
    }

    private void stop(Throwable why, MessageListenerContainer container) {
        log.error("Projection {} stops", projection.name(), why);
        stopped = Optional.of(why.getMessage());
        container.stopAbnormally(() -> {});
    }

    /** What polling throws, and looking for something to do while nothing is read. */
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> of, MessageListenerContainer container, boolean batch) {
        consumer = of;
        if (thrown instanceof ProjectionStoppedException) {
            stop(thrown, container);
            return;
        }
        if (thrown instanceof OffsetOutOfRangeException lost) {
            // Also thrown where the log diverged from what was read, by the leader epoch that came with the offset.
            log.warn("Projection {}: Kafka no longer has what was read: {}", projection.name(), lost.getMessage());
            truncated.addAll(lost.partitions());
            forgetPositions();
            return;
        }
        forgetPositions();
        await(thrown);
        observer.looked();
        try {
            ListenerUtils.stoppableSleep(container, POLL_ERROR_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once the container has ended. */
    void close() {
        try {
            published.close();
        } catch (ConcurrentModificationException e) {
            log.debug(
                    "The thread of projection {} has not ended yet, and Kafka's client ends with it",
                    projection.name());
        }
    }

    /** Whether brokers answered when last asked. */
    boolean isKafkaReachable() {
        return brokers.problem().isEmpty();
    }

    /** Of the whole projection, as last counted. */
    ParkedRows.Count parked() {
        return parked.count();
    }

    private void await(Exception why) {
        outage.failed("waits", why);
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
            found = offsets.find(tx, unpositioned, truncated);
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

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> of, Collection<TopicPartition> partitions) {
        consumer = of;
        // Paused at any offset: the database, which may be away, says where to begin.
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        unpositioned.addAll(partitions);
        nextAttemptNanos = System.nanoTime();
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> of, Collection<TopicPartition> partitions) {
        // Nothing is in hand: batches are applied between polls, and this runs within one.
        partitions.forEach(positioned::remove);
        unpositioned.removeAll(partitions);
        truncated.removeAll(partitions);
    }
}
