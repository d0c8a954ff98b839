package org.muster.tlog.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.leaf.GeneratedEvents;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.MemoryTiles;
import org.muster.tlog.tile.Tile;

/** Whatever is done to a bundle is found. */
class DamageTest {

    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
    private static final GeneratedEvents EVENTS = new GeneratedEvents(700, 301);
    private static final MemoryBundle WHOLE = MemoryBundle.of(EVENTS, 0, LOG);
    private static final MemoryBundle LATER = MemoryBundle.of(EVENTS, 400, LOG);
    private static final GeneratedEvents FEW = new GeneratedEvents(12, 0);

    private static Trust trust(long seen) {
        return new Trust(
                LOG.verifier(),
                List.of(),
                0,
                seen == 0
                        ? Optional.empty()
                        : Optional.of(MemoryBundle.checkpoint(new GeneratedEvents(seen, 301), LOG)));
    }

    private static final Trust ALONE = trust(0);
    private static final Trust SEEN_400 = trust(400);

    private static void assertFound(BundleFiles damaged, Trust trust, String what) throws IOException {
        assertThat(BundleVerifier.verify(damaged, trust).isVerified()).as(what).isFalse();
    }

    @Test
    void theBundlesVerifyAsTheyAre() throws IOException {
        for (MemoryBundle bundle : List.of(WHOLE, LATER)) {
            Verification result = BundleVerifier.verify(bundle, bundle == WHOLE ? ALONE : SEEN_400);
            assertThat(result.findings()).isEmpty();
            assertThat(result.isVerified()).isTrue();
        }
        assertThat(WHOLE.files())
                .containsKeys("manifest", "checkpoint", "keys", "tile/0/001", "tile/0/002.p/188", "tile/1/000.p/2")
                .containsKeys("tile/entries/000", "tile/entries/002.p/188", "long/301", "long/602")
                .hasSize(12);
        assertThat(LATER.files()).doesNotContainKey("tile/0/000").containsKeys("checkpoint.since", "tile/0/001");
    }

    /** Every byte of every file of a small log, in both forms; all bits of the checkpoints. */
    @Test
    void findsAFlippedBitInEachByte() throws IOException {
        Random random = new Random(4);
        for (long since : new long[] {0, 5}) {
            MemoryBundle bundle = MemoryBundle.of(FEW, since, LOG);
            Trust trust = new Trust(
                    LOG.verifier(),
                    List.of(),
                    0,
                    since == 0
                            ? Optional.empty()
                            : Optional.of(MemoryBundle.checkpoint(new GeneratedEvents(since, 0), LOG)));
            assertThat(BundleVerifier.verify(bundle, trust).findings()).isEmpty();
            for (String name : bundle.files().keySet()) {
                byte[] bytes = bundle.files().get(name);
                boolean allBits = name.startsWith("checkpoint");
                for (int at = 0; at < bytes.length; at++) {
                    for (int bit : allBits ? IntStream.range(0, 8).toArray() : new int[] {random.nextInt(8)}) {
                        byte[] changed = bytes.clone();
                        changed[at] ^= (byte) (1 << bit);
                        assertFound(bundle.with(name, changed), trust, name + " byte " + at + " bit " + bit);
                    }
                }
            }
        }
    }

    @Property(tries = 1_500)
    void findsAnyDamageToAnyFile(
            @ForAll @IntRange(max = 1) int which,
            @ForAll @IntRange(max = 1_000) int anyFile,
            @ForAll @IntRange(max = 200_000) int anyPlace,
            @ForAll @IntRange(max = 6) int kind,
            @ForAll @IntRange(max = 7) int bit,
            @ForAll @IntRange(min = 1, max = 300) int length)
            throws IOException {
        MemoryBundle bundle = which == 0 ? WHOLE : LATER;
        List<String> names = List.copyOf(bundle.files().keySet());
        String name = names.get(anyFile % names.size());
        byte[] bytes = bundle.files().get(name);
        int at = anyPlace % bytes.length;
        byte[] changed = bytes.clone();
        MemoryBundle damaged = switch (kind) {
            case 0 -> {
                changed[at] ^= (byte) (1 << bit);
                yield bundle.with(name, changed);
            }
            case 1 -> bundle.with(name, Arrays.copyOf(bytes, at)); // cut off
            case 2 -> bundle.with(name, Arrays.copyOf(bytes, bytes.length + length)); // longer
            case 3 -> bundle.without(name);
            case 4 -> bundle.with(name + bit, bytes); // another file
            case 5 -> { // a piece taken out
                int end = Math.min(bytes.length, at + length);
                ByteArrayOutputStream rest = new ByteArrayOutputStream();
                rest.write(bytes, 0, at);
                rest.write(bytes, end, bytes.length - end);
                yield bundle.with(name, rest.toByteArray());
            }
            default -> { // the file of another name, or nothing where that is itself
                String other = names.get((anyFile + 1 + bit) % names.size());
                yield other.equals(name)
                        ? bundle.without(name)
                        : bundle.with(name, bundle.files().get(other));
            }
        };
        assertFound(damaged, which == 0 ? ALONE : SEEN_400, "kind " + kind + " of " + name + " at " + at);
    }

