package org.muster.eventstore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The order of events as this process knows it: durable up to {@code durable}, and beyond it, up to {@code tentative}, the
 * order in which appends were accepted and will be written. Decisions are made on the tentative end, so that a hot tag is as
 * fast as many.
 *
 * <p>Why this is safe: an append is acknowledged only when durable, and it is written after everything that it was decided
 * on, in one order. When the tentative part does not become durable as it is (another process appended first, a member of a
 * batch failed), the {@code epoch} ends: {@link #rebase} puts what others appended in front, re-checks all that is pending
 * against it and drops what no longer holds, which its caller sees as a conflict. A decision still on its way that was based
 * on the ended epoch is refused the same way.
 *
 * <p>Pure memory under one lock; holds no connection and starts no thread.
 */
final class Timeline {

    /** How many ended epochs are remembered; a decision older than that is refused. */
    private static final int ENDED_EPOCHS = 1024;

    private final EventStoreSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Window window;
    private final ArrayDeque<PendingAppend> pending = new ArrayDeque<>();
    private final long[] rolledBackTo = new long[ENDED_EPOCHS];

    private long durable;
    private long tentative;
    private long epoch;
    private long foreignHead;
    private int pendingEvents;
    private long pendingBytes;
    private boolean closed;

    Timeline(EventStoreSettings settings, long head) {
        this.settings = settings;
        this.window = new Window(head);
        this.durable = head;
        this.tentative = head;
        this.foreignHead = head;
    }

    /** What became of an append that was offered. */
    sealed interface Admission {
        /** It is queued; its future will tell. */
        record Accepted() implements Admission {}

        /** Something that matches was appended after it was read. */
        record Conflict(Read read) implements Admission {}

        /** The queue is full. */
        record Overloaded(int pendingEvents) implements Admission {}

        /** The engine is closed. */
        record Closed() implements Admission {}

        /** The read is older than what memory holds: ask PostgreSQL for matches in {@code (read.position, upTo]}. */
        record AskHistory(int read, long upTo) implements Admission {}
    }

    private static final Admission ACCEPTED = new Admission.Accepted();

    /** Checks the append's reads against everything before it and, if they hold, gives it its place. */
    Admission admit(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return new Admission.Closed();
            }
            if (!pending.isEmpty() && exceedsQueue(append)) {
                return new Admission.Overloaded(pendingEvents);
            }
            Read[] reads = append.reads;
            for (int i = 0; i < reads.length; i++) {
                Read read = reads[i];
                if (!stillTrue(read.position(), read.epoch())) {
                    return new Admission.Conflict(read);
                }
                // A durable read may be ahead of what this process has followed; beyond its own durable end it
                // holds only events that the reader cannot have seen, whatever number they carry for now.
                long after = read.durable() ? Math.min(read.position(), durable) : read.position();
                if (after < window.floor()) {
                    return new Admission.AskHistory(i, durable);
                }
                if (window.anyMatch(read.criteria(), after)) {
                    return new Admission.Conflict(read);
                }
            }
            append.acceptedNanos = System.nanoTime();
            place(append);
            pending.addLast(append);
            pendingEvents += append.events.size();
            pendingBytes += append.bytes;
            work.signal();
            return ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    private boolean exceedsQueue(PendingAppend append) {
        return pendingEvents + append.events.size() > settings.pendingEventsMax()
                || pendingBytes + append.bytes > settings.pendingBytesMax()
                || pending.size() >= settings.pendingEventsMax();
    }

    private boolean stillTrue(long position, long readEpoch) {
        if (readEpoch == Read.DURABLE || readEpoch == epoch) {
            return true;
        }
        if (epoch - readEpoch > ENDED_EPOCHS) {
            return false;
        }
        // Durable ends only grow: what was true at the end of its own epoch is true for good.
        return position <= rolledBackTo[(int) (readEpoch % ENDED_EPOCHS)];
    }

    private void place(PendingAppend append) {
        append.placedAfter = tentative;
        for (RecordedEvent event : append.events) {
            event.position = ++tentative;
            window.add(event);
        }
    }

    /**
     * How a state gets from what is known of it to the tentative end.
     *
     * @param start the newest of the candidates that still holds and from which memory reaches the end, or null
     * @param events what to fold onto it, in order
     * @param position the tentative end
     * @param epoch the epoch of that end, or {@link Read#DURABLE}
     * @param base the newest of the candidates that is durable by now, or null
     * @param next the oldest of the candidates that still holds but is not durable, or null
     */
    record View(
            StateAt<?> start,
            List<RecordedEvent> events,
            long position,
            long epoch,
            StateAt<?> base,
            StateAt<?> next) {}

    /**
     * @param criteria what the state is made of
     * @param candidates known states, newest first; nulls are passed over
     */
    View view(Criteria criteria, StateAt<?>... candidates) {
        lock.lock();
        try {
            StateAt<?> start = null;
            StateAt<?> base = null;
            StateAt<?> next = null;
            for (StateAt<?> candidate : candidates) {
                if (candidate == null || !stillTrue(candidate.position(), candidate.epoch())) {
                    continue;
                }
                if (start == null && candidate.position() >= window.floor()) {
                    start = candidate;
                }
                if (candidate.epoch() != Read.DURABLE && candidate.position() > durable) {
                    next = candidate;
                } else if (base == null) {
                    base = candidate.epoch() == Read.DURABLE
                            ? candidate
                            : new StateAt<>(candidate.value(), candidate.position(), Read.DURABLE);
                }
            }
            List<RecordedEvent> events = start == null ? List.of() : window.matches(criteria, start.position());
            return new View(start, events, tentative, tentative == durable ? Read.DURABLE : epoch, base, next);
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing was accepted, and nothing ended, since a state was read. */
    boolean isAt(long position, long readEpoch) {
        lock.lock();
        try {
            return position == tentative && (readEpoch == epoch || readEpoch == Read.DURABLE);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the writer shall do next.
     *
     * @param expected the durable end that it must be written after
     * @param members in order; empty when there is only news of other processes to follow
     * @param events how many events they have together
     */
    record Batch(long expected, List<PendingAppend> members, int events) {}

    /**
     * Waits until there is something to write or to follow.
     *
     * @param membersMax how many members at most
     * @return null when closed and nothing is pending, or when nothing came in the time
     */
    Batch take(int membersMax, long timeoutMillis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (pending.isEmpty() && foreignHead <= durable && !closed && left > 0) {
                left = work.awaitNanos(left);
            }
            if (pending.isEmpty()) {
                return foreignHead > durable ? new Batch(durable, List.of(), 0) : null;
            }
            return batch(membersMax);
        } finally {
            lock.unlock();
        }
    }

    /** @return what there is to write now, or null */
    Batch takeNow(int membersMax) {
        lock.lock();
        try {
            return pending.isEmpty() ? null : batch(membersMax);
        } finally {
            lock.unlock();
        }
    }

    private Batch batch(int membersMax) {
        List<PendingAppend> members = new ArrayList<>();
        int events = 0;
        for (PendingAppend append : pending) {
            int size = append.events.size();
            if (members.size() >= membersMax || (events > 0 && events + size > settings.batchEventsMax())) {
                break;
            }
            append.sent = true;
            members.add(append);
            events += size;
        }
        return new Batch(durable, members, events);
    }

    /** The batch is on disk: its events are durable at the positions that they have. */
    void committed(Batch batch) {
        lock.lock();
        try {
            durable = batch.expected() + batch.events();
            for (PendingAppend member : batch.members()) {
                PendingAppend first = pending.removeFirst();
                if (first != member) {
                    throw new IllegalStateException("The writer committed what is not first in the queue");
                }
                forget(member);
            }
            evict();
        } finally {
            lock.unlock();
        }
    }

    private void forget(PendingAppend member) {
        pendingEvents -= member.events.size();
        pendingBytes -= member.bytes;
        for (RecordedEvent event : member.events) {
            event.letGoOfPayload();
        }
    }

    private void evict() {
        while (window.size() > settings.windowEventsMax() && window.floor() < durable) {
            RecordedEvent oldest = window.first();
            if (oldest.position > durable) {
                return;
            }
            window.removeFirst();
        }
    }

    /**
     * What a rebase did to the pending appends.
     *
     * @param stored were found in the store: written before, without the outcome having been seen
     * @param conflicting no longer hold
     */
    record Rebased(List<PendingAppend> stored, List<PendingAppend> conflicting) {}

    /**
     * Puts what others appended in front of everything pending, and drops the failed.
     *
     * @param foreign the events in {@code (durable, head]}, complete and in order
     * @param head the head that was read together with them
     * @param failed members that will not be written
     */
    Rebased rebase(List<RecordedEvent> foreign, long head, List<PendingAppend> failed) {
        lock.lock();
        try {
            List<PendingAppend> stored = new ArrayList<>();
            List<PendingAppend> conflicting = new ArrayList<>();
            if (foreign.isEmpty() && failed.isEmpty()) {
                return new Rebased(stored, conflicting);
            }
            if (foreign.size() != head - durable) {
                throw new IllegalStateException("Between %d and %d there are %d events: the store has a gap"
                        .formatted(durable, head, foreign.size()));
            }
            boolean nothingTentative = tentative == durable;
            long keptUpTo = takeBackTentative(foreign, stored);
            boolean unseen = durable + foreign.size() > keptUpTo;
            durable = head;
            tentative = head;
            foreignHead = Math.max(foreignHead, head);
            if (!nothingTentative) {
                rolledBackTo[(int) (epoch % ENDED_EPOCHS)] = keptUpTo;
                epoch++;
            }
            List<PendingAppend> waiting = new ArrayList<>(pending);
            pending.clear();
            boolean[] overtaken = new boolean[waiting.size()];
            for (int i = 0; unseen && i < overtaken.length; i++) {
                overtaken[i] = overtaken(waiting.get(i), keptUpTo);
            }
            List<RecordedEvent> dropped = new ArrayList<>();
            Set<PendingAppend> known = new HashSet<>(stored);
            Set<PendingAppend> lost = new HashSet<>(failed);
            for (int i = 0; i < overtaken.length; i++) {
                PendingAppend append = waiting.get(i);
                if (known.contains(append)) {
                    forget(append);
                } else if (lost.contains(append)) {
                    forget(append);
                    dropped.addAll(append.events);
                } else if (overtaken[i] || builtOn(append, dropped)) {
                    forget(append);
                    dropped.addAll(append.events);
                    conflicting.add(append);
                } else {
                    place(append);
                    pending.addLast(append);
                }
            }
            evict();
            return new Rebased(stored, conflicting);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Removes the tentative events and adds the foreign ones; recognizes among them, by their ids, events of this process
     * that were stored although nobody saw the answer.
     *
     * @return up to where the ended epoch was right
     */
    private long takeBackTentative(List<RecordedEvent> foreign, List<PendingAppend> stored) {
        while (window.last() != null && window.last().position > durable) {
            window.removeLast();
        }
        Map<UUID, PendingAppend> own = new HashMap<>();
        for (PendingAppend append : pending) {
            if (append.sent && !append.events.isEmpty()) {
                own.put(append.events.getFirst().id, append);
            }
        }
        long keptUpTo = durable;
        Map<UUID, RecordedEvent> ownEvents = new HashMap<>();
        for (RecordedEvent event : foreign) {
            PendingAppend append = own.get(event.id);
            if (append != null) {
                stored.add(append);
                for (RecordedEvent ownEvent : append.events) {
                    ownEvents.put(ownEvent.id, ownEvent);
                }
            }
            RecordedEvent ownEvent = ownEvents.get(event.id);
            if (ownEvent == null) {
                window.add(event);
            } else {
                if (keptUpTo == event.position - 1 && ownEvent.position == event.position) {
                    keptUpTo = event.position;
                }
                ownEvent.position = event.position;
                window.add(ownEvent);
            }
        }
        return keptUpTo;
    }

    /** Whether something that others appended, now in the window, matches what the append has read. */
    private boolean overtaken(PendingAppend append, long keptUpTo) {
        for (Read read : append.reads) {
            long after = read.durable() ? Math.max(read.position(), keptUpTo) : keptUpTo;
            if (window.anyMatch(read.criteria(), Math.max(after, window.floor()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the append may have been decided on an event that never happened. */
    private static boolean builtOn(PendingAppend append, List<RecordedEvent> dropped) {
        for (Read read : append.reads) {
            if (!read.durable()) {
                for (RecordedEvent event : dropped) {
                    if (read.criteria().matches(event)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * Starts anew from a head that is too far away to follow event by event: memory forgets everything, what is pending must
     * be decided again.
     *
     * @return all that was pending
     */
    List<PendingAppend> reset(long head) {
        lock.lock();
        try {
            List<PendingAppend> dropped = new ArrayList<>(pending);
            pending.forEach(this::forget);
            pending.clear();
            rolledBackTo[(int) (epoch % ENDED_EPOCHS)] = durable;
            epoch++;
            window.reset(head);
            durable = head;
            tentative = head;
            foreignHead = Math.max(foreignHead, head);
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** @return all that is pending, taken out of the queue because it can not be written */
    List<PendingAppend> dropAll() {
        lock.lock();
        try {
            List<PendingAppend> all = new ArrayList<>(pending);
            if (!all.isEmpty()) {
                rebase(List.of(), durable, all);
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @return the confirmations at the front of the queue, taken out of it: they hold at the durable end. Only those that
     *     the writer had taken before it asked for the head: a later one might know less than its caller
     */
    List<PendingAppend> confirmed() {
        lock.lock();
        try {
            List<PendingAppend> confirmed = new ArrayList<>();
            while (!pending.isEmpty()
                    && pending.peekFirst().sent
                    && pending.peekFirst().confirmsOnly()) {
                confirmed.add(pending.removeFirst());
            }
            return confirmed;
        } finally {
            lock.unlock();
        }
    }

    /** There is news of a head; the writer follows it if this process does not know it yet. */
    void hint(long head) {
        lock.lock();
        try {
            if (head > foreignHead) {
                foreignHead = head;
                if (head > durable) {
                    work.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is accepted; the writer finishes what is pending. */
    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long durable() {
        lock.lock();
        try {
            return durable;
        } finally {
            lock.unlock();
        }
    }

    /** The position of the last event that is accepted. */
    long tentative() {
        lock.lock();
        try {
            return tentative;
        } finally {
            lock.unlock();
        }
    }

    int pendingEvents() {
        lock.lock();
        try {
            return pendingEvents;
        } finally {
            lock.unlock();
        }
    }

    boolean drained() {
        lock.lock();
        try {
            return pending.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
