package org.muster.eventstore.order;

/**
 * A folded state and its position.
 *
 * @param value immutable
 * @param position every event up to here is folded in
 * @param epoch see {@link ReadCondition#epoch()}
 */
public record StateAt<S>(S value, long position, long epoch) {}
