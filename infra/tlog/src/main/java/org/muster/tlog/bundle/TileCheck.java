package org.muster.tlog.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.tile.Tile;

/** Compares the tiles that the events give with those of the bundle. */
final class TileCheck {

    private final BundleFiles files;
    private final Findings findings;
    private final List<String> differences = new ArrayList<>();

    TileCheck(BundleFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    /** The tile in the bundle, or null when it is not there or not as long as it must be: that is a finding already. */
    byte[] read(Tile tile) throws IOException {
        try {
            byte[] hashes = files.read(tile.path(), Tile.FULL * Hash.SIZE);
            if (hashes.length == tile.width() * Hash.SIZE) {
                return hashes;
            }
            findings.add(Finding.Kind.TILE, tile.path() + " has " + hashes.length + " bytes");
        } catch (NoSuchFileException e) {
            findings.add(Finding.Kind.MISSING, tile.path());
        } catch (FileTooLongException e) {
            findings.add(Finding.Kind.TILE, e.getMessage());
        }
        return null;
    }

    /** @param given the hashes that the events give; more may follow in the array */
    void compare(Tile tile, byte[] given) {
        byte[] stored;
        try {
            stored = read(tile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (stored == null || Arrays.equals(stored, 0, stored.length, given, 0, stored.length)) {
            return;
        }
        for (int i = 0; i < tile.width(); i++) {
            int from = i * Hash.SIZE;
            boolean same = Arrays.equals(stored, from, from + Hash.SIZE, given, from, from + Hash.SIZE);
            if (!same && differences.size() < Verification.FINDINGS_MAX) {
                String where =
                        tile.level() == 0 ? "the event at position " + (tile.index() * Tile.FULL + i + 1) : "hash " + i;
                differences.add(where + " and " + tile.path() + " differ");
            }
        }
    }

    /** Says which side of a difference is wrong: where the events have the signed root, it is the tile. */
    void judge(boolean eventsHaveSignedRoot) {
        Finding.Kind kind = eventsHaveSignedRoot ? Finding.Kind.TILE : Finding.Kind.EVENT;
        String side = eventsHaveSignedRoot ? ": the tile is wrong" : ": the event is not the one that was logged";
        for (String difference : differences) {
            boolean ofAnEvent = difference.startsWith("the event");
            if (eventsHaveSignedRoot || ofAnEvent) {
                findings.add(kind, difference + side);
            }
        }
    }
}
