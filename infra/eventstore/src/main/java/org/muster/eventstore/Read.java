package org.muster.eventstore;

/**
 * What a decision was based on: nothing that matches the criteria is missing up to the position.
 *
 * @param criteria what was asked for
 * @param position up to which it was read
 * @param epoch the timeline's epoch in which the position was handed out, when events up to there were not yet durable; or
 *     {@link #DURABLE}
 */
record Read(Criteria criteria, long position, long epoch) {

    /** Everything that was read is durable: its positions can not change any more. */
    static final long DURABLE = -1;

    boolean durable() {
        return epoch == DURABLE;
    }
}
