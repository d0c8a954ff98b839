package org.muster.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {

    private static final String TOPIC = "events";

    @TempDir
    Path directory;

    @Test
    void keeps_committed_transactions_across_a_restart_and_shows_no_aborted_ones() throws Exception {
        int port = Ports.free();
        try (LocalKafka kafka = LocalKafka.persistent(directory, port)) {
            createTopic(kafka);
            try (KafkaProducer<String, String> producer = producer(kafka)) {
                commit(producer, "one");
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "aborted")).get();
                producer.abortTransaction();

                // The same producer goes on when the broker comes back.
                kafka.stop();
                kafka.start();
                commit(producer, "two");
            }
        }
        try (LocalKafka kafka = LocalKafka.persistent(directory, port);
                KafkaProducer<String, String> producer = producer(kafka)) {
            commit(producer, "three");

            assertThat(readCommitted(kafka, 3)).containsExactly("one", "two", "three");
        }
    }

    /** A child JVM commits and is killed in the middle of its next transaction, twice. */
    @Test
    void keeps_committed_transactions_of_a_jvm_that_was_killed() throws Exception {
        int port = Ports.free();
        for (int life = 1; life <= 2; life++) {
            try (ChildJvm child = ChildJvm.start(
                    CommitsAndStays.class, directory.toString(), Integer.toString(port), "life " + life)) {
                assertThat(child.answer()).isEqualTo("committed");
            }
        }
        try (LocalKafka kafka = LocalKafka.persistent(directory, port);
                KafkaProducer<String, String> producer = producer(kafka)) {
            commit(producer, "after");

            assertThat(readCommitted(kafka, 3)).containsExactly("life 1", "life 2", "after");
        }
    }

    static final class CommitsAndStays {

        public static void main(String[] arguments) throws Exception {
            LocalKafka kafka = LocalKafka.persistent(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            createTopic(kafka);
            KafkaProducer<String, String> producer = producer(kafka);
            commit(producer, arguments[2]);
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "never committed")).get();
            ChildJvm.say("committed");
            ChildJvm.untilKilled();
        }
    }

    @Test
    void refuses_a_second_broker_on_the_same_directory() {
        try (LocalKafka kafka = LocalKafka.persistent(directory, Ports.free())) {
            assertThat(kafka.bootstrapServers()).startsWith("127.0.0.1:");
            assertThatThrownBy(() -> LocalKafka.persistent(directory, Ports.free()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void names_a_port_that_another_program_uses_and_starts_once_it_is_free() throws Exception {
        int port;
        try (ServerSocket stranger = Ports.listener()) {
            port = stranger.getLocalPort();
            assertThatThrownBy(() -> LocalKafka.persistent(directory, port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + port);
        }
        LocalKafka.persistent(directory, port).close();
    }

    @Test
    void creates_no_topic_by_accident() throws Exception {
        try (LocalKafka kafka = LocalKafka.temporary();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            String topic = "typo";

            assertThatThrownBy(() ->
                            admin.describeTopics(List.of(topic)).allTopicNames().get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void brings_no_second_logging_backend() {
        assertThatThrownBy(() -> Class.forName("org.apache.logging.log4j.core.Logger"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private static void createTopic(LocalKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            if (!admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static KafkaProducer<String, String> producer(LocalKafka kafka) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "the-one"),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        return producer;
    }

    private static void commit(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, value)).get(30, TimeUnit.SECONDS);
        producer.commitTransaction();
    }

    private static List<String> readCommitted(LocalKafka kafka, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant deadline = Instant.now().plusSeconds(30);
            while (values.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
