package org.muster.tlog.merkle;

/** The hashes of the perfect subtrees of a tree. */
@FunctionalInterface
public interface SubtreeHashes {

    /**
     * The hash over the leaves from {@code index * 2^level} up to, not including, {@code (index + 1) * 2^level}.
     *
     * @param level 0 for leaves
     * @throws IllegalArgumentException when the tree does not have all these leaves
     */
    Hash hash(int level, long index);
}
