package org.muster.commandside.completeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.KafkaClients;
import org.muster.testing.TestKafka;

/** The two topics of a publisher, of one test on a real Kafka. */
record TopicStage(Map<String, Object> kafka, String prefix) {

    static final int PARTITIONS = 4;

    static TopicStage onSharedKafka() {
        TopicStage stage = new TopicStage(
                Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers()), TestKafka.freshPrefix());
        stage.createTopics();
        return stage;
    }

    void createTopics() {
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.kept(eventsTopic(), PARTITIONS, 1),
                            TopicSpec.publication(prefix + "publication", 1)));
        }
    }

    String eventsTopic() {
        return prefix + "events";
    }

    PublisherSettings publisher(int batchSizeMax) {
        return new PublisherSettings(
                KafkaClients.of(kafka), eventsTopic(), prefix + "publication", prefix + "publisher", batchSizeMax);
    }

    /** Everything that a reader of committed events sees, partition by partition. */
    List<IncomingEvent> readCommitted() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("isolation.level", "read_committed");
        config.put("fetch.max.wait.ms", 10);
        List<IncomingEvent> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(eventsTopic()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new IllegalStateException("Cannot read " + eventsTopic() + " to its end");
                }
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> events.add(CloudEventsCodec.fromRecord(record)));
            }
        }
        return events;
    }
}
