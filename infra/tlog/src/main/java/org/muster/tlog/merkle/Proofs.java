package org.muster.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/** Checks proofs as RFC 9162, sections 2.1.3.2 and 2.1.4.2 say. A proof that is longer or shorter than it must be fails. */
public final class Proofs {

    private Proofs() {}

    /**
     * Whether a proof shows that a leaf is in a tree.
     *
     * @param index the leaf's place, from 0
     * @param size the number of leaves of the tree
     * @param proof from the leaf's sibling up to the root's child
     */
    public static boolean includes(long index, Hash leaf, long size, Hash root, List<Hash> proof) {
        if (index < 0 || index >= size) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                hash = hasher.node(sibling, hash);
                int alone = isRight(node) ? 0 : levelsAlone(node);
                node >>= alone;
                last >>= alone;
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /**
     * Whether a proof shows that a tree is an older tree with leaves appended. Every tree continues the empty one, so no
     * proof shows anything of that: the answer is no.
     */
    public static boolean consistent(long oldSize, Hash oldRoot, long size, Hash root, List<Hash> proof) {
        if (oldSize < 0 || oldSize > size) {
            return false;
        }
        if (oldSize == size) {
            return proof.isEmpty() && oldRoot.equals(root) && (size > 0 || root.equals(TreeHasher.EMPTY_ROOT));
        }
        if (oldSize == 0 || proof.isEmpty()) {
            return false;
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            path.addFirst(oldRoot);
        }
        TreeHasher hasher = new TreeHasher();
        long node = oldSize - 1;
        int shared = Long.numberOfTrailingZeros(~node);
        node >>= shared;
        long last = size - 1 >> shared;
        Hash oldHash = path.getFirst();
        Hash hash = path.getFirst();
        for (Hash next : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                oldHash = hasher.node(next, oldHash);
                hash = hasher.node(next, hash);
                int alone = isRight(node) ? 0 : levelsAlone(node);
                node >>= alone;
                last >>= alone;
            } else {
                hash = hasher.node(hash, next);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && hash.equals(root);
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }

    /** How many levels a last node without a sibling is handed up until it is a right child, or the first of its level. */
    private static int levelsAlone(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }
}
