package org.muster.tlog.merkle;

import java.util.List;

/** Roots by the definition in RFC 9162, section 2.1.1, word for word and slowly: what the fast code is compared with. */
public final class ReferenceTree {

    private ReferenceTree() {}

    public static Hash root(List<byte[]> leaves) {
        TreeHasher hasher = new TreeHasher();
        return switch (leaves.size()) {
            case 0 -> Hash.of(TreeHasher.sha256().digest());
            case 1 -> hasher.leaf(leaves.getFirst());
            default -> {
                int k = 1;
                while (2 * k < leaves.size()) {
                    k *= 2;
                }
                yield hasher.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
            }
        };
    }
}
