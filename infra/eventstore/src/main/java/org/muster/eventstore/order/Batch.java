package org.muster.eventstore.order;

import java.util.List;

/**
 * The next work of the writer.
 *
 * @param expected the durable end that the batch must follow
 * @param members in order; empty when there is only a new head to follow
 * @param events how many events they have together
 */
public record Batch(long expected, List<PendingAppend> members, int events) {}
