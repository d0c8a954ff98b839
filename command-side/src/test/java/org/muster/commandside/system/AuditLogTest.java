package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.line;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.LocalKafka;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.checkpoint.LogProof;
import org.muster.tlog.checkpoint.SignedCheckpoints;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Verifier;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.witness.FileWitnessState;
import org.muster.tlog.witness.Witness;
import org.muster.tlog.witness.WitnessHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The audit log of a running command side, verified from outside with what it serves and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditLogTest {

    private static final String ORIGIN = "muster.example/log";
    private static final Path GOPATH = Path.of("/usr/share/gocode");
    private static final Path JUDGE = Path.of("../infra/tlog/src/test/go/judge.go");
    private static final Cosigner COSIGNER = new Cosigner(
            "witness.example/w1",
            SignatureType.COSIGNATURE_ED25519,
            RawKeys.generate(RawKeys.Algorithm.ED25519),
            InstantSource.system());

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static HttpServer witness;
    private static RunningCommandSide system;
    private static NoteVerifier logKey;

    @BeforeAll
    static void start() throws Exception {
        kafka = LocalKafka.temporary();
        witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://127.0.0.1:" + witness.getAddress().getPort();
        String witnessKey = COSIGNER.verifier().key().text();
        system = RunningCommandSide.fresh(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--muster.audit.origin=" + ORIGIN,
                "--muster.audit.checkpoint-every=100ms",
                "--muster.audit.quorum=1",
                "--muster.audit.witnesses[0].address=" + address,
                "--muster.audit.witnesses[0].key=" + witnessKey);
        List<String> keys =
                system.get("/audit/log/keys", "audit").text().lines().toList();
        assertThat(keys).hasSize(2).last().isEqualTo(witnessKey);
        logKey = Verifiers.of(keys.getFirst());
        Witness one = new Witness(
                Map.of(ORIGIN, List.of(logKey)), List.of(COSIGNER), new FileWitnessState(folder.resolve("witness")));
        witness.createContext("/", new WitnessHandler(one));
        witness.start();
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
        witness.stop(0);
        kafka.close();
    }

    private static Answer log(String path) {
        return system.get("/audit/log/" + path, "audit");
    }

    private static byte[] bytes(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    system.request("/audit/log/" + path, RunningCommandSide.token("audit"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return answer.body();
        }
    }

    private static Checkpoint verified(SignedNote note) {
        try {
            return SignedCheckpoints.verify(note, logKey, List.of(COSIGNER.verifier()), 1);
        } catch (MalformedNoteException | UnverifiedNoteException e) {
            throw new AssertionError(e);
        }
    }

    /** The first checkpoint of at least this size, verified. */
    private static SignedNote checkpointOf(long events) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            Answer answer = log("checkpoint");
                            return answer.status() == 200
                                    ? SignedNote.parse(answer.text().getBytes(StandardCharsets.UTF_8))
                                    : null;
                        },
                        note -> note != null && verified(note).size() >= events);
    }

    private static int recordPersons(int count) {
        String prefix = fresh("V");
        system.bulk(IntStream.range(0, count)
                .mapToObj(i -> line("RegisterVolunteer", register(prefix + i, prefix + " Name " + i)))
                .toList());
        return count;
    }

    @Test
    @Order(1)
    void every_event_is_in_a_cosigned_tree_that_go_verifies() throws Exception {
        system.bulk(openMission(fresh("M"), 3));
        int events = 4 + recordPersons(300);
        SignedNote note = checkpointOf(events);
        long size = verified(note).size();
        assertThat(size).isEqualTo(events);
        Path bundle = Files.createDirectories(folder.resolve("fetched"));
        Files.write(bundle.resolve("checkpoint"), note.bytes());
        List<byte[]> entries = new ArrayList<>();
        for (int level = Tile.ENTRIES; level < 2; level++) {
            for (long i = 0; i < Tile.count(level, size); i++) {
                Tile tile = Tile.at(level, i, size);
                byte[] bytes = bytes(tile.path());
                Path file = bundle.resolve(tile.path());
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                if (level == Tile.ENTRIES) {
                    EntryBundle parsed = EntryBundle.parse(bytes, tile.width());
                    for (int n = 0; n < tile.width(); n++) {
                        ByteArrayOutputStream entry = new ByteArrayOutputStream();
                        entry.write(parsed.bytes(), parsed.start(n), parsed.length(n));
                        entries.add(entry.toByteArray());
                    }
                }
            }
        }
        List<String> proofs = new ArrayList<>();
        TreeHasher hasher = new TreeHasher();
        for (long position : new long[] {1, 2, 256, 257, size}) {
            LogProof proof = LogProof.parse(bytes("inclusion/" + position + "?size=" + size));
            byte[] event = bytes("events/" + position);
            assertThat(event).isEqualTo(entries.get((int) position - 1));
            assertThat(proof.verify(hasher.leaf(event), logKey, List.of(COSIGNER.verifier()), 1)
                            .size())
                    .isEqualTo(size);
            proofs.add("inclusion " + (position - 1) + " " + hasher.leaf(event)
                    + String.join(
                            "",
                            proof.inclusion().stream().map(hash -> " " + hash).toList()));
            JsonNode consistency =
                    log("consistency?from=" + position + "&to=" + size).json();
            StringBuilder line = new StringBuilder("consistency " + position + " "
                    + consistency.path("fromRoot").asString());
            consistency.path("proof").forEach(hash -> line.append(' ').append(hash.asString()));
            proofs.add(line.toString());
        }
        Path proofFile = Files.write(folder.resolve("proofs"), proofs);

        Assumptions.assumeTrue(
                Files.isDirectory(GOPATH.resolve("src/golang.org/x/mod/sumdb/tlog")),
                "skipped: apt-get install golang-go golang-golang-x-mod-dev");
        String judged = go(bundle, proofFile);
        assertThat(judged).isEqualTo("verified: " + size + " events, 10 proofs\n");
        Path tile = bundle.resolve("tile/entries/000");
        byte[] wrong = Files.readAllBytes(tile);
        wrong[wrong.length / 2] ^= 1;
        Files.write(tile, wrong);
        assertThat(go(bundle, proofFile)).startsWith("refused: ");
    }

    private static String go(Path bundle, Path proofs) throws IOException, InterruptedException {
        ProcessBuilder judge = new ProcessBuilder(
                        "go",
                        "run",
                        JUDGE.toAbsolutePath().toString(),
                        "verify",
                        bundle.toString(),
                        ((Ed25519Verifier) logKey).key().text(),
                        COSIGNER.verifier().key().text(),
                        proofs.toString())
                .redirectErrorStream(true);
        judge.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", GOPATH.toString(),
                        "GOCACHE", folder.resolve("cache").toString()));
        Process process = judge.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.replaceAll("exit status 1\n$", "");
    }

    @Test
    @Order(2)
    void a_second_process_goes_on_with_the_same_tree() throws Exception {
        long before = verified(checkpointOf(1)).size();
        try (RunningCommandSide second = system.second()) {
            recordPersons(20);
            SignedNote note = checkpointOf(before + 20);
            assertThat(second.get("/audit/log/checkpoint?size=" + verified(note).size(), "audit")
                            .text())
                    .isEqualTo(new String(note.bytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    @Order(3)
    void checkpoints_are_on_kafka_too() throws Exception {
        long size = verified(checkpointOf(1)).size();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", "audit-log-test",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("muster.checkpoints"));
            List<Checkpoint> found = new ArrayList<>();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (var one : consumer.poll(Duration.ofMillis(200))) {
                    found.add(verified(SignedNote.parse(one.value())));
                }
                return found.stream().anyMatch(one -> one.size() >= size);
            });
        }
    }

    @Test
    @Order(4)
    void what_is_not_there_is_404_and_what_is_wrong_is_named() {
        for (String path : List.of(
                "tile/0/999",
                "tile/0/000.p/999",
                "tile/9/000",
                "tile/entries/999",
                "tile/0/0",
                "inclusion/0",
                "inclusion/99999999",
                "events/0",
                "events/99999999",
                "checkpoint?size=99999999")) {
            assertThat(log(path).status()).as(path).isEqualTo(404);
            assertThat(log(path).code()).as(path).isEqualTo("NOT_FOUND");
        }
        for (String path : List.of("consistency", "consistency?from=0", "consistency?from=99999999")) {
            assertThat(log(path).status()).as(path).isEqualTo(400);
            assertThat(log(path).json().path("errors").path(0).path("field").asString())
                    .isEqualTo("from");
        }
        assertThat(system.get("/audit/log/checkpoint", "commands").status()).isEqualTo(403);
    }

    @Test
    @Order(5)
    void the_key_is_private_and_its_state_is_shown() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(system.masterKeyFile().resolveSibling("log-key"))))
                .isEqualTo("rw-------");
        assertThat(health().path("status").asString()).isEqualTo("UP");
        assertThat(system.get("/actuator/prometheus", "admin").text()).contains("muster_audit_log_lag");
    }

    private static JsonNode health() {
        return system.get("/actuator/health", "admin").json().path("components").path("auditLog");
    }

    /** Whoever owns the database can rewrite events and tree alike; the log's last signature then stops the next one. */
    @Test
    @Order(6)
    void a_history_that_was_rewritten_is_never_signed_and_commands_go_on() throws Exception {
        SignedNote last = checkpointOf(1);
        JdbcClient database = JdbcClient.create(system.database().dataSource());
        database.sql("UPDATE eventstore.event SET recorded_at = recorded_at - interval '1 day' WHERE position = 7")
                .update();
        database.sql("UPDATE tlog.tree SET size = 0, root = sha256(''), frontier = ''")
                .update();
        database.sql("DELETE FROM tlog.tile").update();
        assertThat(recordPersons(5)).isEqualTo(5);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> health().path("status").asString().equals("DEGRADED"));

        assertThat(health().path("details").path("problem").asString()).isNotEmpty();
        assertThat(system.command("RegisterVolunteer", UUID.randomUUID(), register(fresh("V"), fresh("Name")))
                        .status())
                .isEqualTo(200);
        assertThat(Optional.of(log("checkpoint").text())).contains(new String(last.bytes(), StandardCharsets.UTF_8));
    }
}