    @Property(tries = 300)
    void findsEventsThatAreTakenOutAddedSwappedOrReplaced(
            @ForAll @IntRange(max = 2) int file,
            @ForAll @IntRange(max = 255) int anyFirst,
            @ForAll @IntRange(max = 255) int anySecond,
            @ForAll @IntRange(max = 3) int kind)
            throws IOException {
        Tile tile = Tile.at(Tile.ENTRIES, file, EVENTS.count());
        List<byte[]> entries = entries(WHOLE.files().get(tile.path()), tile.width());
        int first = anyFirst % tile.width();
        int second = anySecond % tile.width();
        switch (kind) {
            case 0 -> entries.remove(first);
            case 1 -> entries.add(first, entries.get(second));
            case 2 -> {
                if (first == second) {
                    return;
                }
                Collections.swap(entries, first, second);
            }
            default -> {
                byte[] event = entries.get(first).clone();
                event[event.length - 1]++;
                entries.set(first, event);
            }
        }
        Verification result = BundleVerifier.verify(WHOLE.with(tile.path(), bundle(entries)), ALONE);
        assertThat(result.isVerified()).isFalse();
        assertThat(result.findings()).anyMatch(finding -> finding.kind() == Finding.Kind.EVENT);
        if (kind == 3) {
            assertThat(result.findings())
                    .anyMatch(finding -> finding.what().contains("position " + (file * 256 + first + 1) + " "));
        }
    }

    /** Somebody without the key who changes an event and makes everything else fit it. */
    @Test
    void findsAHistoryThatFitsButIsNotSigned() throws IOException {
        GeneratedEvents other = new GeneratedEvents(700, 300);
        MemoryBundle forged = MemoryBundle.of(other, 0, LOG, MemoryBundle.checkpoint(EVENTS, LOG));
        Verification result = BundleVerifier.verify(forged, ALONE);
        assertThat(result.findings()).anyMatch(finding -> finding.kind() == Finding.Kind.ROOT);

        Ed25519Signer ownKey = new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
        assertThat(BundleVerifier.verify(MemoryBundle.of(other, 0, ownKey), ALONE)
                        .findings())
                .anyMatch(finding -> finding.kind() == Finding.Kind.CHECKPOINT);
        Ed25519Signer otherName = new Ed25519Signer("another.example", RawKeys.generate(RawKeys.Algorithm.ED25519));
        assertThat(BundleVerifier.verify(MemoryBundle.of(other, 0, otherName), ALONE)
                        .findings())
                .anyMatch(finding -> finding.kind() == Finding.Kind.CHECKPOINT);
    }

    @Test
    void saysThatTheTileIsWrongWhereTheEventsHaveTheSignedRoot() throws IOException {
        byte[] tile = WHOLE.files().get("tile/0/001").clone();
        tile[5 * Hash.SIZE] ^= 1;
        assertThat(BundleVerifier.verify(WHOLE.with("tile/0/001", tile), ALONE).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.TILE);
                    assertThat(finding.what()).contains("262").contains("tile/0/001");
                });
    }

    /** Events that the log took in but that are none, or of another position: the tree cannot see that. */
    @Test
    void findsEntriesThatAreNoEventsOfTheirPosition() throws IOException {
        List<byte[]> entries = new ArrayList<>(FEW.entries());
        Collections.swap(entries, 3, 4);
        entries.set(8, new byte[] {1, 2, 3});
        entries.set(9, new byte[0]);
        MemoryTiles tiles = MemoryTiles.of(entries);
        SignedNote note = SignedNote.sign(
                new Checkpoint("muster.example/log", 12, tiles.tree().root()).text(), LOG);
        MemoryBundle bundle = MemoryBundle.of(FEW, 0, LOG, note)
                .with("tile/entries/000.p/12", bundle(entries))
                .with("tile/0/000.p/12", tiles.read(new Tile(0, 0, 12)));
        assertThat(BundleVerifier.verify(bundle, ALONE).findings())
                .extracting(Finding::kind)
                .containsOnly(Finding.Kind.EVENT)
                .hasSize(4);
    }

    private static List<byte[]> entries(byte[] bytes, int width) {
        EntryBundle bundle = EntryBundle.parse(bytes, width);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            entries.add(Arrays.copyOfRange(bytes, bundle.start(i), bundle.start(i) + bundle.length(i)));
        }
        return entries;
    }

    private static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        entries.forEach(entry -> EntryBundle.append(bytes, entry));
        return bytes.toByteArray();
    }
}
