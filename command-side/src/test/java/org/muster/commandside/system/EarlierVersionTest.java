package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.with;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.KafkaServer;
import org.muster.testing.TestKafka;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * An extension of a mandate that was stored in version 1, as programs before version 2 did: it decides, is corrected, replayed, shown
 * and published like any other.
 */
class EarlierVersionTest {

    private static final String V1 = "muster.mission.mandate-extended.v1";

    private static KafkaServer kafka;
    private static RunningCommandSide system;
    private static String mission;
    private static UUID command;
    private static JsonNode extended;
    private static String stored;

    @BeforeAll
    static void start() {
        kafka = TestKafka.start();
        system = RunningCommandSide.fresh();
        mission = fresh("M");
        command = UUID.randomUUID();
        system.accepted("EstablishMission", with(establish(mission), "expiresOn", "1993-09-24"));
        Answer answer = system.command("ExtendMandate", command, extend("1993-11-15"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        extended = answer.json().path("events").path(0);
        stored =
                "{\"mission\":\"%s\",\"instrument\":\"S/RES/860\",\"adoptedOn\":\"1993-08-27\",\"newExpiry\":\"1993-11-15\"}"
                        .formatted(mission);
        JdbcClient.create(system.database().dataSource())
                .sql("UPDATE eventstore.event SET version = '1', payload = ? WHERE position = ?")
                .params(
                        stored.getBytes(StandardCharsets.UTF_8),
                        extended.path("position").asLong())
                .update();
        // With nothing in its caches, and only now with a topic to publish to.
        system.restart("--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers());
    }

    @AfterAll
    static void stop() {
        system.close();
        kafka.close();
    }

    @Test
    void it_decides_what_comes_after_it() {
        Answer notLater = system.command("ExtendMandate", UUID.randomUUID(), extend("1993-11-15"));

        assertThat(notLater.code()).isEqualTo("EXPIRY_NOT_LATER");
        assertThat(notLater.json().path("details").path("expiresOn").asString()).isEqualTo("1993-11-15");
    }

    @Test
    void it_is_replayed_and_its_decision_made_again_in_the_present_version() {
        JsonNode state = system.get(
                        "/audit/state/mission/" + mission + "?at="
                                + extended.path("position").asLong(),
                        "audit")
                .json();
        assertThat(state.toString()).contains("1993-11-15");

        JsonNode decision = system.get("/audit/decisions/" + command, "audit")
                .json()
                .path("decisions")
                .path(0);
        assertThat(decision.path("replay").path("same").asBoolean())
                .as(decision.toString())
                .isTrue();
    }

    @Test
    void it_is_corrected_as_an_event_of_the_present_version() {
        JsonNode corrected = system.accepted(
                "CorrectRecord",
                Map.of(
                        "event", extended.path("id").asString(),
                        "position", extended.path("position").asLong(),
                        "field", "instrumentKind",
                        "after", "PRESIDENTIAL_STATEMENT",
                        "reason", "WRONG_SOURCE"));

        JsonNode event = system.history("?types=muster.record.corrected&tag=mission:" + mission)
                .getFirst();
        assertThat(corrected.path("events")).isNotEmpty();
        assertThat(event.path("data").path("before").asString()).isEqualTo("SECURITY_COUNCIL_RESOLUTION");
        assertThat(event.path("data").path("original").path("type").asString())
                .isEqualTo("muster.mission.mandate-extended.v2");
    }

    @Test
    void it_is_shown_and_published_as_it_was_stored_with_its_own_schema() {
        JsonNode shown = system.history("?tag=mission:" + mission + "&types=muster.mission.mandate-extended")
                .getFirst();
        assertThat(shown.path("type").asString()).isEqualTo(V1);

        JsonNode schema = RunningCommandSide.send(
                        system.request("/schemas/" + V1, null).build())
                .json();
        assertThat(schema.path("$id").asString()).isEqualTo("urn:muster:schema:" + V1);
        assertThat(schema.path("properties").has("instrumentKind")).isFalse();
        assertThat(RunningCommandSide.send(system.request("/schemas/muster.mission.mandate-extended.v2", null)
                                .build())
                        .json()
                        .path("properties")
                        .has("instrumentKind"))
                .isTrue();
        assertThat(published()).isEqualTo(stored);
    }

    private static String published() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = await().atMost(Duration.ofSeconds(60))
                    .until(
                            () -> consumer.partitionsFor("muster.events").stream()
                                    .map(of -> new TopicPartition(of.topic(), of.partition()))
                                    .toList(),
                            found -> !found.isEmpty());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            String[] found = {null};
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> {
                    if (V1.equals(new String(one.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))) {
                        found[0] = new String(one.value(), StandardCharsets.UTF_8);
                    }
                });
                return found[0] != null;
            });
            return found[0];
        }
    }

    private static Map<String, Object> extend(String to) {
        return Map.of("mission", mission, "instrument", "S/RES/860", "adoptedOn", "1993-08-27", "newExpiry", to);
    }
}
