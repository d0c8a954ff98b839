package org.muster.eventstore.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.eventstore.api.Appended;

/** One append on its way: accepted by the {@link TentativeLog}, not yet durable. Guarded by the tentativeLog's lock. */
public final class PendingAppend {

    final List<AppendedEvent> events;
    final long bytes;

    /** Completed off the writer's thread, once durable or failed. */
    final CompletableFuture<Appended> outcome = new CompletableFuture<>();

    final ReadCondition[] reads;

    /** The position that it follows. */
    long placedAfter;

    /** Whether it was part of a statement whose outcome was not seen. */
    boolean sent;

    public PendingAppend(List<AppendedEvent> events, ReadCondition[] reads) {
        this.events = events;
        this.reads = reads;
        long sum = 0;
        for (AppendedEvent event : events) {
            sum += event.payload().length;
        }
        this.bytes = sum;
    }

    /** @return its events, in order */
    public List<AppendedEvent> events() {
        return events;
    }

    /** @return completes off the writer's thread, once durable or failed */
    public CompletableFuture<Appended> outcome() {
        return outcome;
    }

    /** @return what its decision has read */
    public ReadCondition[] reads() {
        return reads;
    }

    /** @return whether PostgreSQL may have it */
    public boolean sent() {
        return sent;
    }

    public boolean confirmsOnly() {
        return events.isEmpty();
    }

    /** Called when PostgreSQL has its events. */
    void release() {
        events.forEach(AppendedEvent::release);
    }

    /** @return the positions of its events; without events, the position at which its reads are confirmed */
    public Appended appended() {
        return events.isEmpty()
                ? new Appended(placedAfter + 1, placedAfter)
                : new Appended(events.getFirst().position, events.getLast().position);
    }
}
