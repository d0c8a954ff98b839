package org.muster.eventstore.order;

/**
 * A read that a decision was based on: no event that matches the criteria is missing up to the position.
 *
 * @param criteria the events that were asked for
 * @param position the position up to which was read
 * @param epoch the epoch in which the position was given, when events up to there were not yet durable; or {@link
 *     #DURABLE}
 */
public record ReadCondition(Criteria criteria, long position, long epoch) {

    /** Everything up to the position is durable: its positions cannot change. */
    public static final long DURABLE = -1;

    boolean durable() {
        return epoch == DURABLE;
    }
}
