package org.muster.commandside.system;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.muster.embedded.KafkaServer;
import tools.jackson.databind.JsonNode;

/** An integrating system on Kafka: sends commands, and reads every answer. */
final class CommandTopics implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String COMMANDS = "muster.commands";
    private static final String RESULTS = "muster.command-results";
    private static final String REJECTED = "muster.commands.rejected";
    private static final String EVENTS = "muster.events";

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();
    private int sent;

    /** The topics must be there. */
    CommandTopics(KafkaServer kafka) {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(RESULTS, REJECTED, EVENTS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A command as it should be, to be sent or spoilt. */
    static ProducerRecord<byte[], byte[]> command(String name, UUID id, String key, Object body, String token) {
        ProducerRecord<byte[], byte[]> command =
                new ProducerRecord<>(COMMANDS, bytes(key), bytes(RunningCommandSide.JSON.writeValueAsString(body)));
        set(command, "ce_specversion", "1.0");
        set(command, "ce_id", id.toString());
        set(command, "ce_type", "muster.command." + name + ".v1");
        set(command, "ce_source", "/test");
        set(command, "content-type", "application/json");
        if (token != null) {
            set(command, "authorization", "Bearer " + token);
        }
        return command;
    }

    static ProducerRecord<byte[], byte[]> set(ProducerRecord<byte[], byte[]> command, String header, String value) {
        command.headers().remove(header).add(header, value == null ? null : bytes(value));
        return command;
    }

    /** Sends, and returns once Kafka has it. */
    void send(ProducerRecord<byte[], byte[]> command) {
        try {
            producer.send(command).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        sent++;
    }

    /** Waits until every record ever sent here has an answer. */
    void awaitAllAnswered() {
        await().atMost(LIMIT).until(() -> {
            poll();
            return all(RESULTS).count() + all(REJECTED).count() >= sent;
        });
    }

    int sent() {
        return sent;
    }

    List<Result> results() {
        poll();
        return all(RESULTS).map(Result::of).toList();
    }

    /** The results of one command, those of its repeats too. */
    List<Result> resultsOf(UUID command) {
        return results().stream()
                .filter(result -> result.commandId().equals(command.toString()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> rejected() {
        poll();
        return all(REJECTED).toList();
    }

    /** Waits for a published event. */
    ConsumerRecord<byte[], byte[]> event(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            poll();
                            return all(EVENTS).filter(wanted).findFirst();
                        },
                        found -> found.isPresent())
                .orElseThrow();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
    }

    private Stream<ConsumerRecord<byte[], byte[]>> all(String topic) {
        return List.copyOf(seen).stream().filter(read -> read.topic().equals(topic));
    }

    static String header(ConsumerRecord<?, ?> read, String name) {
        Header header = read.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** An answer to a command. */
    record Result(String key, String type, String commandId, JsonNode data, ConsumerRecord<byte[], byte[]> read) {

        static Result of(ConsumerRecord<byte[], byte[]> read) {
            return new Result(
                    text(read.key()),
                    header(read, "ce_type"),
                    header(read, "ce_commandid"),
                    RunningCommandSide.JSON.readTree(read.value()),
                    read);
        }

        boolean accepted() {
            return type.equals("muster.command.accepted.v1");
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
    }
}
