package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.LocalKafka;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Events on Kafka: all of them, once, readable by anybody; and of persons nothing, there or anywhere. */
@ResourceLock(RunningCommandSide.LOGGING)
class PublicationTest {

    private static final String NAME = "Solveig Fictional-Kvitsund";
    private static final String PASSPORT = "FX9081726354";

    @Test
    void records_while_kafka_is_away_and_then_publishes_every_event_once_and_no_person() throws Exception {
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logs.start();
        root.addAppender(logs);
        Logger muster = (Logger) LoggerFactory.getLogger("org.muster");
        try (LocalKafka kafka = stopped();
                RunningCommandSide system =
                        RunningCommandSide.fresh("--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers())) {
            assertThat(system.bulk(openMission("UNTAC", 5)))
                    .allMatch(answer -> answer.path("status").asInt() == 200);
            JsonNode away = health(system);
            assertThat(away.path("status").asString()).isEqualTo("DEGRADED");
            assertThat(away.path("details").path("lag").asLong()).isEqualTo(4);

            kafka.start();
            muster.setLevel(Level.TRACE);
            ((Logger) LoggerFactory.getLogger("org.axonframework")).setLevel(Level.TRACE);
            ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(Level.TRACE);
            List<Map<String, Object>> lines = new ArrayList<>();
            Map<String, Object> person = with(
                    register("V-1", NAME),
                    "personalData",
                    Map.of("name", NAME, "birthDate", "1961-05-17", "passport", PASSPORT));
            UUID registration = UUID.randomUUID();
            lines.add(line("RegisterVolunteer", registration, person));
            lines.add(line("DeployVolunteer", deploy("V-1", "A-1", "UNTAC")));
            system.bulk(lines);
            Answer repeated = system.command("RegisterVolunteer", registration, person);
            Answer refused = system.command("RegisterVolunteer", UUID.randomUUID(), with(person, "volunteer", "V-2"));
            Answer invalid = system.command("RegisterVolunteer", UUID.randomUUID(), with(person, "gender", "?"));
            assertThat(List.of(repeated.status(), refused.status(), invalid.status()))
                    .containsExactly(200, 409, 400);

            List<ConsumerRecord<String, byte[]>> records = consume(kafka.bootstrapServers(), 6);

            List<JsonNode> history = system.history("");
            assertThat(history).hasSize(6);
            assertThat(records.stream().map(r -> header(r, "ce_id")))
                    .containsExactlyInAnyOrderElementsOf(
                            history.stream().map(e -> e.path("id").asString()).toList());
            ConsumerRecord<String, byte[]> deployed = records.stream()
                    .filter(r -> header(r, "ce_type").equals("muster.volunteer.deployed.v1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(deployed.key()).isEqualTo("volunteer:V-1");
            assertThat(header(deployed, "ce_specversion")).isEqualTo("1.0");
            assertThat(header(deployed, "ce_subject")).isEqualTo("volunteer:V-1");
            assertThat(header(deployed, "ce_source")).isEqualTo("/muster");
            assertThat(header(deployed, "ce_position")).isEqualTo("6");
            assertThat(UUID.fromString(header(deployed, "ce_commandid"))).isNotNull();
            assertThat(header(deployed, "content-type")).isEqualTo("application/json");
            assertThat(RunningCommandSide.JSON.readTree(deployed.value()))
                    .isEqualTo(history.getLast().path("data"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(health(system).path("status").asString()).isEqualTo("UP"));

            List<String> everything = new ArrayList<>();
            records.forEach(r -> everything.add(printed(r)));
            everything.addAll(dump(system, "SELECT e::text FROM eventstore.event e"));
            everything.addAll(dump(system, "SELECT encode(payload, 'escape') FROM eventstore.event"));
            everything.addAll(dump(system, "SELECT volunteer || encode(keyset, 'escape') FROM vault.volunteer_key"));
            history.forEach(e -> everything.add(e.toString()));
            everything.add(repeated.text() + refused.text() + invalid.text());
            synchronized (logs) {
                List.copyOf(logs.list).forEach(e -> everything.add(printed(e)));
            }
            assertThat(everything)
                    .allSatisfy(text -> assertThat(text)
                            .doesNotContainIgnoringCase("Solveig")
                            .doesNotContainIgnoringCase("Kvitsund")
                            .doesNotContain(PASSPORT)
                            .doesNotContain("1961-05-17"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(system.masterKeyFile())))
                    .isEqualTo("rw-------");
        } finally {
            muster.setLevel(null);
            ((Logger) LoggerFactory.getLogger("org.axonframework")).setLevel(null);
            ((Logger) LoggerFactory.getLogger("org.springframework")).setLevel(null);
            root.detachAppender(logs);
        }
    }

    private static LocalKafka stopped() {
        LocalKafka kafka = LocalKafka.temporary();
        kafka.stop();
        return kafka;
    }

    private static JsonNode health(RunningCommandSide system) {
        return system.get("/actuator/health", "admin").json().path("components").path("publication");
    }

    private static List<ConsumerRecord<String, byte[]>> consume(String bootstrapServers, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "publication-test",
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "500",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("muster.events"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    private static String header(ConsumerRecord<?, ?> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String printed(ConsumerRecord<String, byte[]> kafkaRecord) {
        StringBuilder text = new StringBuilder(kafkaRecord.key());
        for (Header header : kafkaRecord.headers()) {
            text.append(header.key()).append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return text.append(new String(kafkaRecord.value(), StandardCharsets.UTF_8))
                .toString();
    }

    private static String printed(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    private static List<String> dump(RunningCommandSide system, String sql) throws SQLException {
        try (Connection connection = system.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
