package org.muster.tlog.postgres;

import java.util.Arrays;
import org.muster.tlog.merkle.Hash;
import org.muster.tlog.tile.FullTiles;
import org.muster.tlog.tile.TreeBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one row that says how far the tree is. */
record TreeRow(long size, Hash root, byte[] frontier) {

    static TreeRow read(JdbcClient jdbc) {
        return jdbc.sql("SELECT size, root, frontier FROM tlog.tree")
                .query((row, n) ->
                        new TreeRow(row.getLong("size"), Hash.of(row.getBytes("root")), row.getBytes("frontier")))
                .single();
    }

    static TreeRow of(TreeBuilder tree) {
        return new TreeRow(tree.size(), tree.root(), tree.frontier());
    }

    /** @throws TreeDamagedException when the frontier is not that of the root: somebody changed the row */
    TreeBuilder builder(FullTiles fullTiles) {
        TreeBuilder tree = new TreeBuilder(fullTiles);
        try {
            tree.restore(size, frontier);
        } catch (IllegalArgumentException e) {
            throw new TreeDamagedException("the frontier of tlog.tree is not that of its size " + size);
        }
        if (!tree.root().equals(root)) {
            throw new TreeDamagedException("the frontier of tlog.tree does not have its root, at size " + size);
        }
        return tree;
    }

    /** The partial tile of a level; empty when it has none. */
    byte[] partialTile(int level) {
        return Arrays.copyOfRange(
                frontier, TreeBuilder.frontierOffset(level, size), TreeBuilder.frontierOffset(level + 1, size));
    }

    /** @return whether the row was still at the size from which this one was built */
    boolean replace(JdbcClient jdbc, long oldSize) {
        return jdbc.sql("UPDATE tlog.tree SET size = ?, root = ?, frontier = ? WHERE size = ?")
                        .params(size, root.bytes(), frontier, oldSize)
                        .update()
                == 1;
    }
}
