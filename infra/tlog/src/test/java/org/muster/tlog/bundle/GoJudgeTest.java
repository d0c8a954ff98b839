package org.muster.tlog.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.tlog.Adopted;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MemoryTiles;
import org.muster.tlog.tile.TiledHashes;
import org.muster.tlog.tile.TreeBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An independent implementation verifies what Muster wrote: golang.org/x/mod/sumdb, as Debian's {@code golang-go} and
 * {@code golang-golang-x-mod-dev} bring it. Skipped where they are not installed.
 */
class GoJudgeTest {

    private static final Path GOPATH = Path.of("/usr/share/gocode");
    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
    private static final Cosigner WITNESS = new Cosigner(
            "witness.example/w1",
            SignatureType.COSIGNATURE_ED25519,
            RawKeys.generate(RawKeys.Algorithm.ED25519),
            InstantSource.system());

    @TempDir
    static Path folder;

    private static Path judge;

    private record Result(int exit, String out) {}

    @BeforeAll
    static void compile() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(GOPATH.resolve("src/golang.org/x/mod/sumdb/tlog")) && hasGo(),
                "skipped: apt-get install golang-go golang-golang-x-mod-dev");
        judge = folder.resolve("judge");
        Result built = run(
                "", "go", "build", "-o", judge, Path.of("src/test/go/judge.go").toAbsolutePath());
        assertThat(built.exit).as(built.out).isZero();
    }

    private static boolean hasGo() {
        try {
            return run("", "go", "version").exit == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private static Result run(String in, Object... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        for (Object word : command) {
            words.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", GOPATH.toString(),
                        "GOCACHE", folder.resolve("cache").toString()));
        Process process = builder.start();
        process.getOutputStream().write(in.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), out);
    }

    private static Result verify(Path bundle, Path proofs) throws IOException, InterruptedException {
        return run(
                "",
                judge,
                "verify",
                bundle,
                LOG.verifier().key().text(),
                WITNESS.verifier().key().text(),
                proofs);
    }

    @Test
    void goVerifiesTheLogThatMusterWrote() throws Exception {
        for (int size : new int[] {1, 256, 300, 70_000}) {
            Path bundle = folder.resolve("bundle" + size);
            Path proofs = write(bundle, size);
            Result result = verify(bundle, proofs);
            assertThat(result.out).startsWith("verified: " + size + " events, ");
            assertThat(result.exit).isZero();
        }
    }

    /** A judge that says yes to everything would be none. */
    @Test
    void goRefusesTheLogWhenItIsDamaged() throws Exception {
        Path bundle = folder.resolve("damaged");
        Path proofs = write(bundle, 300);
        assertThat(verify(bundle, proofs).exit).isZero();
        for (String name : List.of("checkpoint", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000")) {
            Path file = bundle.resolve(name);
            byte[] right = Files.readAllBytes(file);
            byte[] wrong = right.clone();
            wrong[right.length / 2] ^= 1;
            Files.write(file, wrong);
            assertThat(verify(bundle, proofs).exit).as(name).isEqualTo(1);
            Files.write(file, right);
        }
        List<String> lines = Files.readAllLines(proofs);
        for (int line : new int[] {0, lines.size() - 1}) {
            List<String> wrong = new ArrayList<>(lines);
            wrong.set(line, lines.get(line).substring(0, lines.get(line).lastIndexOf(' ')));
            Path file = Files.write(folder.resolve("wrong-proofs"), wrong);
            assertThat(verify(bundle, file).exit).as(wrong.get(line)).isEqualTo(1);
        }
    }

    @Test
    void goHasTheSameRootsOfAllSizes() throws Exception {
        Result result = run("", judge, "roots", 1_100);
        assertThat(result.exit).as(result.out).isZero();
        TreeBuilder tree = new TreeBuilder((tile, hashes) -> {});
        int size = 0;
        for (String root : result.out.lines().toList()) {
            tree.append(("leaf " + size++).getBytes(StandardCharsets.UTF_8));
            assertThat(tree.root()).as("size " + size).hasToString(root);
        }
        assertThat(size).isEqualTo(1_100);
    }

    @Test
    void musterVerifiesWhatGoSigned() throws Exception {
        JsonNode note =
                new JsonMapper().readTree(Adopted.text("gomod/goldens.json")).get("note");
        String key = note.get("signerKey").asString();
        Result signed = run("from Go\n\nwith an empty line\n", judge, "sign", key);
        SignedNote read = SignedNote.parse(signed.out.getBytes(StandardCharsets.UTF_8));
        assertThat(read.text()).isEqualTo("from Go\n\nwith an empty line\n");
        assertThat(read.verify(Set.of(Ed25519Signer.parse(key).verifier()))).hasSize(1);
    }

    /** Writes a cosigned bundle; gives a file of proofs, a line each. */
    private static Path write(Path bundle, int size) throws IOException {
        GeneratedEvents events = new GeneratedEvents(size, 0);
        List<byte[]> entries = events.entries();
        MemoryTiles tiles = MemoryTiles.of(entries);
        SignedNote checkpoint = MemoryBundle.checkpoint(events, LOG, WITNESS);
        MemoryBundle.write(bundle, events, 0, LOG, checkpoint);
        List<String> lines = new ArrayList<>();
        TreeHasher hasher = new TreeHasher();
        for (int n = 0; n < size; n += Math.max(1, size / 97)) {
            ProofBuilder proofs = new ProofBuilder(new TiledHashes(tiles, size));
            lines.add(line("inclusion", n, hasher.leaf(entries.get(n)), proofs.inclusion(n, size)));
            lines.add(line("consistency", n + 1, proofs.root(n + 1), proofs.consistency(n + 1, size)));
        }
        return Files.write(bundle.resolveSibling(bundle.getFileName() + ".proofs"), lines);
    }

    private static String line(String kind, long number, Hash subject, List<Hash> proof) {
        StringJoiner line =
                new StringJoiner(" ").add(kind).add(Long.toString(number)).add(subject.toString());
        proof.forEach(hash -> line.add(hash.toString()));
        return line.toString();
    }
}
