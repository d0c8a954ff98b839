package org.muster.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.NoteSigner;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MemoryTiles;
import org.muster.tlog.tile.TiledHashes;

/** The witness answers as the protocol says, and cosigns no fork. */
class WitnessTest {

    private static final String ORIGIN = "muster.example/log";
    private static final Ed25519Signer LOG = new Ed25519Signer(ORIGIN, RawKeys.generate(RawKeys.Algorithm.ED25519));
    private static final Cosigner WITNESS = new Cosigner(
            "witness.example/w1",
            SignatureType.COSIGNATURE_ED25519,
            RawKeys.generate(RawKeys.Algorithm.ED25519),
            InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z")));
    private static final Branch MAIN = new Branch("a", "a");
    /** The same first 300 leaves, and others after them. */
    private static final Branch FORK = new Branch("a", "b");

    private record Branch(MemoryTiles tiles) {

        Branch(String first, String rest) {
            this(MemoryTiles.of(IntStream.range(0, 600)
                    .mapToObj(i -> ((i < 300 ? first : rest) + i).getBytes(StandardCharsets.UTF_8))
                    .toList()));
        }

        ProofBuilder proofs() {
            return new ProofBuilder(new TiledHashes(tiles, 600));
        }

        SignedNote checkpoint(long size, NoteSigner... signers) {
            return SignedNote.sign(new Checkpoint(ORIGIN, size, proofs().root(size)).text(), signers);
        }

        byte[] request(long old, long size) {
            return new AddCheckpoint(old, proofs().consistency(old, size), checkpoint(size, LOG)).bytes();
        }
    }

    @TempDir
    Path folder;

    private FileWitnessState state;

    @BeforeEach
    void open() throws IOException {
        state = new FileWitnessState(folder);
    }

    @AfterEach
    void close() throws IOException {
        state.close();
    }

    private Witness witness() {
        return new Witness(Map.of(ORIGIN, List.of(LOG.verifier())), List.of(WITNESS), state);
    }

    private static void assertRefused(WitnessAnswer answer, int status) {
        assertThat(answer).isInstanceOf(WitnessAnswer.Refused.class);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void cosignsWhatContinues() throws Exception {
        Witness witness = witness();
        for (int[] step : new int[][] {{0, 0}, {0, 1}, {1, 300}, {300, 300}, {300, 512}, {512, 600}}) {
            WitnessAnswer answer = witness.addCheckpoint(MAIN.request(step[0], step[1]));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            SignedNote note = MAIN.checkpoint(step[1], LOG).with(((WitnessAnswer.Cosigned) answer).cosignatures());
            assertThat(note.verify(List.of(LOG.verifier(), WITNESS.verifier()))).hasSize(2);
            assertThat(witness.latest(FileWitnessState.originHash(ORIGIN))
                            .orElseThrow()
                            .bytes())
                    .isEqualTo(note.bytes());
        }
    }

    @Test
    void saysItsSizeWhenTheRequestHasAnother() throws Exception {
        Witness witness = witness();
        assertThat(witness.addCheckpoint(MAIN.request(0, 300)).status()).isEqualTo(200);
        for (WitnessAnswer answer : List.of(
                witness.addCheckpoint(MAIN.request(0, 400)),
                witness.addCheckpoint(MAIN.request(200, 400)),
                witness.addCheckpoint(MAIN.request(350, 400)),
                witness.addCheckpoint(MAIN.request(0, 200)))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("300\n");
            assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
        }
    }

    @Test
    void refusesAForkAndRollsNothingBack() throws Exception {
        Witness witness = witness();
        witness.addCheckpoint(MAIN.request(0, 400));
        byte[] before = state.latest(ORIGIN).orElseThrow().bytes();
        assertRefused(witness.addCheckpoint(FORK.request(400, 500)), 422);
        assertRefused(witness.addCheckpoint(FORK.request(400, 400)), 422);
        assertRefused(
                witness.addCheckpoint(
                        new AddCheckpoint(400, MAIN.proofs().consistency(400, 500), FORK.checkpoint(500, LOG)).bytes()),
                422);
        assertRefused(
                witness.addCheckpoint(
                        new AddCheckpoint(400, List.of(TreeHasher.EMPTY_ROOT), MAIN.checkpoint(400, LOG)).bytes()),
                422);
        assertThat(witness.addCheckpoint(FORK.request(300, 500)).status()).isEqualTo(409);
        assertThat(state.latest(ORIGIN).orElseThrow().bytes()).isEqualTo(before);
        assertThat(witness.addCheckpoint(MAIN.request(400, 500)).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNotSignedByATrustedKeyOfAKnownLog() throws Exception {
        Witness witness = witness();
        Ed25519Signer sameName = new Ed25519Signer(ORIGIN, RawKeys.generate(RawKeys.Algorithm.ED25519));
        assertRefused(
                witness.addCheckpoint(new AddCheckpoint(0, List.of(), MAIN.checkpoint(1, sameName)).bytes()), 403);
        NoteSignature wrong = LOG.signature("another text\n");
        SignedNote forged = new SignedNote(MAIN.checkpoint(1, LOG).text(), List.of(wrong));
        assertRefused(witness.addCheckpoint(new AddCheckpoint(0, List.of(), forged).bytes()), 403);
        SignedNote unknown = SignedNote.sign(new Checkpoint("other.example", 0, TreeHasher.EMPTY_ROOT).text(), LOG);
        assertRefused(witness.addCheckpoint(new AddCheckpoint(0, List.of(), unknown).bytes()), 404);
        assertThat(state.latest(ORIGIN)).isEmpty();
    }

    @Test
    void refusesWhatIsMalformedOrCannotBe() throws Exception {
        Witness witness = witness();
        String right = new String(MAIN.request(0, 1), StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                "\n\n",
                "old\n\n",
                right.substring(4),
                right.replace("old 0", "old 00"),
                right.replace("old 0", "old -1"),
                right.replace("old 0\n", "old 0\nxx\n"),
                right.replace("\n1\n", "\n01\n"),
                right + "\n",
                right.replace("\n\n", "\n"),
                "old 0\n" + (TreeHasher.EMPTY_ROOT + "\n").repeat(64) + right.substring(6))) {
            assertRefused(witness.addCheckpoint(bad.getBytes(StandardCharsets.UTF_8)), 400);
        }
        assertRefused(witness.addCheckpoint(new AddCheckpoint(2, List.of(), MAIN.checkpoint(1, LOG)).bytes()), 400);
        assertRefused(
                witness.addCheckpoint(
                        new AddCheckpoint(0, List.of(TreeHasher.EMPTY_ROOT), MAIN.checkpoint(1, LOG)).bytes()),
                422);
        Hash notEmpty = new TreeHasher().leaf(new byte[0]);
        SignedNote emptyWithRoot = SignedNote.sign(new Checkpoint(ORIGIN, 0, notEmpty).text(), LOG);
        assertRefused(witness.addCheckpoint(new AddCheckpoint(0, List.of(), emptyWithRoot).bytes()), 422);
    }

    @Test
    void remembersAcrossARestartAndSharesItsFolderWithNobody() throws Exception {
        witness().addCheckpoint(MAIN.request(0, 400));
        assertThatThrownBy(() -> new FileWitnessState(folder)).isInstanceOf(IOException.class);
        Files.writeString(folder.resolve(FileWitnessState.originHash(ORIGIN) + ".next"), "half a write");
        state.close();
        state = new FileWitnessState(folder);
        assertRefused(witness().addCheckpoint(FORK.request(400, 500)), 422);
        assertThat(witness().addCheckpoint(MAIN.request(400, 500)).status()).isEqualTo(200);
    }

    /** A damaged record must not pass for none: the witness would start anew and cosign a fork. */
    @Test
    void answersNothingWhenItsRecordIsDamagedOrCannotBeWritten() throws Exception {
        witness().addCheckpoint(MAIN.request(0, 400));
        Files.writeString(folder.resolve(FileWitnessState.originHash(ORIGIN)), "");
        assertThatThrownBy(() -> witness().addCheckpoint(FORK.request(0, 500))).isInstanceOf(IOException.class);

        Witness fullDisk = new Witness(Map.of(ORIGIN, List.of(LOG.verifier())), List.of(WITNESS), new WitnessState() {
            @Override
            public Optional<SignedNote> latest(String origin) {
                return Optional.empty();
            }

            @Override
            public void record(String origin, SignedNote cosigned) throws IOException {
                throw new IOException("no space left");
            }
        });
        assertThatThrownBy(() -> fullDisk.addCheckpoint(MAIN.request(0, 1))).isInstanceOf(IOException.class);
    }

    @Test
    void cosignsOneOfTwoBranchesThatCompete() throws Exception {
        Witness witness = witness();
        witness.addCheckpoint(MAIN.request(0, 300));
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                byte[] request = (i % 2 == 0 ? MAIN : FORK).request(300, 400 + i);
                answers.add(threads.submit(() -> witness.addCheckpoint(request).status()));
            }
            int cosigned = 0;
            for (Future<Integer> answer : answers) {
                cosigned += answer.get() == 200 ? 1 : 0;
            }
            assertThat(cosigned).isEqualTo(1);
        }
    }

    @Test
    void speaksTheProtocolOverHttp() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new WitnessHandler(witness()));
        server.start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
            WitnessClient client = new WitnessClient(http, address, Set.of(WITNESS.verifier()));
            assertThat(client.cosign(
                            MAIN.checkpoint(300, LOG),
                            300,
                            0,
                            old -> MAIN.proofs().consistency(old, 300)))
                    .hasSize(1);
            // the client believes 0, is told 300, and proves from there
            assertThat(client.cosign(
                            MAIN.checkpoint(400, LOG),
                            400,
                            0,
                            old -> MAIN.proofs().consistency(old, 400)))
                    .hasSize(1);
            assertThatThrownBy(() -> client.cosign(
                            FORK.checkpoint(500, LOG),
                            500,
                            400,
                            old -> FORK.proofs().consistency(old, 500)))
                    .isInstanceOfSatisfying(
                            WitnessRefusedException.class,
                            e -> assertThat(e.status()).isEqualTo(422));
            assertThatThrownBy(() -> client.cosign(
                            MAIN.checkpoint(200, LOG),
                            200,
                            0,
                            old -> MAIN.proofs().consistency(old, 200)))
                    .isInstanceOf(WitnessRefusedException.class);

            String latest = "/" + FileWitnessState.originHash(ORIGIN) + "/checkpoint";
            assertThat(get(http, address.resolve(latest)).body()).startsWith(ORIGIN + "\n400\n");
            assertThat(get(http, address.resolve("/" + "0".repeat(64) + "/checkpoint"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(get(http, address.resolve("/add-checkpoint")).statusCode())
                    .isEqualTo(405);
            assertThat(get(http, address.resolve("/x")).statusCode()).isEqualTo(404);
        } finally {
            server.stop(0);
        }
    }

    private static HttpResponse<String> get(HttpClient http, URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
