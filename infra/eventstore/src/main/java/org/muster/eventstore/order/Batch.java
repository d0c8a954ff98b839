package org.muster.eventstore.order;

import java.util.List;

/**
 * What the writer shall do next.
 *
 * @param expected the durable end that it must be written after
 * @param members in order; empty when there is only news of other processes to follow
 * @param events how many events they have together
 */
public record Batch(long expected, List<PendingAppend> members, int events) {}
