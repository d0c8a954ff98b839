package org.muster.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.merkle.Proofs;
import org.muster.tlog.merkle.ReferenceTree;
import org.muster.tlog.merkle.TreeHasher;

/** Trees, and the proofs made from their tiles, against the definition of the RFC. */
class TreeTest {

    private static final int LEAVES = 70_000;
    private static final List<byte[]> DATA = IntStream.range(0, LEAVES)
            .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
            .toList();
    private static final MemoryTiles TILES = MemoryTiles.of(DATA);
    private static final TreeHasher HASHER = new TreeHasher();

    private static ProofBuilder proofs(long size) {
        return new ProofBuilder(new TiledHashes(TILES, size));
    }

    @Property(tries = 60)
    void hasTheRootThatTheDefinitionGives(@ForAll @IntRange(max = 2_000) int size) {
        Hash root = ReferenceTree.root(DATA.subList(0, size));
        assertThat(MemoryTiles.of(DATA.subList(0, size)).tree().root()).isEqualTo(root);
        assertThat(proofs(size).root(size)).isEqualTo(root);
    }

    @Test
    void hasTheRootOfTheDefinitionAcrossTheBordersOfTiles() {
        for (int size : new int[] {255, 256, 257, 511, 512, 65_535, 65_536, 65_537, LEAVES}) {
            assertThat(proofs(size).root(size)).isEqualTo(ReferenceTree.root(DATA.subList(0, size)));
        }
        assertThat(TILES.tree().root()).isEqualTo(ReferenceTree.root(DATA));
    }

    @Property(tries = 300)
    void goesOnFromItsFrontierAtAnySize(
            @ForAll @IntRange(max = 66_000) int stop, @ForAll @IntRange(max = 700) int more) {
        TreeBuilder first = new TreeBuilder((tile, hashes) -> {});
        DATA.subList(0, stop).forEach(first::append);
        List<Tile> completed = new ArrayList<>();
        TreeBuilder second = new TreeBuilder((tile, hashes) -> {
            completed.add(tile);
            assertThat(hashes).isEqualTo(TILES.read(tile));
        });
        second.restore(stop, first.frontier());
        assertThat(second.root()).isEqualTo(first.root());
        DATA.subList(stop, stop + more).forEach(second::append);
        assertThat(second.root()).isEqualTo(proofs(stop + more).root(stop + more));
        assertThat(completed).hasSizeGreaterThanOrEqualTo(more / 256);
    }

    @Test
    void takesNoFrontierOfAnotherSize() {
        TreeBuilder tree = new TreeBuilder((tile, hashes) -> {});
        assertThatThrownBy(() -> tree.restore(3, new byte[64])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree.restore(-1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1_000)
    void provesEachLeafAndNoOther(
            @ForAll @IntRange(min = 1, max = LEAVES) int size,
            @ForAll @IntRange(max = LEAVES - 1) int anyIndex,
            @ForAll @IntRange(max = 30) int place,
            @ForAll @IntRange(max = 255) int bit) {
        int index = anyIndex % size;
        Hash root = proofs(size).root(size);
        Hash leaf = HASHER.leaf(DATA.get(index));
        List<Hash> proof = proofs(size).inclusion(index, size);
        assertThat(Proofs.includes(index, leaf, size, root, proof)).isTrue();

        assertThat(Proofs.includes(index, flipped(leaf, bit), size, root, proof))
                .isFalse();
        assertThat(Proofs.includes(index, leaf, size, flipped(root, bit), proof))
                .isFalse();
        assertThat(Proofs.includes(index + 1, leaf, size, root, proof)).isFalse();
        for (List<Hash> wrong : damaged(proof, place, bit)) {
            assertThat(Proofs.includes(index, leaf, size, root, wrong)).isFalse();
        }
    }

    @Property(tries = 1_000)
    void provesThatATreeContinuesAnOlderOneAndNoOther(
            @ForAll @IntRange(min = 1, max = LEAVES) int size,
            @ForAll @IntRange(max = LEAVES - 1) int anyOld,
            @ForAll @IntRange(max = 30) int place,
            @ForAll @IntRange(max = 255) int bit) {
        int old = 1 + anyOld % size;
        Hash oldRoot = proofs(old).root(old);
        Hash root = proofs(size).root(size);
        List<Hash> proof = proofs(size).consistency(old, size);
        assertThat(Proofs.consistent(old, oldRoot, size, root, proof)).isTrue();

        assertThat(Proofs.consistent(old, flipped(oldRoot, bit), size, root, proof))
                .isFalse();
        assertThat(Proofs.consistent(old, oldRoot, size, flipped(root, bit), proof))
                .isFalse();
        for (List<Hash> wrong : damaged(proof, place, bit)) {
            assertThat(Proofs.consistent(old, oldRoot, size, root, wrong)).isFalse();
        }
    }

    private static List<List<Hash>> damaged(List<Hash> proof, int anyPlace, int bit) {
        List<List<Hash>> wrong = new ArrayList<>();
        int place = proof.isEmpty() ? 0 : anyPlace % proof.size();
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(place, TreeHasher.EMPTY_ROOT);
        wrong.add(longer);
        if (!proof.isEmpty()) {
            List<Hash> shorter = new ArrayList<>(proof);
            Hash taken = shorter.remove(place);
            wrong.add(shorter);
            List<Hash> changed = new ArrayList<>(proof);
            changed.set(place, flipped(taken, bit));
            wrong.add(changed);
        }
        return wrong;
    }

    private static Hash flipped(Hash hash, int bit) {
        byte[] bytes = hash.bytes();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Hash.of(bytes);
    }

    @Property
    void namesATileInOneWay(
            @ForAll @IntRange(min = -1, max = 7) int level,
            @ForAll long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        Tile tile = new Tile(level, (index & Long.MAX_VALUE) % 1_000_000_000_000_000_000L, width);
        assertThat(Tile.parse(tile.path())).contains(tile);
    }

    @Test
    void refusesOtherNamesOfTiles() {
        for (String bad : List.of(
                "tile/0/1",
                "tile/0/x000/001",
                "tile/8/000",
                "tile/00/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/999",
                "tile/0/000/",
                "/tile/0/000",
                "tile/0/../000",
                "tile/entries/x001",
                "tile/Entries/000")) {
            assertThat(Tile.parse(bad)).as(bad).isEmpty();
        }
    }
}
