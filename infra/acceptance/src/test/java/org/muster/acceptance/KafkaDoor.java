package org.muster.acceptance;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** Sends commands over Kafka, as an integrating system does, and reads their answers. */
final class KafkaDoor implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    KafkaDoor(String bootstrapServers) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor("muster.command-results").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The data of the answer; an assertion fails if the command is not accepted. */
    JsonNode accepted(String command, String key, Map<String, ?> body, String token) {
        UUID id = UUID.randomUUID();
        ProducerRecord<String, String> sent =
                new ProducerRecord<>("muster.commands", key, Caller.JSON.writeValueAsString(body));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/year",
                        "ce_type",
                        "muster.command." + command + ".v1",
                        "content-type",
                        "application/json",
                        "authorization",
                        "Bearer " + token)
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(sent).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        ConsumerRecord<String, String> answer = answer(id);
        String type = EventsTopic.header(answer, "ce_type");
        if (!type.equals("muster.command.accepted.v1")) {
            throw new AssertionError(command + ": " + type + " " + answer.value());
        }
        return Caller.JSON.readTree(answer.value());
    }

    private ConsumerRecord<String, String> answer(UUID id) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(1))
                .until(
                        () -> {
                            for (ConsumerRecord<String, String> read : consumer.poll(Duration.ofMillis(200))) {
                                if (EventsTopic.header(read, "ce_commandid").equals(id.toString())) {
                                    return read;
                                }
                            }
                            return null;
                        },
                        read -> read != null);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
