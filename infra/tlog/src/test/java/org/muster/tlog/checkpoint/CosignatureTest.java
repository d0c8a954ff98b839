package org.muster.tlog.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.merkle.TreeHasher;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.NoteSigner;
import org.muster.tlog.note.NoteVerifier;
import org.muster.tlog.note.RawKeys;
import org.muster.tlog.note.SignatureType;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.note.UnverifiedNoteException;
import org.muster.tlog.tile.MemoryTiles;
import org.muster.tlog.tile.TiledHashes;

/** Checkpoints with cosignatures, and proofs that carry them. */
class CosignatureTest {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final List<byte[]> LEAVES = IntStream.range(0, 300)
            .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
            .toList();
    private static final MemoryTiles TILES = MemoryTiles.of(LEAVES);
    private static final ProofBuilder PROOFS = new ProofBuilder(new TiledHashes(TILES, 300));
    private static final Ed25519Signer LOG =
            new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
    private static final String TEXT =
            new Checkpoint("muster.example/log", 300, TILES.tree().root()).text();

    private static Cosigner cosigner(SignatureType type, String name) {
        return new Cosigner(name, type, RawKeys.generate(CosignedMessage.algorithm(type)), InstantSource.fixed(NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"COSIGNATURE_ED25519", "COSIGNATURE_ML_DSA_44"})
    void aCosignatureVerifiesByTheKeysText(SignatureType type) throws Exception {
        Cosigner witness = cosigner(type, "witness.example/w1");
        SignedNote note = SignedNote.parse(SignedNote.sign(TEXT, LOG, witness).bytes());
        NoteVerifier key = Verifiers.of(witness.verifier().key().text());
        assertThat(note.verify(Set.of(key))).hasSize(1);
        assertThat(CosignatureVerifier.time(note.signatures().getLast())).isEqualTo(NOW);
        assertThat(note.signatures().getLast().signature())
                .hasSize(8 + (type == SignatureType.COSIGNATURE_ED25519 ? 64 : 2420));
    }

    @ParameterizedTest
    @EnumSource(names = {"COSIGNATURE_ED25519", "COSIGNATURE_ML_DSA_44"})
    void aCosignatureIsOfItsTimeAndItsCheckpoint(SignatureType type) {
        Cosigner witness = cosigner(type, "witness.example/w1");
        byte[] signature = witness.sign(TEXT.getBytes(StandardCharsets.UTF_8));
        byte[] otherText = TEXT.replace("\n300\n", "\n301\n").getBytes(StandardCharsets.UTF_8);
        assertThat(witness.verifier().verify(otherText, signature)).isFalse();
        for (int bit = 0; bit < 64 + 64; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(witness.verifier().verify(TEXT.getBytes(StandardCharsets.UTF_8), changed))
                    .isFalse();
        }
        assertThat(witness.verifier().verify(TEXT.getBytes(StandardCharsets.UTF_8), new byte[8]))
                .isFalse();
    }

    /** Ed25519 cosignatures do not commit to the name, ML-DSA-44 ones do. */
    @Test
    void mlDsaCommitsToTheCosignersName() {
        var keys = RawKeys.generate(RawKeys.Algorithm.ML_DSA_44);
        Cosigner one = new Cosigner("w/1", SignatureType.COSIGNATURE_ML_DSA_44, keys, InstantSource.fixed(NOW));
        Cosigner other = new Cosigner("w/2", SignatureType.COSIGNATURE_ML_DSA_44, keys, InstantSource.fixed(NOW));
        byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(one.verifier().verify(text, one.sign(text))).isTrue();
        assertThat(other.verifier().verify(text, one.sign(text))).isFalse();
    }

    @Test
    void aProofHoldsWithEnoughWitnessesOnly() throws Exception {
        Cosigner first = cosigner(SignatureType.COSIGNATURE_ED25519, "w/1");
        Cosigner second = cosigner(SignatureType.COSIGNATURE_ML_DSA_44, "w/2");
        Set<NoteVerifier> witnesses = Set.of(first.verifier(), second.verifier());
        Hash leaf = new TreeHasher().leaf(LEAVES.get(42));

        LogProof proof = proof(42, LOG, first, second);
        assertThat(proof.verify(leaf, LOG.verifier(), witnesses, 2).size()).isEqualTo(300);
        LogProof once = proof(42, LOG, first);
        assertThat(once.verify(leaf, LOG.verifier(), witnesses, 1).size()).isEqualTo(300);
        assertThatThrownBy(() -> once.verify(leaf, LOG.verifier(), witnesses, 2))
                .isInstanceOf(UnverifiedNoteException.class)
                .hasMessageContaining("1 of the 2");
        assertThatThrownBy(() -> once.verify(new TreeHasher().leaf(LEAVES.get(43)), LOG.verifier(), witnesses, 1))
                .isInstanceOf(UnverifiedNoteException.class);
        Ed25519Signer otherLog = new Ed25519Signer("muster.example/log", RawKeys.generate(RawKeys.Algorithm.ED25519));
        assertThatThrownBy(() -> once.verify(leaf, otherLog.verifier(), witnesses, 0))
                .isInstanceOf(UnverifiedNoteException.class);
        Ed25519Signer otherOrigin = new Ed25519Signer("other.example", RawKeys.generate(RawKeys.Algorithm.ED25519));
        assertThatThrownBy(() -> proof(42, otherOrigin).verify(leaf, otherOrigin.verifier(), witnesses, 0))
                .hasMessageContaining("origin");
    }

    private static LogProof proof(long index, NoteSigner... signers) {
        return new LogProof(
                Optional.of(new byte[] {1, 2}), index, PROOFS.inclusion(index, 300), SignedNote.sign(TEXT, signers));
    }

    private static final byte[] PROOF = proof(42, LOG).bytes();

    @Property(tries = 1_000)
    void noChangedProofHolds(@ForAll @IntRange(max = 5_000) int anyPlace, @ForAll @IntRange(max = 7) int bit) {
        byte[] changed = PROOF.clone();
        int place = anyPlace % changed.length;
        changed[place] ^= (byte) (1 << bit);
        Hash leaf = new TreeHasher().leaf(LEAVES.get(42));
        String line = lineAt(PROOF, place);
        if (line.startsWith("extra ")) {
            return; // the one part that nothing vouches for
        }
        assertThatThrownBy(() -> LogProof.parse(changed).verify(leaf, LOG.verifier(), Set.of(), 0))
                .isInstanceOfAny(MalformedNoteException.class, UnverifiedNoteException.class);
    }

    private static String lineAt(byte[] bytes, int place) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n', place);
        return text.substring(text.lastIndexOf('\n', place == 0 ? 0 : place - 1) + 1, end);
    }

    @Test
    void aProofReadsBackAsItWasWritten() throws Exception {
        LogProof read = LogProof.parse(PROOF);
        assertThat(read.bytes()).isEqualTo(PROOF);
        assertThat(read.extra().orElseThrow()).containsExactly(1, 2);
        assertThat(read.index()).isEqualTo(42);
    }
}
