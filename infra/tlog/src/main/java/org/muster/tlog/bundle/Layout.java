package org.muster.tlog.bundle;

import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.tlog.tile.Tile;

/**
 * Which files a bundle has: those that lead from one tree to a larger one. Tiles and entry bundles have the paths of
 * c2sp.org/tlog-tiles, so that a bundle from the first event on can be served as a log.
 *
 * @param since the size that the bundle continues; 0 from the first event on
 * @param size the size that it leads to
 */
record Layout(long since, long size) {

    private static final Pattern LONG_EVENT = Pattern.compile("long/[1-9][0-9]{0,18}");

    /** The size at which the first entry bundle begins: it may hold some events that the older tree has already. */
    long start() {
        return since / Tile.FULL * Tile.FULL;
    }

    /** The first tile of a level that is in the bundle: the older tree's frontier is in it. */
    long firstTile(int level) {
        return (since >>> 8 * Math.max(level, 0)) / Tile.FULL;
    }

    long tiles(int level) {
        return Tile.count(level, size);
    }

    Tile tile(int level, long index) {
        return Tile.at(level, index, size);
    }

    /** The file of an event that is too long for an entry bundle. */
    static String longEvent(long position) {
        return "long/" + position;
    }

    static boolean isLongEvent(String name) {
        return LONG_EVENT.matcher(name).matches();
    }

    /** Whether a file of this name is one of the bundle's tiles or entry bundles. */
    boolean hasTile(String name) {
        Optional<Tile> tile = Tile.parse(name);
        return tile.isPresent()
                && tile.get().index() >= firstTile(tile.get().level())
                && tile.get().index() < tiles(tile.get().level())
                && tile(tile.get().level(), tile.get().index()).equals(tile.get());
    }
}
