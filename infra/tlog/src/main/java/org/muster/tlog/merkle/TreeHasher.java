package org.muster.tlog.merkle;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes leaves and nodes as RFC 9162, section 2.1.1 says: a leaf after a byte 0x00, a node after a byte 0x01, so that
 * no leaf can be taken for a node. It makes no garbage, and belongs to one thread.
 */
public final class TreeHasher {

    /** The root of the empty tree: the hash of nothing. */
    public static final Hash EMPTY_ROOT = Hash.of(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();
    private final byte[] pair = new byte[2 * Hash.SIZE];

    /** A new SHA-256, which every Java platform has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the hash of a leaf into an array. */
    public void leaf(byte[] data, int offset, int length, byte[] to, int toOffset) {
        sha256.update(LEAF);
        sha256.update(data, offset, length);
        digest(to, toOffset);
    }

    /** The hash of a leaf. */
    public Hash leaf(byte[] data) {
        byte[] hash = new byte[Hash.SIZE];
        leaf(data, 0, data.length, hash, 0);
        return Hash.of(hash);
    }

    /** Hashes two children that lie side by side in an array; the result may overwrite them. */
    public void node(byte[] children, int offset, byte[] to, int toOffset) {
        sha256.update(NODE);
        sha256.update(children, offset, 2 * Hash.SIZE);
        digest(to, toOffset);
    }

    /** The hash of a node over two children. */
    public Hash node(Hash left, Hash right) {
        left.copyTo(pair, 0);
        right.copyTo(pair, Hash.SIZE);
        node(pair, 0, pair, 0);
        return Hash.copyOf(pair, 0);
    }

    /**
     * The root of a perfect tree over hashes that lie side by side, which are overwritten.
     *
     * @param count a power of two
     */
    public Hash perfectRoot(byte[] hashes, int count) {
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width / 2; i++) {
                node(hashes, 2 * i * Hash.SIZE, hashes, i * Hash.SIZE);
            }
        }
        return Hash.copyOf(hashes, 0);
    }

    private void digest(byte[] to, int offset) {
        try {
            sha256.digest(to, offset, Hash.SIZE);
        } catch (DigestException e) {
            throw new IndexOutOfBoundsException("a hash does not fit at " + offset + " of " + to.length);
        }
    }
}
