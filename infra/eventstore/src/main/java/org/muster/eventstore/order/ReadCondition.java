package org.muster.eventstore.order;

/**
 * What a decision was based on: nothing that matches the criteria is missing up to the position.
 *
 * @param criteria what was asked for
 * @param position up to which it was read
 * @param epoch the tentativeLog's epoch in which the position was handed out, when events up to there were not yet durable; or
 *     {@link #DURABLE}
 */
public record ReadCondition(Criteria criteria, long position, long epoch) {

    /** Everything that was read is durable: its positions can not change any more. */
    public static final long DURABLE = -1;

    boolean durable() {
        return epoch == DURABLE;
    }
}
