package org.muster.tlog.tile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which piece of a log: a tile of hashes, or a bundle of entries.
 *
 * @param level 0 for leaf hashes, up to 7; {@link #ENTRIES} for a bundle of entries
 * @param index its place in the level, from 0
 * @param width how many hashes or entries it holds: 256 when full
 */
public record Tile(int level, long index, int width) {

    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    /** Hashes in a full tile, entries in a full bundle. */
    public static final int FULL = 256;

    /** Levels that a tree of at most 2^63 - 1 leaves can have. */
    public static final int LEVELS = 8;

    private static final Pattern PATH =
            Pattern.compile("tile/(entries|[0-7])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public Tile {
        if (level < ENTRIES || level >= LEVELS || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile " + level + "/" + index + " of width " + width);
        }
    }

    /**
     * The tile of a tree, as wide as the tree has it.
     *
     * @param size the number of leaves of the tree
     * @throws IllegalArgumentException when the tree does not reach it
     */
    public static Tile at(int level, long index, long size) {
        long width = Math.min(FULL, (size >>> 8 * Math.max(level, 0)) - index * FULL);
        if (width < 1) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no tile " + level + "/" + index);
        }
        return new Tile(level, index, (int) width);
    }

    /** How many tiles of a level the tree has, the partial one included. */
    public static long count(int level, long size) {
        long hashes = size >>> 8 * Math.max(level, 0);
        return (hashes + FULL - 1) / FULL;
    }

    /** Whether all 256 places are taken. */
    public boolean isFull() {
        return width == FULL;
    }

    /** The path below a log's prefix: {@code tile/0/x001/x234/067.p/8}. */
    public String path() {
        StringBuilder path = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format("x%03d/", rest % 1000));
        }
        path.insert(0, "tile/" + (level == ENTRIES ? "entries" : level) + "/");
        return isFull() ? path.toString() : path + ".p/" + width;
    }

    /** The tile that a path names; empty when it names none, or names it in another way than {@link #path()}. */
    public static Optional<Tile> parse(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
        long index = Long.parseLong(parts.group(2).replace("/", "").replace("x", ""));
        int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
        if (width > FULL) {
            return Optional.empty();
        }
        Tile tile = new Tile(level, index, width);
        return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
    }
}
