package org.muster.tlog.adopted;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.tlog.Adopted;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.CosignatureVerifier;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.note.NoteSignature;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.witness.AddCheckpoint;

/** The worked examples of the C2SP specifications. */
class C2spExamplesTest {

    @Test
    void verifiesTheExampleNote() throws Exception {
        SignedNote note = SignedNote.parse(Adopted.bytes("c2sp/example.note"));
        String key = Adopted.text("c2sp/example.vkey").strip();
        assertThat(note.verify(Set.of(Verifiers.of(key)))).hasSize(1);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
    }

    @Test
    void readsANoteWithAnEmptyLineAndOtherLetters() throws Exception {
        SignedNote note = SignedNote.parse(Adopted.bytes("c2sp/quasimodo.note"));
        assertThat(note.text()).endsWith(":\n\ned è subito sera.\n");
        assertThat(note.bytes()).isEqualTo(Adopted.bytes("c2sp/quasimodo.note"));
    }

    @Test
    void readsTheCheckpointAndItsCosignature() throws Exception {
        SignedNote note = SignedNote.parse(Adopted.bytes("c2sp/cosigned-checkpoint.note"));
        assertThat(note.bytes()).isEqualTo(Adopted.bytes("c2sp/cosigned-checkpoint.note"));
        assertThat(SignedNote.parse(Adopted.bytes("c2sp/checkpoint.note")).text())
                .isEqualTo(note.text());
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        NoteSignature cosignature = note.signatures().getLast();
        assertThat(CosignatureVerifier.time(cosignature)).isEqualTo(Instant.ofEpochSecond(1679315147));
        assertThat(Adopted.text("c2sp/cosigned-message.txt"))
                .isEqualTo("cosignature/v1\ntime 1679315147\n" + checkpoint.text());
    }

    @Test
    void readsTheWitnessRequestAndAnswer() throws Exception {
        AddCheckpoint request = AddCheckpoint.parse(Adopted.bytes("c2sp/add-checkpoint.request"));
        assertThat(request.oldSize()).isEqualTo(20852014);
        assertThat(request.consistency()).hasSize(4);
        assertThat(request.checkpoint().signatures()).hasSize(2);
        assertThat(request.bytes()).isEqualTo(Adopted.bytes("c2sp/add-checkpoint.request"));
        for (String line : Adopted.text("c2sp/add-checkpoint.answer").split("\n")) {
            assertThat(NoteSignature.parse(line).line()).isEqualTo(line + "\n");
        }
    }

    @Test
    void namesAndCountsTilesAsTheExamplesDo() {
        assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(tiles(256)).containsExactly("tile/0/000", "tile/1/000.p/1");
        List<String> tiles = tiles(70_000);
        assertThat(tiles.stream().filter(path -> path.startsWith("tile/0/") && !path.contains(".p")))
                .hasSize(273);
        assertThat(tiles.stream().filter(path -> path.contains(".p") || path.startsWith("tile/1")))
                .containsExactlyInAnyOrder("tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
    }

    private static List<String> tiles(long size) {
        TreeSet<String> paths = new TreeSet<>();
        for (int level = 0; level < Tile.LEVELS; level++) {
            for (long i = 0; i < Tile.count(level, size); i++) {
                paths.add(Tile.at(level, i, size).path());
            }
        }
        return List.copyOf(paths);
    }
}
