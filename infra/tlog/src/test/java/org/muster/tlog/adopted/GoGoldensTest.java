package org.muster.tlog.adopted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.tlog.Adopted;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.tile.Tile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What golang.org/x/mod's tests of notes and trees compare with. */
class GoGoldensTest {

    private static final JsonNode GOLDENS = new JsonMapper().readTree(Adopted.text("gomod/goldens.json"));
    private static final JsonNode NOTE = GOLDENS.get("note");
    private static final JsonNode TLOG = GOLDENS.get("tlog");
    private static final String TEXT = NOTE.get("text").asString();
    private static final String PETER = NOTE.get("peterSignature").asString();
    private static final String ENOCH = NOTE.get("enochSignature").asString();

    private static NoteVerifier key(String who) throws MalformedNoteException {
        return Verifiers.of(NOTE.get("verifierKeys").get(who).asString());
    }

    private static SignedNote note(String... signatures) throws MalformedNoteException {
        return SignedNote.parse((TEXT + "\n" + String.join("", signatures)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesNoPartOfAKeyForAKeyAndNoChangedOne() {
        String right = NOTE.get("verifierKeys").get("peter").asString();
        for (int from = 0; from < right.length(); from++) {
            for (int to = from; to <= right.length(); to++) {
                String part = right.substring(from, to);
                if (!part.equals(right)) {
                    assertThatThrownBy(() -> Verifiers.of(part)).isInstanceOf(MalformedNoteException.class);
                }
            }
            char[] changed = right.toCharArray();
            changed[from]++;
            assertThatThrownBy(() -> Verifiers.of(new String(changed))).isInstanceOf(MalformedNoteException.class);
        }
        NOTE.get("badVerifierKeys")
                .forEach(bad -> assertThatThrownBy(() -> Verifiers.of(bad.asString()))
                        .isInstanceOf(MalformedNoteException.class));
    }

    @Test
    void takesNoPartOfASignerKeyForAKeyAndNoChangedOne() throws Exception {
        String right = NOTE.get("signerKey").asString();
        assertThat(Ed25519Signer.parse(right).verifier().label())
                .isEqualTo(key("peter").label());
        for (int from = 0; from < right.length(); from++) {
            String part = right.substring(from + 1);
            assertThatThrownBy(() -> Ed25519Signer.parse(part)).isInstanceOf(MalformedNoteException.class);
            char[] changed = right.toCharArray();
            changed[from]++;
            assertThatThrownBy(() -> Ed25519Signer.parse(new String(changed)))
                    .isInstanceOf(MalformedNoteException.class);
        }
    }

    @Test
    void signsTheSameBytes() throws Exception {
        SignedNote signed =
                SignedNote.sign(TEXT, Ed25519Signer.parse(NOTE.get("signerKey").asString()));
        assertThat(new String(signed.bytes(), StandardCharsets.UTF_8)).isEqualTo(TEXT + "\n" + PETER);
        Ed25519Signer enoch = new Ed25519Signer(NOTE.get("zeroSeedName").asString(), RawKeys.ed25519(new byte[32]));
        assertThat(enoch.verifier().key().text())
                .isEqualTo(NOTE.get("verifierKeys").get("enoch").asString());
        assertThat(new String(signed.with(List.of(enoch.signature(TEXT))).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(TEXT + "\n" + PETER + ENOCH);
    }

    @Test
    void verifiesKnownSignaturesAndIgnoresOthers() throws Exception {
        assertThat(note(PETER, ENOCH).verify(Set.of(key("peter")))).hasSize(1);
        assertThat(note(PETER, ENOCH).verify(Set.of(key("peter"), key("enoch"))))
                .hasSize(2);
        assertThatThrownBy(() -> note(PETER, ENOCH).verify(Set.of())).isInstanceOf(UnverifiedNoteException.class);
        assertThatThrownBy(() -> note(ENOCH).verify(List.of(key("enoch"), key("peter"), key("enoch"))))
                .isInstanceOf(UnverifiedNoteException.class);
        assertThat(note(PETER).verify(List.of(key("enoch"), key("peter"), key("enoch"))))
                .hasSize(1);
    }

    @Test
    void refusesNotesThatAreMalformed() {
        NOTE.get("malformedNotes")
                .forEach(bad -> assertThatThrownBy(
                                () -> SignedNote.parse(bad.asString().getBytes(StandardCharsets.UTF_8)))
                        .as(bad.asString())
                        .isInstanceOf(MalformedNoteException.class));
        byte[] notUtf8 = ("x" + TEXT + "\n" + PETER).getBytes(StandardCharsets.UTF_8);
        notUtf8[0] = (byte) 0xFF;
        assertThatThrownBy(() -> SignedNote.parse(notUtf8)).isInstanceOf(MalformedNoteException.class);
        assertThatThrownBy(() -> note(PETER.repeat(101))).isInstanceOf(MalformedNoteException.class);
        String longer = PETER.substring(0, 60) + "ABCD" + PETER.substring(60);
        assertThatThrownBy(() -> note(longer).verify(Set.of(key("peter")))).isInstanceOf(UnverifiedNoteException.class);
    }

    @Test
    void readsTheTreeAndRefusesTheBadOnes() throws Exception {
        Checkpoint tree = Checkpoint.parse(TLOG.get("tree").asString());
        assertThat(tree.size()).isEqualTo(123456789012L);
        assertThat(tree.root())
                .isEqualTo(new TreeHasher().leaf(TLOG.get("treeLeaf").asString().getBytes(StandardCharsets.UTF_8)));
        assertThat(tree.text()).isEqualTo(TLOG.get("tree").asString());
        TLOG.get("badTrees")
                .forEach(bad -> assertThatThrownBy(() -> Checkpoint.parse(bad.asString()))
                        .isInstanceOf(MalformedNoteException.class));
    }

    /** Go names the height of its tiles in the path, and "data" what C2SP calls "entries". */
    @Test
    void namesTilesAlike() {
        TLOG.get("tilePaths").forEach(golden -> {
            String path = golden.get("path")
                    .asString()
                    .replaceFirst("tile/[0-9]+/", "tile/")
                    .replace("data", "entries");
            Tile tile = new Tile(
                    golden.get("level").asInt(),
                    golden.get("index").asLong(),
                    golden.has("full") ? Tile.FULL : golden.get("width").asInt());
            assertThat(tile.path()).isEqualTo(path);
            assertThat(Tile.parse(path)).contains(tile);
        });
        TLOG.get("badTilePaths")
                .forEach(bad -> assertThat(Tile.parse(bad.asString().replaceFirst("tile/[0-9]+/", "tile/")))
                        .isEmpty());
    }
}
