package org.muster.eventstore.order;

/**
 * A folded state and how far it goes.
 *
 * @param value immutable
 * @param position everything up to here is folded in
 * @param epoch see {@link ReadCondition#epoch()}
 */
public record StateAt<S>(S value, long position, long epoch) {}
