package org.muster.tlog.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.witness.WitnessClient;
import org.muster.tlog.witness.WitnessRefusedException;

/** The tools, called as a user calls them. */
class AuditToolTest {

    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));

    @TempDir
    Path folder;

    private static String run(int expected, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(AuditTool.run(List.of(arguments), print, print)).isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThat(run(2)).startsWith("usage:");
        assertThat(run(2, "erase")).startsWith("usage:");
        assertThat(run(2, "export", "x")).startsWith("--from is needed");
        assertThat(run(2, "export", "x", "y")).startsWith("one folder, not two");
        assertThat(run(2, "export", "x", "--from")).startsWith("--from has no value");
        assertThat(run(2, "export", "x", "--form", "y")).startsWith("unknown option --form");
        assertThat(run(2, "export", "x", "--from", "a", "--from", "b")).startsWith("--from is given twice");
        assertThat(run(2, "witness", folder.toString(), "--name", "w")).startsWith("--log is needed");
        assertThat(run(2, "witness", folder.toString(), "--name", "w", "--log", "x"))
                .startsWith("not a key");
        assertThat(run(2, "verify", folder.resolve("none").toString())).startsWith("FOLDER and --key are needed");
    }

    private WitnessCommand.Running witness(ByteArrayOutputStream out, String name) throws Exception {
        return WitnessCommand.start(
                List.of(
                        folder.resolve("w").toString(),
                        "--name",
                        name,
                        "--log",
                        LOG.verifier().key().text(),
                        "--listen",
                        "127.0.0.1:0"),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static SignedNote note(long size, Hash root) {
        return SignedNote.sign(new Checkpoint("muster.example/log", size, root).text(), LOG);
    }

    /** What is refused is a log that shows two histories; also after the witness was started again. */
    @Test
    void aWitnessRefusesAForkWithTheKeyItWasFirstStartedWith() throws Exception {
        TreeHasher hasher = new TreeHasher();
        Hash one = hasher.leaf(new byte[] {1});
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        try (WitnessCommand.Running running = witness(first, "witness.example/w1")) {
            assertThat(cosign(running, first, note(1, one))).isEqualTo(1);
            assertThatThrownBy(() -> witness(new ByteArrayOutputStream(), "witness.example/w1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another witness has the folder");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("w").resolve("key"))))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> witness(new ByteArrayOutputStream(), "witness.example/w2"))
                .hasMessageContaining("is that of witness.example/w1");
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        try (WitnessCommand.Running running = witness(again, "witness.example/w1")) {
            assertThat(again.toString(StandardCharsets.UTF_8)).isEqualTo(first.toString(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> cosign(running, again, note(1, hasher.leaf(new byte[] {2}))))
                    .isInstanceOf(WitnessRefusedException.class)
                    .hasMessageContaining("422");
        }
    }

    private static int cosign(WitnessCommand.Running running, ByteArrayOutputStream printed, SignedNote note)
            throws Exception {
        String key = printed.toString(StandardCharsets.UTF_8).strip();
        URI address =
                URI.create("http://127.0.0.1:" + running.server().getAddress().getPort());
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new WitnessClient(http, address, List.of((CosignatureVerifier) Verifiers.of(key)))
                    .cosign(note, 1, 0, old -> List.of())
                    .size();
        }
    }
}
