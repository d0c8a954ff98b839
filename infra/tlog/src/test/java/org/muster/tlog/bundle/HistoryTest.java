package org.muster.tlog.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.tlog.checkpoint.Cosigner;
import org.muster.tlog.leaf.GapException;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MemoryTiles;

/** Bundles against what was seen before, and the verifier on the command line. */
class HistoryTest {

    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
    private static final Cosigner WITNESS = new Cosigner(
            "witness.example/w1",
            SignatureType.COSIGNATURE_ED25519,
            RawKeys.generate(RawKeys.Algorithm.ED25519),
            InstantSource.system());

    private static List<Finding.Kind> kinds(MemoryBundle bundle, Trust trust) throws IOException {
        return BundleVerifier.verify(bundle, trust).findings().stream()
                .map(Finding::kind)
                .toList();
    }

    private static Trust seen(GeneratedEvents before) {
        return new Trust(LOG.verifier(), List.of(), 0, Optional.of(MemoryBundle.checkpoint(before, LOG)));
    }

    @Property(tries = 120)
    void everyBundleFromAnyOlderCheckpointVerifies(
            @ForAll @IntRange(max = 1_200) int size,
            @ForAll @IntRange(max = 1_200) int anySince,
            @ForAll @IntRange(max = 1_200) int anySeen)
            throws IOException {
        int since = anySince % (size + 1);
        int seen = since + anySeen % (size - since + 1);
        Trust trust = seen == 0 ? Trust.of(LOG.verifier()) : seen(new GeneratedEvents(seen, 0));
        Verification result = BundleVerifier.verify(MemoryBundle.of(new GeneratedEvents(size, 0), since, LOG), trust);
        assertThat(result.findings()).isEmpty();
        assertThat(result.isVerified()).isTrue();
    }

    /** The levels above: a log whose tiles reach the third. */
    @Test
    void aBundleThatContinuesSeventyThousandEventsVerifies() throws IOException {
        GeneratedEvents events = new GeneratedEvents(70_000, 0);
        MemoryBundle bundle = MemoryBundle.of(events, 66_100, LOG);
        assertThat(kinds(bundle, seen(new GeneratedEvents(66_100, 0)))).isEmpty();
        assertThat(bundle.files()).doesNotContainKey("tile/1/000").containsKey("tile/2/000.p/1");
        byte[] tile = bundle.files().get("tile/2/000.p/1").clone();
        tile[0] ^= 1;
        assertThat(kinds(bundle.with("tile/2/000.p/1", tile), seen(new GeneratedEvents(66_100, 0))))
                .contains(Finding.Kind.HISTORY, Finding.Kind.ROOT);
    }

    @Property(tries = 60)
    void aForkSignedByTheLogItselfIsFoundByWhatWasSeen(
            @ForAll @IntRange(min = 2, max = 900) int size, @ForAll @IntRange(max = 900) int anySeen)
            throws IOException {
        int seen = 2 + anySeen % (size - 1);
        // every second event is another one
        MemoryBundle fork = MemoryBundle.of(new GeneratedEvents(size, 0), 0, LOG);
        GeneratedEvents before = new GeneratedEvents(seen, 2);
        assertThat(kinds(fork, seen(before))).containsExactly(Finding.Kind.HISTORY);
    }

    @Test
    void aShorterLogIsFoundByWhatWasSeen() throws IOException {
        MemoryBundle shorter = MemoryBundle.of(new GeneratedEvents(500, 0), 0, LOG);
        assertThat(kinds(shorter, Trust.of(LOG.verifier()))).isEmpty();
        assertThat(kinds(shorter, seen(new GeneratedEvents(501, 0)))).containsExactly(Finding.Kind.HISTORY);
    }

    @Test
    void aLaterBundleNeedsACheckpointSeenBefore() throws IOException {
        MemoryBundle later = MemoryBundle.of(new GeneratedEvents(700, 0), 600, LOG);
        assertThat(kinds(later, Trust.of(LOG.verifier()))).containsExactly(Finding.Kind.HISTORY);
        assertThat(kinds(later, seen(new GeneratedEvents(599, 0)))).containsExactly(Finding.Kind.HISTORY);
        assertThat(kinds(later, seen(new GeneratedEvents(600, 0)))).isEmpty();
        assertThat(kinds(later, seen(new GeneratedEvents(650, 0)))).isEmpty();
        assertThat(kinds(later, seen(new GeneratedEvents(600, 2)))).containsExactly(Finding.Kind.HISTORY);
        Ed25519Signer other = new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
        Trust forged = new Trust(
                LOG.verifier(), List.of(), 0, Optional.of(MemoryBundle.checkpoint(new GeneratedEvents(600, 0), other)));
        assertThat(kinds(later, forged)).contains(Finding.Kind.CHECKPOINT);
        // the older checkpoint exchanged for another that the log signed
        MemoryBundle from = MemoryBundle.of(new GeneratedEvents(700, 0), 300, LOG);
        assertThat(kinds(
                        later.with("checkpoint.since", from.files().get("checkpoint.since")),
                        seen(new GeneratedEvents(600, 0))))
                .isNotEmpty();
    }

