package org.muster.eventstore.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.muster.eventstore.api.EventStoreSettings;

/**
 * The accepted appends that are not yet durable, in order and within limits. Guarded by the {@link TentativeLog}'s
 * lock.
 */
final class PendingQueue {

    private final EventStoreSettings settings;
    private final ArrayDeque<PendingAppend> appends = new ArrayDeque<>();
    private int events;
    private long bytes;

    PendingQueue(EventStoreSettings settings) {
        this.settings = settings;
    }

    boolean isEmpty() {
        return appends.isEmpty();
    }

    /** How many events wait. */
    int events() {
        return events;
    }

    /** Whether one more would exceed a limit. An append that is alone is always accepted, or it never would be. */
    boolean isFullFor(PendingAppend append) {
        return !appends.isEmpty()
                && (events + append.events.size() > settings.pendingEventsMax()
                        || bytes + append.bytes > settings.pendingBytesMax()
                        || appends.size() >= settings.pendingEventsMax());
    }

    void add(PendingAppend append) {
        appends.addLast(append);
        events += append.events.size();
        bytes += append.bytes;
    }

    List<PendingAppend> all() {
        return List.copyOf(appends);
    }

    /** @return all appends that waited */
    List<PendingAppend> clear() {
        List<PendingAppend> all = all();
        appends.clear();
        events = 0;
        bytes = 0;
        return all;
    }

    /** @return the next appends for the writer; they stay in the queue until their outcome is known */
    Batch batch(long expected, int membersMax) {
        List<PendingAppend> members = new ArrayList<>();
        int size = 0;
        for (PendingAppend append : appends) {
            int more = append.events.size();
            if (members.size() >= membersMax || (size > 0 && size + more > settings.batchEventsMax())) {
                break;
            }
            append.sent = true;
            members.add(append);
            size += more;
        }
        return new Batch(expected, members, size);
    }

    /** The members of a batch, which are the first in the queue, are durable. */
    void removeStored(Batch batch) {
        for (PendingAppend member : batch.members()) {
            if (removeFirst() != member) {
                throw new IllegalStateException("The writer committed an append that is not first in the queue");
            }
            member.release();
        }
    }

    /**
     * @return the confirmations at the front, taken out. Only those that the writer had taken before it asked for the head: a
     *     later one might know less than its caller
     */
    List<PendingAppend> removeConfirmed() {
        List<PendingAppend> confirmed = new ArrayList<>();
        while (!appends.isEmpty()
                && appends.peekFirst().sent
                && appends.peekFirst().confirmsOnly()) {
            confirmed.add(removeFirst());
        }
        return confirmed;
    }

    private PendingAppend removeFirst() {
        PendingAppend first = appends.removeFirst();
        events -= first.events.size();
        bytes -= first.bytes;
        return first;
    }
}
