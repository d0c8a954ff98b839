package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;
import org.muster.tlog.tool.AuditTool;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A canary: persons with unmistakable names go through the doors, and are then looked for in everything that is kept or
 * answered. Only the vault's own answer shows them, and nothing once they are erased.
 */
class ErasureTest {

    private static final String NAME = "Zyxwenna Quillfeather-Obolenskaya";
    private static final String PASSPORT = "QX7739120846Z";
    private static final List<String> CANARIES =
            List.of("Zyxwenna", "Quillfeather", "Obolenskaya", PASSPORT, "1961-07-29");

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();

    private static Map<String, Object> person(String volunteer) {
        return with(
                register(volunteer, NAME),
                "personalData",
                Map.of(
                        "name",
                        NAME,
                        "birthDate",
                        "1961-07-29",
                        "passport",
                        PASSPORT,
                        "contact",
                        NAME + "@example.org"));
    }

    private static Map<String, Object> erase(String volunteer, LocalDate on) {
        return Map.of("volunteer", volunteer, "basis", "DATA_SUBJECT_REQUEST", "erasedOn", on.toString());
    }

    private Answer kept(Answer answer) {
        answers.add(answer.text() + answer.response().headers());
        return answer;
    }

    @Test
    void a_person_is_in_clear_nowhere_but_in_the_vault_s_answers_and_not_there_once_erased() throws Exception {
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger muster = (Logger) LoggerFactory.getLogger("org.muster");
        logs.start();
        root.addAppender(logs);
        muster.setLevel(Level.TRACE);
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalKafka kafka = LocalKafka.temporary()) {
            Database database = postgres.createDatabase("muster", "muster_owner");
            String data = JdbcClient.create(postgres.superuser().dataSource())
                    .sql("SHOW data_directory")
                    .query(String.class)
                    .single();
            List<String> topics = new ArrayList<>();
            Path imports;
            try (RunningCommandSide system =
                    RunningCommandSide.on(database, "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers())) {
                imports = system.masterKeyFile().resolveSibling("imports");
                UUID registration = UUID.randomUUID();
                LocalDate today = LocalDate.now(ZoneOffset.UTC);
                system.bulk(openMission("UNTAC", 5));
                assertThat(kept(system.command("RegisterVolunteer", registration, person("V-1")))
                                .status())
                        .isEqualTo(200);
                everyDoorAndError(system, registration);
                system.accepted("DeployVolunteer", deploy("V-1", "A-1", "UNTAC"));
                String counts = counts(system);

                assertThat(read(system, "DUTY_OF_CARE").json().path("name").asString())
                        .isEqualTo(NAME);
                refusedAccesses(system, today);
                system.accepted("EndAssignment", end("A-1", "1992-12-31"));
                Answer erased = kept(system.command(
                        "ErasePersonalData",
                        UUID.randomUUID(),
                        erase("V-1", today),
                        RunningCommandSide.token("commands", "admin")));
                assertThat(erased.status()).as(erased.text()).isEqualTo(200);

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> read(system, "AUDIT").status() == 404);
                assertThat(kept(read(system, "AUDIT")).json().path("detail").asString())
                        .isEqualTo("The person's data were erased");
                neverAgain(system, registration);
                assertThat(counts(system)).isEqualTo(counts);
                accesses(system);
                assertThat(export(system)).isZero();
                kept(system.get("/audit/events", "audit"));
                kept(system.get("/audit/refusals", "audit"));
                kept(system.get("/audit/decisions/" + registration, "audit"));
                topics.addAll(consume(kafka.bootstrapServers()));
                survivesAnOlderBackupOfTheKeys(system, database);
            }
            JdbcClient.create(postgres.superuser().dataSource())
                    .sql("CHECKPOINT")
                    .update();
            List<String> places = new ArrayList<>(answers);
            places.addAll(topics);
            synchronized (logs) {
                List.copyOf(logs.list).forEach(event -> places.add(printed(event)));
            }
            assertThat(places).hasSizeGreaterThan(40).allSatisfy(ErasureTest::hasNoCanary);
            assertThat(topics).anyMatch(text -> text.contains("muster.volunteer.personal-data-erased.v1"));
            List<Path> files = new ArrayList<>();
            for (Path place : List.of(Path.of(data), folder, imports)) {
                if (Files.exists(place)) {
                    try (Stream<Path> all = Files.walk(place)) {
                        files.addAll(all.filter(Files::isRegularFile).toList());
                    }
                }
            }
            assertThat(files)
                    .hasSizeGreaterThan(100)
                    .anyMatch(file -> file.toString().contains("pg_wal"));
            for (Path file : files) {
                hasNoCanary(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } finally {
            muster.setLevel(null);
            root.detachAppender(logs);
        }
    }

    /** The test's own eyes: what is looked for in files is found where it is. */
    private static void hasNoCanary(String text) {
        for (String canary : CANARIES) {
            if (text.contains(canary)) {
                int at = text.indexOf(canary);
                throw new AssertionError(
                        "a canary is in: " + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
            }
        }
    }

    private static Answer read(RunningCommandSide system, String purpose) {
        return system.get("/personal-data/V-1?purpose=" + purpose, "personal-data");
    }

    private void everyDoorAndError(RunningCommandSide system, UUID registration) {
        kept(system.command("RegisterVolunteer", registration, person("V-1")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), person("V-2")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), with(person("V-3"), "gender", NAME)));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), with(person("V-3"), "remark", NAME)));
        kept(system.command("EstablishMission", UUID.randomUUID(), person("V-3")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), "{\"name\":\"" + NAME));
        system.bulk(List.of(
                        line("RegisterVolunteer", person("V-4")),
                        line("DeployVolunteer", person("V-4")),
                        Map.of("remark", NAME, "id", PASSPORT)))
                .forEach(answer -> answers.add(answer.toString()));
    }

    private void refusedAccesses(RunningCommandSide system, LocalDate today) {
        for (String scope : List.of("audit", "commands", "admin", "import", "reports")) {
            assertThat(kept(system.get("/personal-data/V-1?purpose=AUDIT", scope))
                            .status())
                    .as(scope)
                    .isEqualTo(403);
        }
        assertThat(kept(system.get("/personal-data/V-1", "personal-data")).status())
                .isEqualTo(400);
        assertThat(kept(system.get("/personal-data/V-1?purpose=CURIOSITY", "personal-data"))
                        .status())
                .isEqualTo(400);
        assertThat(system.get("/personal-data/V-99?purpose=AUDIT", "personal-data")
                        .status())
                .isEqualTo(404);
        assertThat(kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today)))
                        .status())
                .as("without the scope admin")
                .isEqualTo(403);
        String admin = RunningCommandSide.token("commands", "admin");
        assertThat(kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today), admin))
                        .code())
                .isEqualTo("OPEN_ASSIGNMENT");
        assertThat(kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today.plusYears(9)), admin))
                        .status())
                .isEqualTo(400);
    }

    /** The same registration is answered as ever; another one under the identifier gets no key. */
    private void neverAgain(RunningCommandSide system, UUID registration) {
        assertThat(kept(system.command("RegisterVolunteer", registration, person("V-1")))
                        .status())
                .isEqualTo(200);
        assertThat(kept(system.command("RegisterVolunteer", UUID.randomUUID(), person("V-1")))
                        .code())
                .isEqualTo("VOLUNTEER_IN_USE");
        assertThat(keyset(system)).isEmpty();
    }

    private static byte[] keyset(RunningCommandSide system) {
        return JdbcClient.create(system.database().dataSource())
                .sql("SELECT keyset FROM vault.volunteer_key WHERE volunteer = 'V-1'")
                .query(byte[].class)
                .single();
    }

    private static void survivesAnOlderBackupOfTheKeys(RunningCommandSide system, Database database) {
        JdbcClient keys = JdbcClient.create(database.dataSource());
        keys.sql("UPDATE vault.volunteer_key SET keyset = (SELECT max(keyset::text) FROM vault.volunteer_key)::bytea"
                        + " WHERE volunteer = 'V-1'")
                .update();
        assertThat(keyset(system)).isNotEmpty();
        system.restart();
        await().atMost(Duration.ofSeconds(20)).until(() -> keyset(system).length == 0);
    }

    /** What reports count: posts filled in the mission, as of the deployment, whenever it is asked. */
    private static String counts(RunningCommandSide system) {
        long deployed = system.history("?types=muster.volunteer.deployed")
                .getFirst()
                .path("position")
                .asLong();
        Answer answer = system.get("/audit/state/mission-posts/UNTAC?at=" + deployed, "audit");
        assertThat(answer.json().path("events").asLong()).isEqualTo(2);
        return answer.text();
    }

    private void accesses(RunningCommandSide system) {
        List<JsonNode> all =
                kept(system.get("/audit/accesses?volunteer=V-1", "audit")).lines();
        assertThat(all.getFirst().path("outcome").asString()).isEqualTo("SHOWN");
        assertThat(all.getFirst().path("purpose").asString()).isEqualTo("DUTY_OF_CARE");
        assertThat(all.getFirst().path("actor").asString()).isEqualTo("tester");
        assertThat(all.getLast().path("outcome").asString()).isEqualTo("ERASED");
        assertThat(system.get("/audit/accesses?volunteer=V-99", "audit").lines())
                .singleElement()
                .matches(one -> one.path("outcome").asString().equals("UNKNOWN"));
        assertThat(system.get("/audit/accesses", "personal-data").status()).isEqualTo(403);
    }

    private int export(RunningCommandSide system) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), RunningCommandSide.token("audit"));
        long head = system.history("").getLast().path("position").asLong();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> system.get("/audit/log/checkpoint?size=" + head, "audit")
                                .status()
                        == 200);
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return AuditTool.run(
                List.of(
                        "export",
                        folder.resolve("bundle").toString(),
                        "--from",
                        system.uri("/audit/log").toString(),
                        "--token-file",
                        token.toString()),
                out,
                out);
    }

    private static List<String> consume(String bootstrapServers) {
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "erasure-test",
                        "auto.offset.reset", "earliest",
                        "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(java.util.regex.Pattern.compile("muster\\..*"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> texts.add(printed(one)));
                return texts.stream().anyMatch(text -> text.contains("personal-data-erased"));
            });
        }
        return texts;
    }

    private static String printed(ConsumerRecord<byte[], byte[]> one) {
        StringBuilder text = new StringBuilder();
        if (one.key() != null) {
            text.append(new String(one.key(), StandardCharsets.UTF_8));
        }
        for (Header header : one.headers()) {
            text.append(header.key()).append(new String(header.value(), StandardCharsets.UTF_8));
        }
        return one.value() == null
                ? text.toString()
                : text.append(new String(one.value(), StandardCharsets.UTF_8)).toString();
    }

    private static String printed(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
