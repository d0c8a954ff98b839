package org.muster.tlog.postgres;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.leaf.GapException;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.tile.Tile;
import org.muster.tlog.tile.TreeBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Extends the tree by stored events, behind whoever stores them. A batch's full tiles, the frontier and the size are one
 * transaction: a process killed at any moment leaves the tree at the end of a batch, and any process goes on from there.
 * Many processes may have a builder; one at a time extends the tree.
 */
public final class LogBuilder {

    /** What a step did. */
    public enum Step {
        /** The tree was extended by as many events as a batch may have: there may be more. */
        EXTENDED,
        /** All events that the source had are in the tree. */
        CAUGHT_UP,
        /** Another process is extending the tree. */
        BUSY
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final LeafSource source;
    private final int batchMax;
    private final List<Object[]> fullTiles = new ArrayList<>();
    private TreeBuilder tree;

    /** @param batchMax the most events in a transaction: 4,096 make 16 tiles, some milliseconds of hashing */
    public LogBuilder(DataSource dataSource, LeafSource source, int batchMax) {
        if (batchMax < 1) {
            throw new IllegalArgumentException("a batch has at least one event, not " + batchMax);
        }
        this.jdbc = JdbcClient.create(dataSource);
        this.batches = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.source = source;
        this.batchMax = batchMax;
    }

    /**
     * Extends the tree by one batch.
     *
     * @throws GapException when the source left out an event; the tree is as it was
     * @throws TreeDamagedException when the stored tree is not one that this class stored
     * @throws org.springframework.dao.DataAccessException when PostgreSQL is unavailable; the tree is as it was, or the
     *     batch is in it: the next step finds out
     */
    public synchronized Step step() {
        boolean done = false;
        try {
            Step step = transaction.execute(status -> extend());
            done = true;
            return step;
        } finally {
            if (!done) {
                tree = null; // what is in memory may not be what is stored
            }
        }
    }

    /** Steps until all events that the source has are in the tree, or another process extends it. */
    public Step catchUp() {
        Step step = step();
        while (step == Step.EXTENDED) {
            step = step();
        }
        return step;
    }

    private Step extend() {
        if (!BuilderLock.tryTake(jdbc)) {
            return Step.BUSY;
        }
        restore();
        long oldSize = tree.size();
        fullTiles.clear();
        source.read(oldSize, batchMax, this::append);
        if (tree.size() == oldSize) {
            return Step.CAUGHT_UP;
        }
        batches.batchUpdate("INSERT INTO tlog.tile (level, index, hashes) VALUES (?, ?, ?)", fullTiles);
        if (!TreeRow.of(tree).replace(jdbc, oldSize)) {
            throw new TreeDamagedException("tlog.tree was changed without the lock, at size " + oldSize);
        }
        return tree.size() - oldSize == batchMax ? Step.EXTENDED : Step.CAUGHT_UP;
    }

    /** Takes the stored tree where memory does not have it: at the start, after a failure, after another process's turn. */
    private void restore() {
        TreeRow row = TreeRow.read(jdbc);
        if (tree == null || tree.size() != row.size() || !tree.root().equals(row.root())) {
            tree = row.builder(this::completed);
        }
    }

    private void append(long position, byte[] event) {
        if (position != tree.size() + 1) {
            throw new GapException(tree.size() + 1, position);
        }
        tree.append(Entry.of(position, event));
    }

    private void completed(Tile tile, byte[] hashes) {
        fullTiles.add(new Object[] {tile.level(), tile.index(), hashes.clone()});
    }
}
