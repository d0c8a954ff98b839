package org.muster.tlog.tile;

/** Takes the tiles that a growing tree completes. */
@FunctionalInterface
public interface FullTiles {

    /** @param hashes 8,192 bytes, valid only during the call */
    void completed(Tile tile, byte[] hashes);
}
