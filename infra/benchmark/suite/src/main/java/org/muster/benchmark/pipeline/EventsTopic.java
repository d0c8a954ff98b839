package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.muster.benchmark.pipeline.PipelineBenchmark.Timed;

/** {@code muster.events} as its readers see it, and a topic beside it that a bare producer writes. */
final class EventsTopic implements AutoCloseable {

    private static final String EVENTS = "muster.events";
    private static final String BARE = "bare";

    private final String bootstrapServers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    EventsTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Watches events being published, from the first committed ones that it sees to the last. */
    Timed publishing(long count, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long first = awaitEnd(1, deadline);
        long start = System.nanoTime();
        // Offsets count the markers of transactions, too, so this ends a moment early rather than late.
        long last = awaitEnd(count, deadline);
        return new Timed("publisher", last - first, (System.nanoTime() - start) / 1e9, "");
    }

    private long awaitEnd(long count, long deadlineNanos) {
        long end = end();
        while (end < count) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("Only " + end + " events are published");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            end = end();
        }
        return end;
    }

    /** Offsets up to which all transactions have ended, of all partitions. */
    private long end() {
        return consumer.endOffsets(partitions()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private List<TopicPartition> partitions() {
        return Objects.requireNonNullElse(consumer.partitionsFor(EVENTS), List.<PartitionInfo>of()).stream()
                .map(partition -> new TopicPartition(EVENTS, partition.partition()))
                .toList();
    }

    /** The same records by a producer with the publisher's settings, without transactions. */
    Timed copy(long count) throws InterruptedException, ExecutionException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (records.size() < count) {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(Duration.ofSeconds(5))) {
                records.add(new ProducerRecord<>(BARE, null, event.key(), event.value(), event.headers()));
            }
        }
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                "gzip",
                "compression.gzip.level",
                1,
                "batch.size",
                262_144,
                "linger.ms",
                5));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(BARE, partitions.size(), (short) 1)))
                    .all()
                    .get();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            records.forEach(producer::send);
            producer.flush();
            return new Timed(
                    "bare Kafka producer",
                    records.size(),
                    (System.nanoTime() - start) / 1e9,
                    "idempotent, gzip; no transactions, nothing encoded");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
