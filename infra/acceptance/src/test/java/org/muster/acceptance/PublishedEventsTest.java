package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;

/** What any Kafka client sees in {@code muster.events}: CloudEvents 1.0 in binary mode, each position once. */
@ExtendWith(RunningApplication.class)
class PublishedEventsTest {

    private final Application application;
    private final Caller importer;
    private final Scene scene;

    PublishedEventsTest(Application application) {
        this.application = application;
        importer = application.as("importer");
        scene = new Scene(importer);
    }

    @Test
    @DisplayName("each stored position is published once, in order per subject, as a CloudEvent")
    void every_position_is_published_once() {
        String mission = scene.activeMission(3);
        String volunteer = scene.volunteers(1).getFirst();
        Reply deployed = importer.command("DeployVolunteer", Scene.deployment(volunteer, mission));
        long last = deployed.position();

        List<ConsumerRecord<String, String>> records = readUpTo(last);

        assertThat(records).hasSize((int) last);
        Map<String, Long> latest = new HashMap<>();
        boolean[] seen = new boolean[(int) last + 1];
        for (ConsumerRecord<String, String> record : records) {
            long position = Long.parseLong(header(record, "ce_position"));
            assertThat(seen[(int) position]).as("position %d twice", position).isFalse();
            seen[(int) position] = true;
            assertThat(latest.merge(record.key(), position, Math::max))
                    .as(record.key())
                    .isEqualTo(position);
            assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(record, "ce_subject")).isEqualTo(record.key());
            assertThat(header(record, "content-type")).startsWith("application/json");
            assertThat(Instant.parse(header(record, "ce_time")))
                    .isBefore(Instant.now().plusSeconds(60));
        }
        ConsumerRecord<String, String> deployment = records.stream()
                .filter(record -> header(record, "ce_position").equals(Long.toString(last)))
                .findFirst()
                .orElseThrow();
        assertThat(header(deployment, "ce_type")).isEqualTo("muster.volunteer.deployed.v1");
        assertThat(deployment.key()).isEqualTo("volunteer:" + volunteer);
        assertThat(Caller.JSON.readTree(deployment.value()).get("mission").asString())
                .isEqualTo(mission);
        assertThat(deployment.headers()).extracting(Header::key).contains("ce_id", "ce_source", "ce_commandid");
    }

    private List<ConsumerRecord<String, String>> readUpTo(long last) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                application.kafka(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("muster.events").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plusSeconds(30);
            while (records.size() < last && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (Long.parseLong(header(record, "ce_position")) <= last) {
                        records.add(record);
                    }
                });
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
