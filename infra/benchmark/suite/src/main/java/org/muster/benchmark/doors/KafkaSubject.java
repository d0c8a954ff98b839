package org.muster.benchmark.doors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Outcome;

/** Commands on {@code muster.commands}, each with its token; answered when its result can be read. */
final class KafkaSubject extends DoorSubject {

    private static final String COMMANDS = "muster.commands";
    private static final List<String> ANSWERS = List.of("muster.command-results", "muster.commands.rejected");

    private final byte[] authorization;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, CompletableFuture<Outcome>> unanswered = new ConcurrentHashMap<>();
    private final Thread reader;

    KafkaSubject(Commands command, String bootstrapServers, String token) {
        super(command);
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.US_ASCII);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 2),
                new StringSerializer(),
                new StringSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = ANSWERS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.reader = Thread.ofPlatform().name("kafka-answers").start(this::read);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment deployment) {
        String id = deployment.commandId().toString();
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        unanswered.put(id, answer);
        ProducerRecord<String, String> record =
                new ProducerRecord<>(COMMANDS, "volunteer:" + deployment.volunteerId(), command.data(deployment));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_type", "muster.command." + command.command + ".v1",
                        "ce_id", id,
                        "ce_source", "urn:benchmark",
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        record.headers().add("authorization", authorization);
        producer.send(record, (sent, failure) -> {
            if (failure != null) {
                unanswered.remove(id);
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    boolean result = record.topic().equals(ANSWERS.getFirst());
                    CompletableFuture<Outcome> answer =
                            unanswered.remove(header(record, result ? "ce_commandid" : "ce_id"));
                    if (answer != null && result) {
                        answer.complete(new Outcome(header(record, "ce_type").contains("accepted"), 0));
                    } else if (answer != null) {
                        answer.completeExceptionally(
                                new IllegalStateException(header(record, "muster-rejection-reason")));
                    }
                }
            }
        } catch (WakeupException closing) {
            unanswered.values().forEach(answer -> answer.cancel(false));
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
