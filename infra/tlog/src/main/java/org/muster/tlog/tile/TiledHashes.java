package org.muster.tlog.tile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.SubtreeHashes;
import org.muster.tlog.merkle.TreeHasher;

/** The hashes of a tree's perfect subtrees, computed from its tiles. Each tile is read once; belongs to one thread. */
public final class TiledHashes implements SubtreeHashes {

    private final TileSource tiles;
    private final long size;
    private final Map<Tile, byte[]> read = new HashMap<>();
    private final TreeHasher hasher = new TreeHasher();

    /** @param size the number of leaves of the tree; the tiles may be those of a larger one */
    public TiledHashes(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    @Override
    public Hash hash(int level, long index) {
        if (level < 0 || level > 62 || index < 0 || index >= size >>> level) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no subtree " + level + "/" + index);
        }
        int inTile = level % 8;
        int count = 1 << inTile;
        long first = index << inTile;
        byte[] hashes = read.computeIfAbsent(Tile.at(level / 8, first / Tile.FULL, size), tiles::read);
        int offset = (int) (first % Tile.FULL) * Hash.SIZE;
        return hasher.perfectRoot(Arrays.copyOfRange(hashes, offset, offset + count * Hash.SIZE), count);
    }
}
