package org.muster.eventstore.order;

import java.util.List;

/**
 * The pending appends that a rebase removed from the queue.
 *
 * @param stored were found in the store: written before, although their outcome was not seen
 * @param conflicting no longer hold
 */
public record RebaseResult(List<PendingAppend> stored, List<PendingAppend> conflicting) {}