    @Test
    void witnessesAreCounted() throws IOException {
        GeneratedEvents events = new GeneratedEvents(30, 0);
        Trust one = new Trust(LOG.verifier(), List.of(WITNESS.verifier()), 1, Optional.empty());
        assertThat(kinds(MemoryBundle.of(events, 0, LOG), one)).containsExactly(Finding.Kind.CHECKPOINT);
        assertThat(kinds(MemoryBundle.of(events, 0, LOG, MemoryBundle.checkpoint(events, LOG, WITNESS)), one))
                .isEmpty();
        assertThatThrownBy(() ->
                        new Trust(LOG.verifier(), List.of(WITNESS.verifier(), WITNESS.verifier()), 2, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEmptyLogVerifies() throws IOException {
        assertThat(kinds(MemoryBundle.of(new GeneratedEvents(0, 0), 0, LOG), Trust.of(LOG.verifier())))
                .isEmpty();
    }

    @Test
    void theWriterWritesNoHalfBundle(@TempDir Path folder) throws Exception {
        GeneratedEvents events = new GeneratedEvents(600, 0);
        MemoryTiles tiles = MemoryTiles.of(events.entries());
        SignedNote checkpoint = MemoryBundle.checkpoint(events, LOG);
        LeafSource gap = (after, limit, reader) -> events.read(after, limit, (position, event) -> {
            if (position != 300) {
                reader.event(position, event);
            }
        });
        Path target = folder.resolve("bundle");
        assertThatThrownBy(() -> new BundleWriter(tiles, gap).write(target, checkpoint, Optional.empty(), List.of()))
                .isInstanceOf(GapException.class);
        LeafSource shorter = new GeneratedEvents(500, 0);
        assertThatThrownBy(
                        () -> new BundleWriter(tiles, shorter).write(target, checkpoint, Optional.empty(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("501");
        assertThat(target).doesNotExist();
        new BundleWriter(tiles, events).write(target, checkpoint, Optional.empty(), List.of());
        assertThatThrownBy(() -> new BundleWriter(tiles, events).write(target, checkpoint, Optional.empty(), List.of()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    private record Run(int exit, String out, String err) {

        static Run of(Object... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int exit = VerifyCommand.run(
                    Stream.of(arguments).map(Object::toString).toList(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theCommandSaysWhatItFoundAndHowItEnded(@TempDir Path folder) throws Exception {
        GeneratedEvents events = new GeneratedEvents(600, 0);
        Path bundle = folder.resolve("bundle");
        SignedNote checkpoint = MemoryBundle.checkpoint(events, LOG, WITNESS);
        MemoryBundle.write(bundle, events, 0, LOG, checkpoint);
        String key = LOG.verifier().key().text();
        String witness = WITNESS.verifier().key().text();
        Path seen = Files.write(folder.resolve("seen"), checkpoint.bytes());

        Run right = Run.of(bundle, "--key", key, "--witness", witness, "--seen", seen);
        assertThat(right.exit).as(right.out + right.err).isZero();
        assertThat(right.out).startsWith("verified: log muster.example/log, events 1-600, root ");
        assertThat(Run.of(bundle, "--key", key, "--witness", witness, "--quorum", "0").exit)
                .isZero();

        Path events0 = bundle.resolve("tile/entries/000");
        byte[] bytes = Files.readAllBytes(events0);
        bytes[bytes.length - 3] ^= 1;
        Files.write(events0, bytes);
        Run damaged = Run.of(bundle, "--key", key);
        assertThat(damaged.exit).isEqualTo(1);
        assertThat(damaged.out).startsWith("NOT VERIFIED\n").contains("EVENT: the event at position 256 ");
        Files.delete(events0);
        assertThat(Run.of(bundle, "--key", key).exit).isEqualTo(1);
        Files.createSymbolicLink(events0, seen);
        assertThat(Run.of(bundle, "--key", key).exit).isEqualTo(1);
    }

    @Test
    void theCommandTakesNoWrongArguments(@TempDir Path folder) throws Exception {
        String key = LOG.verifier().key().text();
        String witness = WITNESS.verifier().key().text();
        Path noNote = Files.writeString(folder.resolve("x"), "no note");
        List<Object[]> wrong = new ArrayList<>();
        wrong.add(new Object[] {});
        wrong.add(new Object[] {folder});
        wrong.add(new Object[] {"--key", key});
        wrong.add(new Object[] {folder, "--key"});
        wrong.add(new Object[] {folder, "--key", ""});
        wrong.add(new Object[] {folder, "--key", witness});
        wrong.add(new Object[] {folder, "--key", key, "--witness", key});
        wrong.add(new Object[] {folder, "--key", key, "--key", key});
        wrong.add(new Object[] {folder, "--key", key, "--quorum", "1"});
        wrong.add(new Object[] {folder, "--key", key, "--quorum", "-1"});
        wrong.add(new Object[] {folder, "--key", key, "--witness", witness, "--witness", witness});
        wrong.add(new Object[] {folder, "--key", key, "--seen", noNote});
        wrong.add(new Object[] {folder, "--key", key, "--seen", folder.resolve("absent")});
        wrong.add(new Object[] {folder, folder, "--key", key});
        wrong.add(new Object[] {folder, "--kye", key});
        wrong.add(new Object[] {folder.resolve("absent"), "--key", key});
        wrong.add(new Object[] {noNote, "--key", key});
        for (Object[] arguments : wrong) {
            Run run = Run.of(arguments);
            assertThat(run.exit).as(List.of(arguments).toString()).isEqualTo(2);
            assertThat(run.err).isNotBlank();
            assertThat(run.out).isEmpty();
        }
        assertThat(Run.of(folder, "--key", key).exit).isEqualTo(1); // a folder, but no bundle
    }
}
