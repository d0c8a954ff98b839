package org.muster.eventstore.order;

/**
 * Says how far a read of memory still holds. During an epoch the tentative order only grows; the epoch ends when part
 * of that order is taken back. Guarded by the {@link TentativeLog}'s lock.
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

    /** @return whether a read up to the position, in that epoch, saw the order that became durable */
    boolean stillTrue(long position, long epoch) {
        if (epoch == ReadCondition.DURABLE || epoch == current) {
            return true;
        }
        if (current - epoch > ENDED_MAX) {
            return false;
        }
        // Durable ends only grow: a read that was right at the end of its own epoch stays right.
        return position <= trueUpTo[(int) (epoch % ENDED_MAX)];
    }
}
