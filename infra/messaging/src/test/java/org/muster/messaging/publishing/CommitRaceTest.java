package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.embedded.Database;
import org.muster.messaging.Ledger;
import org.muster.messaging.Stage;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.testing.TestPostgres;

/** No transaction is ever committed without its last record: see decision 0017. */
class CommitRaceTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int COMMANDS = 100;

    @TempDir
    Path logs;

    @Test
    void every_transaction_of_events_has_its_statement() throws Exception {
        Stage stage = Stage.onSharedKafka();
        Path log = logs.resolve("racing.log");
        try (RacingProcess process = RacingProcess.publishing(stage, log)) {
            await().atMost(LIMIT).until(process::hasEnded);
        }
        stage.assertPublishedOnce(RacingProcess.EVENTS);
        List<Long> stated = stage.readCommitted(stage.publicationTopic()).stream()
                .map(record -> PublishedWatermark.fromJson(record.value()).position())
                .toList();
        assertThat(stated)
                .isEqualTo(
                        LongStream.rangeClosed(1, RacingProcess.EVENTS).boxed().toList());
        assertThat(Files.readString(log)).doesNotContain("Publication failed").doesNotContain("ERROR");
    }

    @Test
    void every_transaction_of_answers_has_all_of_them() throws Exception {
        Stage stage = Stage.onSharedKafka();
        Database database = TestPostgres.freshDatabase();
        new Ledger(database).createTables();
        CommandLoopSettings topics = stage.commands("any");
        try (Admin admin = Admin.create(stage.kafka())) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.messages(topics.commandsTopic(), Stage.PARTITIONS, 1),
                            TopicSpec.messages(topics.resultsTopic(), 1, 1),
                            TopicSpec.messages(topics.rejectedTopic(), 1, 1)));
        }
        try (KafkaProducer<String, String> sender =
                new KafkaProducer<>(stage.kafka(), new StringSerializer(), new StringSerializer())) {
            for (int number = 1; number <= COMMANDS; number++) {
                sender.send(
                        new ProducerRecord<>(topics.commandsTopic(), "account-" + number % 10, "command-" + number));
            }
        }
        Path log = logs.resolve("racing.log");
        try (RacingProcess process = RacingProcess.deciding(stage, database, log)) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> process.hasEnded()
                            || stage.readCommitted(topics.resultsTopic()).size() >= COMMANDS);
        }
        assertThat(stage.readCommitted(topics.resultsTopic()))
                .extracting(CommitRaceTest::id)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, COMMANDS)
                        .mapToObj(number -> "command-" + number)
                        .toList());
        assertThat(Files.readString(log)).doesNotContain("Taking commands waits");
    }

    private static String id(ConsumerRecord<byte[], byte[]> answer) {
        return new String(answer.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }
}
