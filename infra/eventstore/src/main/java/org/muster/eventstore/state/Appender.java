package org.muster.eventstore.state;

import java.util.concurrent.CompletableFuture;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.order.PendingAppend;

/** Gives commands their states and stores what they decided on them. The engine is the one implementation. */
public interface Appender {

    /** @return the folded states */
    StateCache states();

    /**
     * Queues the append. Never blocks.
     *
     * @return fails with {@code AppendEventsTransactionRejectedException} on a conflict, {@code OverloadedException} when the
     *     queue is full, {@code StoreUnavailableException} when PostgreSQL did not store it in time
     */
    CompletableFuture<Appended> submit(PendingAppend append);
}
