package org.muster.acceptance;

import static java.util.Map.entry;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.Caller.Reply;
import org.muster.commandside.CommandSide;
import org.muster.embedded.Database;
import org.muster.local.authorization.AuthorizationServer;
import org.muster.queryside.QuerySide;
import org.muster.testing.SecuredKafka;
import org.muster.testing.TestPostgres;

/**
 * Both sides against a broker with TLS, SCRAM and ACLs. About Kafka they are told nothing but {@code spring.kafka.*} and an SSL
 * bundle, and each user may do what OPERATIONS lists, and no more.
 */
class SecuredSystemTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private SecuredKafka kafka;
    private AuthorizationServer authorization;
    private SideProcess commandSide;
    private SideProcess querySide;

    @BeforeEach
    void start() {
        CompletableFuture<SecuredKafka> broker = CompletableFuture.supplyAsync(() -> SecuredKafka.start(folder));
        authorization = AuthorizationServer.start(
                Application.Ports.free().authorization(), "http://localhost/", folder.resolve("local"));
        Database events = TestPostgres.freshDatabase();
        Database readModels = TestPostgres.freshDatabase();
        kafka = broker.join();
        List.of("command-side", "query-side", "integrator").forEach(kafka::addUser);
        kafka.allow("command-side", TOPIC, "muster.", CREATE, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE);
        kafka.allow("command-side", GROUP, "muster.", READ);
        kafka.allow("command-side", TRANSACTIONAL_ID, "muster.", DESCRIBE, WRITE);
        kafka.allow("query-side", TOPIC, "muster.events", DESCRIBE, READ);
        kafka.allow("query-side", TOPIC, "muster.publication", DESCRIBE, READ);
        kafka.allow("query-side", GROUP, "muster.", READ);
        kafka.allow("integrator", TOPIC, "muster.commands", DESCRIBE, WRITE);
        kafka.allow("integrator", TOPIC, "muster.command-results", DESCRIBE, READ);
        commandSide = side(
                CommandSide.class,
                "command-side",
                events,
                Map.of(
                        "muster.vault.create-master-key", "true",
                        "muster.audit.create-key", "true"));
        querySide = side(QuerySide.class, "query-side", readModels, Map.of());
        commandSide.awaitAnswer();
        querySide.awaitAnswer();
    }

    private SideProcess side(Class<?> deployable, String name, Database database, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.putAll(Map.of(
                "spring.datasource.url", database.jdbcUrl(),
                "spring.datasource.username", database.username(),
                "spring.datasource.password", database.password()));
        Stream.of(kafka.springKafka(name))
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> settings.put(setting[0], setting[1]));
        return SideProcess.start(folder, name, deployable, authorization.issuer(), settings);
    }

    @AfterEach
    void stop() {
        commandSide.kill();
        querySide.kill();
        authorization.close();
        kafka.close();
    }

    @Test
    @DisplayName(
            "commands over HTTP and Kafka, publication, projection, rebuild and reports work by spring.kafka.* alone")
    void works_by_spring_boots_own_settings() throws Exception {
        Caller importer = as("importer");
        Scene scene = new Scene(importer);
        String mission = scene.activeMission(1);
        Reply deployed = importer.command(
                "DeployVolunteer", Scene.deployment(scene.volunteers(1).getFirst(), mission));
        assertThat(deployed.status()).as(deployed.body()).isEqualTo(200);
        assertThat(headcount(mission, deployed.position())).isEqualTo(1);

        Map<String, Object> revision = Map.ofEntries(
                entry("mission", mission),
                entry("period", Map.of("from", "1992-03-15", "to", "1993-06-30")),
                entry("international", 2),
                entry("national", 0),
                entry("document", "A/47/2"),
                entry("revisedOn", "1992-07-01"));
        Reply revised = overKafka("ReviseVolunteerStrength", "mission:" + mission, revision, importer.token());
        assertThat(revised.json().path("position").asLong()).as(revised.body()).isGreaterThan(deployed.position());

        Caller admin = as("admin");
        Reply asked = Caller.send(admin.querySide("/admin/projections/rebuild")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"switch\": \"if-equal\"}")));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        asked.json()
                .path("rebuilds")
                .forEach(rebuild -> await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(admin.query("/admin/projections/"
                                                + rebuild.path("projection").asString() + "/rebuilds/"
                                                + rebuild.path("id").asString())
                                        .json()
                                        .path("phase")
                                        .asString())
                                .isEqualTo("SWITCHED")));
        assertThat(headcount(mission, revised.json().path("position").asLong())).isEqualTo(1);
    }

    private Caller as(String client) {
        return Caller.signedIn(
                SideProcess.sides(commandSide, querySide), Application.client(authorization.clientsFile(), client));
    }

    /** The volunteers of a mission, in a report that includes everything up to a position. */
    private long headcount(String mission, long position) {
        Reply[] reply = new Reply[1];
        await().atMost(LIMIT).until(() -> {
            reply[0] = as("dashboard")
                    .query(
                            "/reports/headcount?on=1992-12-31&mission=" + mission,
                            "Muster-Position",
                            Long.toString(position));
            return reply[0].status() == 200;
        });
        return reply[0].json().at("/total/persons").asLong();
    }

    /** Sends a command as an integrating system does, and reads its answer. */
    private Reply overKafka(String command, String key, Map<String, Object> body, String token) throws Exception {
        UUID id = UUID.randomUUID();
        ProducerRecord<String, String> sent =
                new ProducerRecord<>("muster.commands", key, Caller.JSON.writeValueAsString(body));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/test",
                        "ce_type",
                        "muster.command." + command + ".v1",
                        "content-type",
                        "application/json",
                        "authorization",
                        "Bearer " + token)
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                        kafka.client("integrator"), new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        kafka.client("integrator"), new StringDeserializer(), new StringDeserializer())) {
            producer.send(sent).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<TopicPartition> results = consumer.partitionsFor("muster.command-results").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(results);
            consumer.seekToBeginning(results);
            ConsumerRecord<String, String> answer = await().atMost(LIMIT)
                    .until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofMillis(200))
                                                    .spliterator(),
                                            false)
                                    .filter(result -> EventsTopic.header(result, "ce_commandid")
                                            .equals(id.toString()))
                                    .findAny(),
                            Optional::isPresent)
                    .orElseThrow();
            return new Reply(200, "application/json", answer.value());
        }
    }
}
