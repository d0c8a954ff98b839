package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commandside.CommandSide;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.testing.TestPostgres;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tool.AuditTool;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An export is a backup: what was recorded is exported, verified offline and restored, all by what a user calls. */
class ExportAndRestoreTest {

    @TempDir
    Path folder;

    private record Ran(int exit, String out) {}

    private static Ran tool(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>();
        for (Object one : arguments) {
            words.add(one.toString());
        }
        return new Ran(AuditTool.run(words, print, print), out.toString(StandardCharsets.UTF_8));
    }

    private static Ran restore(Path bundle, String key, Database into) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = CommandSide.restore(
                new String[] {
                    "restore",
                    bundle.toString(),
                    "--key=" + key,
                    "--spring.datasource.url=" + into.jdbcUrl(),
                    "--spring.datasource.username=" + into.username(),
                    "--spring.datasource.password=" + into.password()
                },
                print,
                print);
        return new Ran(exit, out.toString(StandardCharsets.UTF_8));
    }

    private static Checkpoint checkpointOf(RunningCommandSide system, long events) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            Answer answer = system.get("/audit/log/checkpoint", "audit");
                            return answer.status() == 200 ? parsed(answer.text()) : null;
                        },
                        checkpoint -> checkpoint != null && checkpoint.size() >= events);
    }

    private static Checkpoint parsed(String note) throws MalformedNoteException {
        return Checkpoint.parse(
                SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text());
    }

    private static void record(RunningCommandSide system, String prefix, int persons) {
        system.bulk(IntStream.range(0, persons)
                .mapToObj(i -> line("RegisterVolunteer", register(prefix + i, prefix + " Name " + i)))
                .toList());
    }

    private static List<String> stored(Database database) {
        return JdbcClient.create(database.dataSource())
                .sql("""
                        SELECT concat_ws('|', position, id, type, version, subject, recorded_at, encode(payload, 'hex'),
                            (SELECT string_agg(key || '=' || coalesce(value, ''), ',' ORDER BY key) FROM json_each_text(metadata)),
                            (SELECT string_agg(tag, ',' ORDER BY tag) FROM unnest(tags) tag))
                        FROM eventstore.event ORDER BY position""")
                .query(String.class)
                .list();
    }

    @Test
    void what_is_exported_verifies_and_restores_an_empty_store_that_goes_on_and_publishes_everything()
            throws Exception {
        Path first = folder.resolve("first");
        Path more = folder.resolve("more");
        Path token = folder.resolve("token");
        Path seen = folder.resolve("seen");
        List<String> recorded;
        String key;
        Path logKey;
        Checkpoint last;
        UUID command = UUID.randomUUID();
        try (RunningCommandSide system = RunningCommandSide.fresh()) {
            Files.writeString(token, RunningCommandSide.token("audit"));
            system.bulk(openMission("UNTAC", 5));
            record(system, "V-", 300);
            checkpointOf(system, 304);
            Object from = system.uri("/audit/log");
            key = system.get("/audit/log/keys", "audit")
                    .text()
                    .lines()
                    .findFirst()
                    .orElseThrow();
            assertThat(tool("export", first, "--from", from, "--token-file", token))
                    .isEqualTo(new Ran(0, "exported: log muster.local/log up to event 304 into " + first + "\n"));
            assertThat(tool("export", first, "--from", from, "--token-file", token)
                            .exit())
                    .isEqualTo(2);
            assertThat(tool("export", folder.resolve("x"), "--from", from).out())
                    .contains("401");
            Files.copy(first.resolve("checkpoint"), seen);
            assertThat(tool("verify", first, "--key", key).out())
                    .startsWith("verified: log muster.local/log, events 1-304, ");

            assertThat(system.command("DeployVolunteer", command, deploy("V-1", "A-1", "UNTAC"))
                            .status())
                    .isEqualTo(200);
            record(system, "W-", 20);
            last = checkpointOf(system, 325);
            assertThat(tool("export", more, "--from", from, "--token-file", token, "--since", seen)
                            .exit())
                    .isZero();
            assertThat(tool("verify", more, "--key", key, "--seen", seen).out())
                    .contains("events 305-325, which continue the 304 seen before");
            assertThat(tool("verify", more, "--key", key).exit()).isEqualTo(1);
            recorded = stored(system.database());
            logKey = system.masterKeyFile().resolveSibling("log-key");
        }

        Database empty = TestPostgres.freshDatabase();
        Path damaged = folder.resolve("damaged");
        copy(first, damaged);
        byte[] entries = Files.readAllBytes(damaged.resolve("tile/entries/000"));
        entries[entries.length / 2] ^= 1;
        Files.write(damaged.resolve("tile/entries/000"), entries);
        assertThat(restore(damaged, key, empty))
                .matches(ran -> ran.exit() == 1)
                .matches(ran -> ran.out().startsWith("REFUSED: the bundle is not verified\n"))
                .matches(ran -> ran.out().contains("\nEVENT: the event at position "));
        assertThat(stored(empty)).isEmpty();
        assertThat(restore(more, key, empty).out()).startsWith("REFUSED");
        assertThat(restore(folder.resolve("nowhere"), key, empty).exit()).isEqualTo(2);

        assertThat(restore(first, key, empty).out()).startsWith("restored: events 1-304, root ");
        assertThat(restore(first, key, empty).out())
                .isEqualTo("REFUSED: the store has 304 events, and what is restored begins after 0\n");
        assertThat(restore(more, key, empty).out()).isEqualTo("restored: events 305-325, root " + last.root() + "\n");
        assertThat(stored(empty)).isEqualTo(recorded);

        try (LocalKafka kafka = LocalKafka.temporary();
                RunningCommandSide restored = RunningCommandSide.on(
                        empty,
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--muster.audit.key-file=" + logKey,
                        "--muster.completeness.pause=200ms")) {
            assertThat(parsed(restored.get("/audit/log/checkpoint?size=325", "audit")
                                    .text())
                            .root())
                    .isEqualTo(last.root());
            Answer again = restored.command("DeployVolunteer", UUID.randomUUID(), deploy("V-1", "A-2", "UNTAC"));
            assertThat(again.code()).isEqualTo("ALREADY_DEPLOYED");
            restored.accepted("DeployVolunteer", deploy("V-2", "A-2", "UNTAC"));
            checkpointOf(restored, 326);
            JsonNode consistency = restored.get("/audit/log/consistency?from=325&to=326", "audit")
                    .json();
            assertThat(consistency.path("fromRoot").asString())
                    .isEqualTo(last.root().toString());
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                JsonNode found = restored.get("/admin/completeness", "admin").json();
                return found.path("complete").asBoolean()
                        && found.path("verifiedPosition").asLong() == 326;
            });
        }
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path one : files.toList()) {
                Files.copy(one, to.resolve(from.relativize(one)));
            }
        }
    }
}
