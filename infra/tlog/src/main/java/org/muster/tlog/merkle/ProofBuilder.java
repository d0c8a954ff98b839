package org.muster.tlog.merkle;

import java.util.ArrayList;
import java.util.List;

/** Makes roots and proofs, as RFC 9162, sections 2.1.1 to 2.1.4 define them, from the hashes of perfect subtrees. */
public final class ProofBuilder {

    private final SubtreeHashes hashes;
    private final TreeHasher hasher = new TreeHasher();

    public ProofBuilder(SubtreeHashes hashes) {
        this.hashes = hashes;
    }

    /** The root of the tree of the first {@code size} leaves. */
    public Hash root(long size) {
        return size == 0 ? TreeHasher.EMPTY_ROOT : range(0, size);
    }

    /**
     * The proof that a leaf is in the tree of the first {@code size} leaves.
     *
     * @throws IllegalArgumentException when it is not
     */
    public List<Hash> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
        }
        List<Hash> proof = new ArrayList<>();
        path(index, 0, size, proof);
        return proof;
    }

    /**
     * The proof that the tree of {@code size} leaves continues the tree of {@code oldSize} leaves.
     *
     * @throws IllegalArgumentException when the older tree is larger
     */
    public List<Hash> consistency(long oldSize, long size) {
        if (oldSize < 0 || oldSize > size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves continues none of " + oldSize);
        }
        List<Hash> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < size) {
            subproof(oldSize, 0, size, true, proof);
        }
        return proof;
    }

    private void path(long index, long from, long to, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + leftSize(to - from);
        if (index < middle) {
            path(index, from, middle, proof);
            proof.add(range(middle, to));
        } else {
            path(index, middle, to, proof);
            proof.add(range(from, middle));
        }
    }

    /** @param known whether the range up to {@code old} is the whole older tree, whose root the verifier has */
    private void subproof(long old, long from, long to, boolean known, List<Hash> proof) {
        if (old == to) {
            if (!known) {
                proof.add(range(from, to));
            }
            return;
        }
        long middle = from + leftSize(to - from);
        if (old <= middle) {
            subproof(old, from, middle, known, proof);
            proof.add(range(middle, to));
        } else {
            subproof(old, middle, to, false, proof);
            proof.add(range(from, middle));
        }
    }

    private Hash range(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return hashes.hash(level, from >> level);
        }
        long middle = from + leftSize(count);
        return hasher.node(range(from, middle), range(middle, to));
    }

    /** The largest power of two smaller than a count. */
    private static long leftSize(long count) {
        return Long.highestOneBit(count - 1);
    }
}
