package org.muster.eventstore.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The change of the tentative order when the durable one turns out different: another process appended first, or an
 * append of a batch failed. The events of other processes come in front, and pending appends are checked against
 * them. Guarded by the {@link TentativeLog}'s lock, used once.
 */
final class Rebase {

    /** Pending appends that were found in the store: written before, although their outcome was not seen. */
    final List<PendingAppend> stored = new ArrayList<>();

    /** Pending appends that no longer hold. */
    final List<PendingAppend> conflicting = new ArrayList<>();

    /** Pending appends that hold, to be placed again, in order. */
    final List<PendingAppend> standing = new ArrayList<>();

    /** The position up to which the tentative order was right. */
    final long trueUpTo;

    private final Window window;

    /**
     * Removes the tentative events from the window, adds the foreign ones, and checks the pending appends.
     *
     * @param durable the last position that is durable as it is in the window
     * @param foreign the events after it, complete and in order
     * @param pending in order
     * @param failed those of them that will not be written
     */
    Rebase(
            Window window,
            long durable,
            List<AppendedEvent> foreign,
            List<PendingAppend> pending,
            List<PendingAppend> failed) {
        this.window = window;
        this.trueUpTo = follow(durable, foreign, pending);
        check(pending, new HashSet<>(failed), durable + foreign.size() > trueUpTo);
    }

    /** Recognizes, by their ids, events of this process that were stored although their answer was lost. */
    private long follow(long durable, List<AppendedEvent> foreign, List<PendingAppend> pending) {
        while (window.last() != null && window.last().position > durable) {
            window.removeLast();
        }
        Map<UUID, PendingAppend> own = new HashMap<>();
        for (PendingAppend append : pending) {
            if (append.sent && !append.confirmsOnly()) {
                own.put(append.events.getFirst().id, append);
            }
        }
        long kept = durable;
        Map<UUID, AppendedEvent> ownEvents = new HashMap<>();
        for (AppendedEvent event : foreign) {
            PendingAppend append = own.get(event.id);
            if (append != null) {
                stored.add(append);
                append.events.forEach(ownEvent -> ownEvents.put(ownEvent.id, ownEvent));
            }
            AppendedEvent ownEvent = ownEvents.get(event.id);
            if (ownEvent == null) {
                window.add(event);
            } else {
                if (kept == event.position - 1 && ownEvent.position == event.position) {
                    kept = event.position;
                }
                ownEvent.position = event.position;
                window.add(ownEvent);
            }
        }
        return kept;
    }

    /** @param unseen whether there are events that the pending appends were not decided on */
    private void check(List<PendingAppend> pending, Set<PendingAppend> failed, boolean unseen) {
        Set<PendingAppend> known = new HashSet<>(stored);
        List<AppendedEvent> dropped = new ArrayList<>();
        for (PendingAppend append : pending) {
            if (known.contains(append)) {
                append.release();
            } else if (failed.contains(append)) {
                dropped.addAll(append.events);
            } else if ((unseen && isOvertaken(append)) || isBuiltOn(append, dropped)) {
                dropped.addAll(append.events);
                conflicting.add(append);
            } else {
                standing.add(append);
            }
        }
    }

    /** Whether an event of another process, now in the window, matches a read of the append. */
    private boolean isOvertaken(PendingAppend append) {
        for (ReadCondition read : append.reads) {
            long after = read.durable() ? Math.max(read.position(), trueUpTo) : trueUpTo;
            if (window.anyMatch(read.criteria(), Math.max(after, window.floor()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the append may have been decided on an event that never happened. */
    private static boolean isBuiltOn(PendingAppend append, List<AppendedEvent> dropped) {
        for (ReadCondition read : append.reads) {
            if (!read.durable()) {
                for (AppendedEvent event : dropped) {
                    if (read.criteria().matches(event)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
