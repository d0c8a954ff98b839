package org.muster.eventstore.tags;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * A set of the tags in a run of events. Its "no" is always right; its "perhaps" is wrong once in a thousand.
 *
 * <p>A split block Bloom filter (as in Apache Parquet's specification, with 64-bit words): a tag's eight bits lie in
 * one cache line, so a question costs one access to memory. Two bytes per tag.
 *
 * <p>Bits are only ever set. One thread adds at a time. Others may ask meanwhile, about tags that were added before
 * they learned of the position.
 */
public final class TagFilter {

    /** The meaning of the bits: a stored filter of another format is ignored and built again. */
    public static final int FORMAT = 1;

    private static final int BLOCK_WORDS = 8;
    private static final int BITS_PER_TAG = 16;

    private static final int[] SALTS = {
        0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
    };

    private final long[] words;
    private int tags;

    private TagFilter(long[] words, int tags) {
        if (Integer.bitCount(words.length) != 1 || words.length < BLOCK_WORDS) {
            throw new IllegalArgumentException("%d words are no power of two".formatted(words.length));
        }
        this.words = words;
        this.tags = tags;
    }

    /** @param tagsMax a power of two, at least 32 */
    static TagFilter forTags(int tagsMax) {
        return new TagFilter(new long[Math.toIntExact((long) tagsMax * BITS_PER_TAG / Long.SIZE)], 0);
    }

    static TagFilter of(byte[] bytes, int tags) {
        LongBuffer buffer = ByteBuffer.wrap(bytes).asLongBuffer();
        long[] words = new long[buffer.remaining()];
        buffer.get(words);
        return new TagFilter(words, tags);
    }

    byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * Long.BYTES);
        buffer.asLongBuffer().put(words);
        return buffer.array();
    }

    /** The same on every machine and forever, since filters are stored. */
    static long hash(String tag) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < tag.length(); i++) {
            hash = (hash ^ tag.charAt(i)) * 0x100000001b3L;
        }
        // FNV-1a spreads badly in its upper bits; this finish (MurmurHash3's) lets every bit depend on every other.
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    void add(long hash) {
        int block = block(hash);
        boolean fresh = false;
        for (int i = 0; i < BLOCK_WORDS; i++) {
            long bit = bit(hash, i);
            fresh |= (words[block + i] & bit) == 0;
            words[block + i] |= bit;
        }
        if (fresh) {
            tags++;
        }
    }

    boolean mayContain(long hash) {
        int block = block(hash);
        for (int i = 0; i < BLOCK_WORDS; i++) {
            if ((words[block + i] & bit(hash, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    private int block(long hash) {
        return (int) (hash >>> 32) & (words.length - BLOCK_WORDS);
    }

    private static long bit(long hash, int word) {
        return 1L << (((int) hash * SALTS[word]) >>> 26);
    }

    /** About how many different tags it holds. */
    int tags() {
        return tags;
    }

    /** Whether more would make it wrong more often than promised. */
    boolean isFull() {
        return tags >= tagsMax();
    }

    int tagsMax() {
        return (int) ((long) words.length * Long.SIZE / BITS_PER_TAG);
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }
}
