package org.muster.tlog.tile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.tlog.merkle.Hash;

/** A log's tiles in memory. */
public final class MemoryTiles implements TileSource {

    private final Map<String, byte[]> full = new HashMap<>();
    private final TreeBuilder tree = new TreeBuilder((tile, hashes) -> full.put(tile.path(), hashes.clone()));

    public static MemoryTiles of(List<byte[]> leaves) {
        MemoryTiles tiles = new MemoryTiles();
        leaves.forEach(tiles.tree::append);
        return tiles;
    }

    public TreeBuilder tree() {
        return tree;
    }

    @Override
    public byte[] read(Tile tile) {
        byte[] complete = full.get(new Tile(tile.level(), tile.index(), Tile.FULL).path());
        byte[] hashes = complete == null ? tree.partialTile(tile.level()) : complete;
        if (hashes.length < tile.width() * Hash.SIZE) {
            throw new MissingTileException(tile.path());
        }
        return Arrays.copyOf(hashes, tile.width() * Hash.SIZE);
    }
}
