package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads some partitions into a generation, up to where it is told. One thread at a time.
 *
 * <p>A batch's rows and its checkpoints commit together, as a live member's do, so whoever goes on after a kill repeats
 * nothing, and of two that fill the same generation one fails. Commits are not waited for to be on disk: a database that
 * crashes loses rows and checkpoints alike, and the switch, which is waited for, comes after them in the log.
 */
final class RebuildWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** A batch that failed as a whole is applied in pieces of this size, to find the events whose fault it is. */
    private static final int CAREFUL_BATCH_SIZE = 1000;

    private static final long BATCH_BYTES_MAX = 64 * 1024 * 1024;

    private final String name;
    private final DataSource dataSource;
    private final RebuildSettings settings;
    private final Collection<TopicPartition> partitions;
    private final ProjectionBatches filling;
    private final ProjectionBatches careful;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LongAdder events;
    private final Map<TopicPartition, Checkpoint> positioned = new HashMap<>();

    /** @param events counts what is applied */
    RebuildWorker(
            GenerationProjection projection,
            DataSource dataSource,
            RebuildSettings settings,
            Collection<TopicPartition> partitions,
            LongAdder events) {
        this.name = projection.name();
        this.dataSource = dataSource;
        this.settings = settings;
        this.partitions = List.copyOf(partitions);
        this.filling = new ProjectionBatches(projection.filling(), settings.parkedEventsMax());
        this.careful = new ProjectionBatches(projection, settings.parkedEventsMax());
        this.events = events;
        this.consumer = new KafkaConsumer<>(
                settings.consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(this.partitions);
    }

    /**
     * Applies everything before these offsets, and nothing else.
     *
     * @param goals the offset after the last event, by partition; of other workers' partitions, too
     * @param stop asked between two batches
     * @return whether it is there; false only if it was stopped
     * @throws RebuildFailedException if an event cannot be applied and is not to be parked, or the log has changed
     * @throws SQLException if the database is away: may be called again
     */
    boolean fillTo(Map<Integer, Long> goals, BooleanSupplier stop) throws SQLException {
        try {
            position(goals);
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            long bytes = 0;
            boolean read = isRead(goals);
            while (!read && !stop.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    if (record.offset() < goals.get(record.partition())) {
                        batch.add(record);
                        bytes += record.serializedValueSize();
                    }
                }
                read = isRead(goals);
                if (read || batch.size() >= settings.batchSizeMax() || bytes >= BATCH_BYTES_MAX) {
                    apply(batch);
                    batch.clear();
                    bytes = 0;
                }
            }
            if (read) {
                requireThere(goals);
            }
            return read;
        } catch (OffsetOutOfRangeException e) {
            throw new RebuildFailedException("The events' topic changed while it was read: start again", e);
        } finally {
            // Whatever was read and not applied is read again; the truth is in the database.
            positioned.clear();
        }
    }

    private void position(Map<Integer, Long> goals) throws SQLException {
        Map<Integer, Checkpoint> stored;
        try (Connection connection = dataSource.getConnection()) {
            stored = Checkpoints.load(connection, name);
        }
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = stored.get(partition.partition());
            if (checkpoint == null) {
                throw new RebuildLostException(name + " is gone");
            }
            positioned.put(partition, checkpoint);
            if (checkpoint.nextOffset() < goals.get(partition.partition())) {
                consumer.seek(partition, new OffsetAndMetadata(checkpoint.nextOffset(), checkpoint.leaderEpoch(), ""));
                consumer.resume(List.of(partition));
            } else {
                consumer.seek(partition, checkpoint.nextOffset());
                consumer.pause(List.of(partition));
            }
        }
    }

    /** Pauses the partitions that are read up to their goal. */
    private boolean isRead(Map<Integer, Long> goals) {
        List<TopicPartition> read = partitions.stream()
                .filter(partition -> consumer.position(partition) >= goals.get(partition.partition()))
                .toList();
        consumer.pause(read);
        return read.size() == partitions.size();
    }

    private void requireThere(Map<Integer, Long> goals) {
        positioned.forEach((partition, checkpoint) -> {
            if (checkpoint.nextOffset() != goals.get(partition.partition())) {
                throw new RebuildFailedException(
                        "The projection has read " + partition + " up to offset " + goals.get(partition.partition())
                                + ", and Kafka has nothing after " + checkpoint.nextOffset() + " to get there",
                        null);
            }
        });
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try {
            commit(tx -> filling.apply(tx, records, positioned));
            events.add(records.size());
        } catch (SQLException | RuntimeException e) {
            if (Failures.isPassing(e) || e instanceof RebuildLostException) {
                throw e;
            }
            log.debug("A batch of {} failed: applying it carefully", records.size(), e);
            for (int from = 0; from < records.size(); from += CAREFUL_BATCH_SIZE) {
                applyCarefully(records.subList(from, Math.min(records.size(), from + CAREFUL_BATCH_SIZE)));
            }
        }
    }

    /** As live members do: halving finds the event whose fault it is, and that one is parked with what follows of its subject. */
    private void applyCarefully(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try {
            commit(tx -> careful.apply(tx, records, positioned));
            events.add(records.size());
        } catch (SQLException | RuntimeException e) {
            if (Failures.isPassing(e) || e instanceof RebuildLostException || e instanceof ProjectionStoppedException) {
                throw e;
            }
            if (records.size() > 1) {
                int half = records.size() / 2;
                applyCarefully(records.subList(0, half));
                applyCarefully(records.subList(half, records.size()));
                return;
            }
            ConsumerRecord<byte[], byte[]> record = records.getFirst();
            if (!Failures.isPoison(e)) {
                throw new RebuildFailedException(
                        "Event at " + record.topic() + "-" + record.partition() + " offset " + record.offset()
                                + " cannot be applied: " + e,
                        e);
            }
            commit(tx -> careful.park(tx, record, e.toString(), positioned));
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

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}
