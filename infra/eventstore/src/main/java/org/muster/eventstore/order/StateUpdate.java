package org.muster.eventstore.order;

import java.util.List;

/**
 * How a state gets from a known value to the end of the tentative order.
 *
 * @param start the newest known value that still holds and from which memory reaches the end, or null
 * @param events the events to fold onto it, in order
 * @param position the tentative end
 * @param epoch the epoch of that end, or {@link ReadCondition#DURABLE}
 * @param base the newest known value that is durable by now, or null
 * @param next the oldest known value that still holds but is not durable, or null
 */
public record StateUpdate(
        StateAt<?> start, List<AppendedEvent> events, long position, long epoch, StateAt<?> base, StateAt<?> next) {

    /** Called under the {@link TentativeLog}'s lock. */
    static StateUpdate of(
            Window window, Epochs epochs, long durable, long tentative, Criteria criteria, StateAt<?>[] candidates) {
        StateAt<?> start = null;
        StateAt<?> base = null;
        StateAt<?> next = null;
        for (StateAt<?> candidate : candidates) {
            if (candidate == null || !epochs.stillTrue(candidate.position(), candidate.epoch())) {
                continue;
            }
            if (start == null && candidate.position() >= window.floor()) {
                start = candidate;
            }
            if (candidate.epoch() != ReadCondition.DURABLE && candidate.position() > durable) {
                next = candidate;
            } else if (base == null) {
                base = candidate.epoch() == ReadCondition.DURABLE
                        ? candidate
                        : new StateAt<>(candidate.value(), candidate.position(), ReadCondition.DURABLE);
            }
        }
        List<AppendedEvent> events = start == null ? List.of() : window.matches(criteria, start.position());
        long epoch = tentative == durable ? ReadCondition.DURABLE : epochs.current();
        return new StateUpdate(start, events, tentative, epoch, base, next);
    }
}
