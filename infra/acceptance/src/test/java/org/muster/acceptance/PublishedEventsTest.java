package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;

/** Any Kafka client sees CloudEvents 1.0 in binary mode in {@code muster.events}, each position once. */
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

        List<ConsumerRecord<String, String>> records = EventsTopic.readUpTo(last, application.kafka());

        assertThat(records).hasSize((int) last);
        Map<String, Long> latest = new HashMap<>();
        boolean[] seen = new boolean[(int) last + 1];
        for (ConsumerRecord<String, String> record : records) {
            long position = Long.parseLong(EventsTopic.header(record, "ce_position"));
            assertThat(seen[(int) position]).as("position %d twice", position).isFalse();
            seen[(int) position] = true;
            assertThat(latest.merge(record.key(), position, Math::max))
                    .as(record.key())
                    .isEqualTo(position);
            assertThat(EventsTopic.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(EventsTopic.header(record, "ce_subject")).isEqualTo(record.key());
            assertThat(EventsTopic.header(record, "content-type")).startsWith("application/json");
            assertThat(Instant.parse(EventsTopic.header(record, "ce_time")))
                    .isBefore(Instant.now().plusSeconds(60));
        }
        ConsumerRecord<String, String> deployment = records.stream()
                .filter(record -> EventsTopic.header(record, "ce_position").equals(Long.toString(last)))
                .findFirst()
                .orElseThrow();
        assertThat(EventsTopic.header(deployment, "ce_type")).isEqualTo("muster.volunteer.deployed.v1");
        assertThat(deployment.key()).isEqualTo("volunteer:" + volunteer);
        assertThat(Caller.JSON.readTree(deployment.value()).get("mission").asString())
                .isEqualTo(mission);
        assertThat(deployment.headers()).extracting(Header::key).contains("ce_id", "ce_source", "ce_commandid");
    }
}
