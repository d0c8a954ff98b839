package org.muster.messaging.rebuilding;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.rebuilding.RebuildRun.RebuildFailedException;
import org.muster.messaging.wire.TopicEvent;

/** Reads some partitions once, up to where it is told, into one generation or several. One thread at a time. */
final class RebuildWorker implements AutoCloseable {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long BATCH_BYTES_MAX = 64 * 1024 * 1024;

    private final List<GenerationFill> generations;
    private final RebuildSettings settings;
    private final Collection<TopicPartition> partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LongAdder events;

    /** @param events counts what is read and applied */
    RebuildWorker(
            List<GenerationProjection> projections,
            DataSource dataSource,
            RebuildSettings settings,
            Collection<TopicPartition> partitions,
            LongAdder events) {
        this.generations = projections.stream()
                .map(projection -> new GenerationFill(projection, dataSource, settings.parkedEventsMax()))
                .toList();
        this.settings = settings;
        this.partitions = List.copyOf(partitions);
        this.events = events;
        this.consumer = new KafkaConsumer<>(
                settings.consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(this.partitions);
    }

    /**
     * Applies everything before these offsets, and nothing else, to each generation that does not have it.
     *
     * @param goals the offset after the last event, by partition; of other workers' partitions, too
     * @param published the last position that there is
     * @param stop asked between two batches
     * @return whether it is there; false only if it was stopped
     * @throws RebuildFailedException if an event cannot be applied and is not to be parked, or the log has changed
     * @throws SQLException if the database is unavailable: may be called again
     */
    boolean fillTo(Map<Integer, Long> goals, long published, BooleanSupplier stop) throws SQLException {
        try {
            position(goals);
            List<TopicEvent> batch = new ArrayList<>();
            long bytes = 0;
            boolean read = isRead(goals);
            while (!read && !stop.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    if (record.offset() < goals.get(record.partition())) {
                        batch.add(new TopicEvent(record));
                        bytes += record.serializedValueSize();
                    }
                }
                read = isRead(goals);
                if (read || batch.size() >= settings.batchSizeMax() || bytes >= BATCH_BYTES_MAX) {
                    for (GenerationFill generation : generations) {
                        generation.apply(batch, published);
                    }
                    events.add(batch.size());
                    batch.clear();
                    bytes = 0;
                }
            }
            if (read) {
                generations.forEach(generation -> generation.requireReached(goals));
            }
            return read;
        } catch (OffsetOutOfRangeException e) {
            throw new RebuildFailedException("The events' topic changed while it was read: start again", e);
        }
    }

    /** Where the generation stands that is least far. */
    private void position(Map<Integer, Long> goals) throws SQLException {
        for (GenerationFill generation : generations) {
            generation.position(partitions);
        }
        for (TopicPartition partition : partitions) {
            Checkpoint checkpoint = generations.stream()
                    .map(generation -> generation.at(partition))
                    .min(Comparator.comparingLong(Checkpoint::nextOffset))
                    .orElseThrow();
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

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
    }
}
