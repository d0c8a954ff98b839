package org.muster.eventstore.order;

/**
 * How far what was read in memory still holds. An epoch is a stretch of time in which the tentative order only grew; it ends
 * when some of that order is taken back. Guarded by the {@link TentativeLog}'s lock.
 */
final class Epochs {

    /** How many ended epochs are remembered; a decision older than that is refused. */
    private static final int ENDED_MAX = 1024;

    /** For each ended epoch, up to where its order came true. */
    private final long[] trueUpTo = new long[ENDED_MAX];

    private long current;

    long current() {
        return current;
    }

    /** @param position up to where the ending epoch was right: it is durable, as it was read */
    void end(long position) {
        trueUpTo[(int) (current % ENDED_MAX)] = position;
        current++;
    }

    /** @return whether what was read up to the position, in that epoch, is what happened */
    boolean stillTrue(long position, long epoch) {
        if (epoch == ReadCondition.DURABLE || epoch == current) {
            return true;
        }
        if (current - epoch > ENDED_MAX) {
            return false;
        }
        // Durable ends only grow: what was true at the end of its own epoch is true for good.
        return position <= trueUpTo[(int) (epoch % ENDED_MAX)];
    }
}
