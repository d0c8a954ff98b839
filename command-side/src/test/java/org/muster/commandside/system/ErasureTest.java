package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.Canary.person;
import static org.muster.commandside.system.RunningCommandSide.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
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
@ResourceLock(RunningCommandSide.LOGGING)
class ErasureTest {

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();

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
        Path brokers = folder.resolve("kafka");
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalKafka kafka = LocalKafka.persistent(brokers, freePort())) {
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
                imported(system);
                overKafka(system, kafka);
                system.accepted("DeployVolunteer", deploy("V-1", "A-1", "UNTAC"));
                String counts = counts(system);

                assertThat(read(system, "DUTY_OF_CARE").json().path("name").asString())
                        .isEqualTo(Canary.NAME);
                corrected(system);
                refusedAccesses(system, today);
                system.accepted("EndAssignment", end("A-1", "1992-12-31"));
                erasedByTwo(system, today);

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
                topics.addAll(Canary.topics(kafka.bootstrapServers()));
                survivesAnOlderBackupOfTheKeys(system, database);
            }
            JdbcClient.create(postgres.superuser().dataSource())
                    .sql("CHECKPOINT")
                    .update();
            List<String> places = new ArrayList<>(answers);
            places.addAll(topics);
            synchronized (logs) {
                List.copyOf(logs.list).forEach(event -> places.add(Canary.printed(event)));
            }
            assertThat(places).hasSizeGreaterThan(40).allSatisfy(Canary::isNotIn);
            assertThat(topics)
                    .anyMatch(text -> text.contains("muster.volunteer.personal-data-erased.v1"))
                    .anyMatch(text -> text.contains("muster.volunteer.erasure-requested.v1"))
                    .anyMatch(text -> text.contains("muster.volunteer.personal-data-corrected.v1"));
            Canary.isNotInFiles(Path.of(data), file -> true, 100);
            Canary.isNotInFiles(Path.of(data).resolve("pg_wal"), file -> true, 0);
            Canary.isNotInFiles(folder.resolve("bundle"), file -> true, 3);
            Canary.isNotInFiles(imports, file -> true, 0);
            // What a sender wrote into muster.commands is there for its retention, in clear (decision 0011).
            Canary.isNotInFiles(
                    brokers,
                    file -> file.toString().endsWith(".log") && !file.toString().contains("/muster.commands-"),
                    5);
        } finally {
            muster.setLevel(null);
            root.detachAppender(logs);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a file of lines, some good and some not; the file is gone when it is done. */
    private void imported(RunningCommandSide system) {
        List<String> lines = List.of(
                RunningCommandSide.JSON.writeValueAsString(line("RegisterVolunteer", person("V-5"))),
                RunningCommandSide.JSON.writeValueAsString(line("DeployVolunteer", person("V-5"))),
                "{\"name\": \"" + Canary.NAME);
        String token = RunningCommandSide.token("commands", "import");
        Answer received = kept(RunningCommandSide.send(system.request("/imports", token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines)))
                .build()));
        assertThat(received.status()).isEqualTo(202);
        String where = received.header("Location");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> kept(RunningCommandSide.send(
                                system.request(where, token).build()))
                        .json()
                        .path("state")
                        .asString()
                        .equals("DONE"));
        Answer outcomes = kept(RunningCommandSide.send(
                system.request(where + "/outcomes", token).build()));
        assertThat(outcomes.text()).contains("DUPLICATE_IDENTITY").contains("MALFORMED");
    }

    /** Another person's identifier, a good command and bad ones, over Kafka. */
    private void overKafka(RunningCommandSide system, LocalKafka kafka) {
        String token = RunningCommandSide.token("commands");
        try (CommandTopics sender = new CommandTopics(kafka)) {
            UUID duplicate = UUID.randomUUID();
            sender.send(CommandTopics.command("RegisterVolunteer", duplicate, "volunteer:V-6", person("V-6"), token));
            sender.send(
                    CommandTopics.command("DeployVolunteer", UUID.randomUUID(), "volunteer:V-6", person("V-6"), token));
            sender.send(
                    CommandTopics.command("RegisterVolunteer", UUID.randomUUID(), Canary.NAME, person("V-6"), token));
            sender.send(
                    CommandTopics.command(Canary.PASSPORT, UUID.randomUUID(), "volunteer:V-6", person("V-6"), token));
            sender.send(CommandTopics.command(
                    "RegisterVolunteer", UUID.randomUUID(), "volunteer:V-6", person("V-6"), Canary.NAME));
            sender.send(CommandTopics.set(
                    CommandTopics.command(
                            "RegisterVolunteer", UUID.randomUUID(), "volunteer:V-6", person("V-6"), token),
                    "content-type",
                    null));
            sender.awaitAllAnswered();
            assertThat(sender.resultsOf(duplicate))
                    .singleElement()
                    .satisfies(result -> assertThat(result.data().toString()).contains("DUPLICATE_IDENTITY"));
            sender.rejected().forEach(rejected -> answers.add(rejected.toString()));
        }
        kept(system.get("/audit/refusals", "audit"));
    }

    /** What is corrected is sealed as what was registered; the answer is the latest. */
    private void corrected(RunningCommandSide system) {
        Map<String, Object> correction = Map.of(
                "volunteer", "V-1",
                "nationality", "NOR",
                "personalData", Canary.data(Canary.RENEWED),
                "correctedOn", "1992-05-01");
        UUID id = UUID.randomUUID();
        assertThat(kept(system.command("CorrectPersonalData", id, correction)).status())
                .isEqualTo(200);
        assertThat(kept(system.command("CorrectPersonalData", id, correction)).status())
                .isEqualTo(200);
        assertThat(kept(system.command("CorrectPersonalData", id, with(correction, "correctedOn", "1992-05-02")))
                        .status())
                .isEqualTo(422);
        assertThat(kept(system.command("CorrectPersonalData", UUID.randomUUID(), with(correction, "volunteer", "V-9")))
                        .code())
                .isEqualTo("UNKNOWN_VOLUNTEER");
        assertThat(read(system, "DUTY_OF_CARE").json().path("passport").asString())
                .isEqualTo(Canary.RENEWED);
    }

    /** One administrator asks twice, and another one once: only then anything is erased. */
    private void erasedByTwo(RunningCommandSide system, LocalDate today) {
        String one = RunningCommandSide.token("commands", "admin");
        String two = RunningCommandSide.ISSUER.token("second", "commands", "admin");
        Answer requested = kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today), one));
        assertThat(requested.status()).as(requested.text()).isEqualTo(200);
        assertThat(requested.text()).contains("muster.volunteer.erasure-requested.v1");
        assertThat(kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today), one))
                        .code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        for (Map.Entry<String, Object> through : Map.<String, Object>of(
                        "client_id", "another-desk", "azp", "another-desk", "act", Map.of("sub", "another-desk"))
                .entrySet()) {
            String samePerson = RunningCommandSide.ISSUER.tokenThrough(
                    "tester", through.getKey(), through.getValue(), "commands", "admin");
            assertThat(kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today), samePerson))
                            .code())
                    .as("one person through two systems, by " + through.getKey())
                    .isEqualTo("SECOND_PERSON_NEEDED");
        }
        assertThat(read(system, "AUDIT").status()).isEqualTo(200);
        Answer erased = kept(system.command("ErasePersonalData", UUID.randomUUID(), erase("V-1", today), two));
        assertThat(erased.text()).contains("muster.volunteer.personal-data-erased.v1");
    }

    private static Answer read(RunningCommandSide system, String purpose) {
        return system.get("/personal-data/V-1?purpose=" + purpose, "personal-data");
    }

    private void everyDoorAndError(RunningCommandSide system, UUID registration) {
        kept(system.command("RegisterVolunteer", registration, person("V-1")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), person("V-2")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), with(person("V-3"), "gender", Canary.NAME)));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), with(person("V-3"), "remark", Canary.NAME)));
        kept(system.command("EstablishMission", UUID.randomUUID(), person("V-3")));
        kept(system.command("RegisterVolunteer", UUID.randomUUID(), "{\"name\":\"" + Canary.NAME));
        system.bulk(List.of(
                        line("RegisterVolunteer", person("V-4")),
                        line("DeployVolunteer", person("V-4")),
                        Map.of("remark", Canary.NAME, "id", Canary.PASSPORT)))
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

    /** Nobody can say any more what the registration held; another one under the identifier gets no key. No fingerprint is left. */
    private void neverAgain(RunningCommandSide system, UUID registration) {
        assertThat(kept(system.command("RegisterVolunteer", registration, person("V-1")))
                        .code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(kept(system.command("RegisterVolunteer", UUID.randomUUID(), person("V-1")))
                        .code())
                .isEqualTo("VOLUNTEER_IN_USE");
        assertThat(keyset(system)).isEmpty();
        assertThat(JdbcClient.create(system.database().dataSource())
                        .sql("SELECT count(*) FROM vault.identity")
                        .query(Long.class)
                        .single())
                .isZero();
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
}
