package org.muster.tlog.tile;

/** Where tiles of hashes are read. */
@FunctionalInterface
public interface TileSource {

    /**
     * The hashes of a tile, side by side: as many as its width says.
     *
     * @throws MissingTileException when there is no such tile, or fewer hashes
     */
    byte[] read(Tile tile);
}
