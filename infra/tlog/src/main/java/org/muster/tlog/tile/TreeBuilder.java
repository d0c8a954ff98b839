package org.muster.tlog.tile;

import java.util.Arrays;
import java.util.Objects;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.TreeHasher;

/**
 * A tree that grows leaf by leaf. It keeps its frontier, the partial tiles of at most eight levels, and hands on the
 * tiles that are complete. A leaf makes no garbage. Belongs to one thread.
 */
public final class TreeBuilder {

    private final TreeHasher hasher = new TreeHasher();
    private final byte[][] partial = new byte[Tile.LEVELS][];
    private final int[] widths = new int[Tile.LEVELS];
    private final byte[] scratch = new byte[Tile.FULL * Hash.SIZE];
    private final FullTiles fullTiles;
    private long size;

    /** An empty tree. */
    public TreeBuilder(FullTiles fullTiles) {
        this.fullTiles = Objects.requireNonNull(fullTiles);
    }

    /**
     * Goes on from a frontier.
     *
     * @param size the number of leaves of the tree
     * @param frontier what {@link #frontier()} gave at this size
     * @throws IllegalArgumentException when the frontier's length is not that of this size
     */
    public void restore(long size, byte[] frontier) {
        if (size < 0 || frontier.length != frontierBytes(size)) {
            throw new IllegalArgumentException(
                    "a frontier of " + frontier.length + " bytes is not that of " + size + " leaves");
        }
        this.size = size;
        int offset = 0;
        for (int level = 0; level < Tile.LEVELS; level++) {
            widths[level] = width(level, size);
            int bytes = widths[level] * Hash.SIZE;
            if (bytes > 0) {
                System.arraycopy(frontier, offset, tile(level), 0, bytes);
            }
            offset += bytes;
        }
    }

    /** Appends a leaf: its hash is computed. */
    public void append(byte[] leaf, int offset, int length) {
        hasher.leaf(leaf, offset, length, tile(0), widths[0] * Hash.SIZE);
        appended();
    }

    /** Appends a leaf. */
    public void append(byte[] leaf) {
        append(leaf, 0, leaf.length);
    }

    private void appended() {
        size = Math.addExact(size, 1);
        long inLevel = size;
        for (int level = 0; ++widths[level] == Tile.FULL; level++) {
            inLevel /= Tile.FULL;
            fullTiles.completed(new Tile(level, inLevel - 1, Tile.FULL), partial[level]);
            hasher.perfectRoot(partial[level], Tile.FULL).copyTo(tile(level + 1), widths[level + 1] * Hash.SIZE);
            widths[level] = 0;
        }
    }

    /** The number of leaves. */
    public long size() {
        return size;
    }

    /** The root over all leaves so far. */
    public Hash root() {
        Hash root = null;
        for (int level = 0; level < Tile.LEVELS; level++) {
            int rest = widths[level];
            while (rest > 0) {
                int count = Integer.lowestOneBit(rest);
                rest -= count;
                System.arraycopy(partial[level], rest * Hash.SIZE, scratch, 0, count * Hash.SIZE);
                Hash left = hasher.perfectRoot(scratch, count);
                root = root == null ? left : hasher.node(left, root);
            }
        }
        return root == null ? TreeHasher.EMPTY_ROOT : root;
    }

    /** The hashes of the partial tiles, lowest level first: all that is needed to go on. */
    public byte[] frontier() {
        byte[] frontier = new byte[frontierBytes(size)];
        int offset = 0;
        for (int level = 0; level < Tile.LEVELS; level++) {
            int bytes = widths[level] * Hash.SIZE;
            if (bytes > 0) {
                System.arraycopy(partial[level], 0, frontier, offset, bytes);
            }
            offset += bytes;
        }
        return frontier;
    }

    /** The hashes of a level's partial tile: none when it has none. */
    public byte[] partialTile(int level) {
        return widths[level] == 0 ? new byte[0] : Arrays.copyOf(partial[level], widths[level] * Hash.SIZE);
    }

    /**
     * Where a level's partial tile begins in the frontier of a tree.
     *
     * @return the offset in bytes; for {@link Tile#LEVELS} the length of the whole frontier
     */
    public static int frontierOffset(int level, long size) {
        int offset = 0;
        for (int below = 0; below < level; below++) {
            offset += width(below, size) * Hash.SIZE;
        }
        return offset;
    }

    private static int frontierBytes(long size) {
        return frontierOffset(Tile.LEVELS, size);
    }

    private static int width(int level, long size) {
        return (int) (size >>> 8 * level) & 0xFF;
    }

    private byte[] tile(int level) {
        if (partial[level] == null) {
            partial[level] = new byte[Tile.FULL * Hash.SIZE];
        }
        return partial[level];
    }
}
