package org.muster.tlog.adopted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.tlog.Adopted;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.SignedCheckpoints;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.EntryBundle;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TiledHashes;
import org.muster.tlog.tile.TreeBuilder;

/** The log that transparency-dev/tessera wrote: its checkpoints verify, and our code writes the same bytes. */
class TesseraLogTest {

    private static final String LOG = "tessera/testdata/log/";
    private static final List<String> KEYS =
            Adopted.text("tessera/keys.txt").lines().toList();

    static IntStream sizes() {
        return IntStream.rangeClosed(0, 15);
    }

    private static SignedNote note(int size) throws Exception {
        return SignedNote.parse(Adopted.bytes(LOG + "checkpoint." + size));
    }

    private static Checkpoint checkpoint(int size) throws Exception {
        NoteVerifier key = Verifiers.of(KEYS.get(1));
        return SignedCheckpoints.verify(note(size), key, List.of(), 0);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void verifiesItsCheckpointAndSignsTheSame(int size) throws Exception {
        Checkpoint checkpoint = checkpoint(size);
        assertThat(checkpoint.size()).isEqualTo(size);
        SignedNote ours = SignedNote.sign(checkpoint.text(), Ed25519Signer.parse(KEYS.getFirst()));
        assertThat(ours.bytes()).isEqualTo(Adopted.bytes(LOG + "checkpoint." + size));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void hashesItsEntriesToItsTilesAndRoot(int size) throws Exception {
        TreeBuilder tree = new TreeBuilder((tile, hashes) -> {});
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        if (size > 0) {
            byte[] entries = Adopted.bytes(LOG + Tile.at(Tile.ENTRIES, 0, size).path());
            EntryBundle bundle = EntryBundle.parse(entries, size);
            for (int i = 0; i < size; i++) {
                byte[] entry = Arrays.copyOfRange(entries, bundle.start(i), bundle.start(i) + bundle.length(i));
                tree.append(entry);
                EntryBundle.append(again, entry);
            }
            assertThat(again.toByteArray()).isEqualTo(entries);
            assertThat(tree.partialTile(0))
                    .isEqualTo(Adopted.bytes(LOG + Tile.at(0, 0, size).path()));
        }
        assertThat(tree.root()).isEqualTo(checkpoint(size).root());
    }

    @Test
    void provesThatEachCheckpointContinuesEachBefore() throws Exception {
        for (int size = 1; size <= 15; size++) {
            Checkpoint checkpoint = checkpoint(size);
            ProofBuilder proofs = new ProofBuilder(new TiledHashes(tile -> Adopted.bytes(LOG + tile.path()), size));
            assertThat(proofs.root(size)).isEqualTo(checkpoint.root());
            for (int old = 1; old <= size; old++) {
                List<Hash> proof = proofs.consistency(old, size);
                assertThat(Proofs.consistent(old, checkpoint(old).root(), size, checkpoint.root(), proof))
                        .isTrue();
                assertThat(Proofs.consistent(old, checkpoint(old - 1).root(), size, checkpoint.root(), proof))
                        .isFalse();
            }
        }
    }
}
