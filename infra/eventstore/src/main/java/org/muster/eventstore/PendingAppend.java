package org.muster.eventstore;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One append on its way: accepted by the {@link Timeline}, not yet durable. Guarded by the timeline's lock. */
final class PendingAppend {

    final List<RecordedEvent> events;
    final long bytes;

    /** Completed off the writer's thread, once durable or failed. */
    final CompletableFuture<Appended> outcome = new CompletableFuture<>();

    /** When it was accepted, for the measure of how long appends wait. */
    long acceptedNanos;

    Read[] reads;

    /** The position that it follows. */
    long placedAfter;

    /** Whether PostgreSQL may have it: it was part of a statement whose outcome was not seen. */
    boolean sent;

    PendingAppend(List<RecordedEvent> events, Read[] reads) {
        this.events = events;
        this.reads = reads;
        long sum = 0;
        for (RecordedEvent event : events) {
            sum += event.payload().length;
        }
        this.bytes = sum;
    }

    boolean confirmsOnly() {
        return events.isEmpty();
    }

    /** PostgreSQL has its events: their bytes are not needed again. */
    void letGoOfPayloads() {
        events.forEach(RecordedEvent::letGoOfPayload);
    }

    /** @return where its events are; for one without events, the position that what it read is confirmed at */
    Appended appended() {
        return events.isEmpty()
                ? new Appended(placedAfter + 1, placedAfter)
                : new Appended(events.getFirst().position, events.getLast().position);
    }
}
