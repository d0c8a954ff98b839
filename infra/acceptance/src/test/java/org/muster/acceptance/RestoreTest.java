package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.Caller.Reply;
import org.muster.commandside.CommandSide;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.local.authorization.AuthorizationServer;
import org.muster.queryside.QuerySide;
import org.muster.testing.TestPostgres;
import tools.jackson.databind.JsonNode;

/**
 * A bundle is a backup of the whole: from it alone the store is restored, then Kafka and the read models are rebuilt, found
 * complete, and answer every report as before.
 */
class RestoreTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private AuthorizationServer authorization;
    private final List<SideProcess> running = new ArrayList<>();

    @BeforeEach
    void signIn() {
        authorization = AuthorizationServer.start(
                Application.Ports.free().authorization(), "http://localhost/", folder.resolve("local"));
    }

    @AfterEach
    void stop() {
        running.forEach(SideProcess::kill);
        authorization.close();
    }

    /** Both sides on these servers, once they answer. */
    private Sides start(String name, Database events, Database readModels, LocalKafka kafka) {
        SideProcess commandSide = side(
                CommandSide.class,
                name + "-command-side",
                events,
                kafka,
                Map.of(
                        "muster.vault.master-key-file", keys("master-key").toString(),
                        "muster.vault.create-master-key", "true",
                        "muster.audit.key-file", keys("log-key").toString(),
                        "muster.audit.create-key", "true",
                        "muster.completeness.pause", "200ms"));
        SideProcess querySide = side(QuerySide.class, name + "-query-side", readModels, kafka, Map.of());
        running.forEach(SideProcess::awaitAnswer);
        return SideProcess.sides(commandSide, querySide);
    }

    private Path keys(String name) {
        return folder.resolve("keys").resolve(name);
    }

    private SideProcess side(
            Class<?> deployable, String name, Database database, LocalKafka kafka, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("spring.datasource.url", database.jdbcUrl());
        settings.put("spring.datasource.username", database.username());
        settings.put("spring.datasource.password", database.password());
        settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        SideProcess process = SideProcess.start(folder, name, deployable, authorization.issuer(), settings);
        running.add(process);
        return process;
    }

    private Caller as(String client, Sides sides) {
        return Caller.signedIn(sides, Application.client(authorization.clientsFile(), client));
    }

    private static int run(Path log, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                SideProcess.classPathOf(CommandSide.class)),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** Every report that needs nothing, as known at a position. */
    private static Map<String, String> reports(Caller reader, long position) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode report : reader.query("/reports").json()) {
            String path = report.path("path").asString();
            if (!path.contains("{")) {
                Reply reply = reader.query(path + "?knownAt=" + position);
                if (reply.status() == 200) {
                    answers.put(path, reply.body());
                }
            }
        }
        return answers;
    }

    @Test
    @DisplayName(
            "a bundle restores an empty store; Kafka and read models follow, complete, with every report as before")
    void a_bundle_restores_the_whole() throws Exception {
        Database events = TestPostgres.freshDatabase();
        Path bundle = folder.resolve("bundle");
        Path log = folder.resolve("tool.log");
        String key;
        long head;
        Map<String, String> before;
        try (LocalKafka kafka = LocalKafka.temporary()) {
            Sides sides = start("first", events, TestPostgres.freshDatabase(), kafka);
            Scene scene = new Scene(as("importer", sides));
            String mission = scene.activeMission(30);
            List<String> volunteers = scene.volunteers(30);
            as("importer", sides)
                    .bulk(volunteers.stream()
                            .<Map.Entry<String, Map<String, ?>>>map(
                                    volunteer -> Map.entry("DeployVolunteer", Scene.deployment(volunteer, mission)))
                            .toList());
            Caller auditor = as("auditor", sides);
            head = auditor.audit("/audit/events?order=newest&limit=1")
                    .lines()
                    .getFirst()
                    .path("position")
                    .asLong();
            awaitApplied(auditor, head);
            before = reports(auditor, head);
            assertThat(before).hasSizeGreaterThan(5);
            key = auditor.audit("/audit/log/keys").body().lines().findFirst().orElseThrow();
            await().atMost(LIMIT)
                    .until(() ->
                            auditor.audit("/audit/log/checkpoint?size=" + head).status() == 200);
            Path token = Files.writeString(folder.resolve("token"), auditor.token());
            assertThat(run(
                            log,
                            "org.muster.tlog.tool.AuditTool",
                            "export",
                            bundle.toString(),
                            "--from",
                            sides.commandSide("/audit/log").toString(),
                            "--token-file",
                            token.toString()))
                    .as(() -> read(log))
                    .isZero();
            running.forEach(SideProcess::kill);
            running.clear();
        }
        Database restored = TestPostgres.freshDatabase();
        assertThat(run(
                        log,
                        CommandSide.class.getName(),
                        "restore",
                        bundle.toString(),
                        "--key=" + key,
                        "--spring.datasource.url=" + restored.jdbcUrl(),
                        "--spring.datasource.username=" + restored.username(),
                        "--spring.datasource.password=" + restored.password()))
                .as(() -> read(log))
                .isZero();

        try (LocalKafka kafka = LocalKafka.temporary()) {
            Sides sides = start("restored", restored, TestPostgres.freshDatabase(), kafka);
            Caller auditor = as("auditor", sides);
            awaitApplied(auditor, head);
            assertThat(reports(auditor, head)).isEqualTo(before);
            Caller administrator = as("admin", sides);
            await().atMost(LIMIT).until(() -> {
                JsonNode found = administrator.audit("/admin/completeness").json();
                return found.path("complete").asBoolean()
                        && found.path("verifiedPosition").asLong() == head;
            });
            await().atMost(LIMIT)
                    .until(() -> administrator
                            .query("/admin/completeness")
                            .json()
                            .path("complete")
                            .asBoolean());
            running.forEach(SideProcess::kill);
            running.clear();
        }
    }

    private static void awaitApplied(Caller reader, long position) {
        await().atMost(LIMIT)
                .until(() -> reader.query("/missions", "Muster-Position", Long.toString(position))
                                .status()
                        == 200);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
