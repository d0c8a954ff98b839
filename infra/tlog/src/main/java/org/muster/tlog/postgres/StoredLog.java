package org.muster.tlog.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.tlog.checkpoint.Checkpoint;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.merkle.ProofBuilder;
import org.muster.tlog.note.MalformedNoteException;
import org.muster.tlog.note.SignedNote;
import org.muster.tlog.tile.MissingTileException;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TileSource;
import org.muster.tlog.tile.TiledHashes;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the log: tiles, proofs, checkpoints. Safe for many threads. */
public final class StoredLog implements TileSource {

    private final JdbcClient jdbc;

    public StoredLog(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** How many events are in the tree. */
    public long size() {
        return TreeRow.read(jdbc).size();
    }

    /** The hashes of a tile of any tree up to the present size: a partial one is the beginning of a wider one. */
    @Override
    public byte[] read(Tile tile) {
        if (tile.level() == Tile.ENTRIES) {
            throw new MissingTileException("entries are read from the store of events");
        }
        // The row first: what it says is full stays full.
        TreeRow row = TreeRow.read(jdbc);
        boolean full = Tile.count(tile.level(), row.size()) > tile.index()
                && Tile.at(tile.level(), tile.index(), row.size()).isFull();
        byte[] hashes = full ? fullTile(tile) : partialTile(row, tile);
        if (hashes.length < tile.width() * Hash.SIZE) {
            throw new MissingTileException("the tree of " + row.size() + " events has no " + tile.path());
        }
        return Arrays.copyOf(hashes, tile.width() * Hash.SIZE);
    }

    private static byte[] partialTile(TreeRow row, Tile tile) {
        return tile.index() == (row.size() >>> 8 * tile.level()) / Tile.FULL
                ? row.partialTile(tile.level())
                : new byte[0];
    }

    private byte[] fullTile(Tile tile) {
        return jdbc.sql("SELECT hashes FROM tlog.tile WHERE level = ? AND index = ?")
                .params(tile.level(), tile.index())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() ->
                        new TreeDamagedException("tlog.tile lacks level " + tile.level() + ", index " + tile.index()));
    }

    /**
     * The proof that an event is in the tree of a size.
     *
     * @param position the event's position, from 1
     * @throws IllegalArgumentException when the tree of this size does not have it
     */
    public List<Hash> inclusion(long position, long size) {
        return proofs(size).inclusion(position - 1, size);
    }

    /** The proof that the tree of a size continues the tree of an older one. */
    public List<Hash> consistency(long oldSize, long size) {
        return proofs(size).consistency(oldSize, size);
    }

    /** The root of the tree of a size, computed from the tiles. */
    public Hash root(long size) {
        return proofs(size).root(size);
    }

    private ProofBuilder proofs(long size) {
        return new ProofBuilder(new TiledHashes(this, size));
    }

    /** The last checkpoint that was signed; empty before the first. */
    public Optional<SignedNote> latestCheckpoint() {
        return jdbc.sql("SELECT note FROM tlog.checkpoint ORDER BY size DESC LIMIT 1")
                .query((row, n) -> note(row.getBytes(1)))
                .optional();
    }

    /** The newest checkpoints, the newest first. */
    public List<SignedNote> checkpoints(int max) {
        return jdbc.sql("SELECT note FROM tlog.checkpoint ORDER BY size DESC LIMIT ?")
                .param(max)
                .query((row, n) -> note(row.getBytes(1)))
                .list();
    }

    /** The checkpoint of a size, if one was signed. */
    public Optional<SignedNote> checkpoint(long size) {
        return jdbc.sql("SELECT note FROM tlog.checkpoint WHERE size = ?")
                .param(size)
                .query((row, n) -> note(row.getBytes(1)))
                .optional();
    }

    /**
     * Takes a checkpoint that was signed before the events were restored: what is signed next must continue it.
     *
     * @param checkpoint what the note says, verified
     * @throws TreeDamagedException when the tree of this size has another root
     */
    public void adopt(SignedNote note, Checkpoint checkpoint) {
        if (size() < checkpoint.size() || !root(checkpoint.size()).equals(checkpoint.root())) {
            throw new TreeDamagedException("the restored events do not have the root that was signed");
        }
        jdbc.sql("INSERT INTO tlog.checkpoint (size, note) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(checkpoint.size(), note.bytes())
                .update();
    }

    private static SignedNote note(byte[] bytes) {
        try {
            return SignedNote.parse(bytes);
        } catch (MalformedNoteException e) {
            throw new TreeDamagedException("tlog.checkpoint holds what is no note: " + e.getMessage());
        }
    }
}
