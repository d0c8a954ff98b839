package org.muster.eventstore.order;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.muster.eventstore.api.EventStoreSettings;

/**
 * The order of events as this process knows it: durable up to {@code durable}, and beyond it, up to {@code
 * tentative}, the order in which appends were accepted and will be written. Decisions are made on the tentative end,
 * so one hot tag is as fast as many.
 *
 * <p>Why this is safe: an append is acknowledged only when it is durable, and it is written after everything that it
 * was decided on, in one order. When the tentative part does not become durable as it is (another process appended
 * first, or an append of a batch failed), the epoch ends: {@link #rebase} puts the events of other processes in
 * front, checks all pending appends against them and drops those that no longer hold, as conflicts. A decision on its
 * way that was based on the ended epoch is refused the same way.
 *
 * <p>Pure memory under one lock: it holds no connection and starts no thread.
 */
public final class TentativeLog {

    private static final Admission ACCEPTED = new Admission.Accepted();

    private final EventStoreSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Window window;
    private final PendingQueue pending;
    private final Epochs epochs = new Epochs();

    private long durable;
    private long tentative;
    private long foreignHead;
    private boolean closed;

    public TentativeLog(EventStoreSettings settings, long head) {
        this.settings = settings;
        this.window = new Window(head);
        this.pending = new PendingQueue(settings);
        this.durable = head;
        this.tentative = head;
        this.foreignHead = head;
    }

    /** Checks the append's reads against everything before it and, if they hold, gives it its place. */
    public Admission admit(PendingAppend append) {
        lock.lock();
        try {
            if (closed) {
                return new Admission.Closed();
            }
            if (pending.isFullFor(append)) {
                return new Admission.Overloaded(pending.events());
            }
            ReadCondition[] reads = append.reads;
            for (int i = 0; i < reads.length; i++) {
                ReadCondition read = reads[i];
                if (!epochs.stillTrue(read.position(), read.epoch())) {
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
            place(append);
            work.signal();
            return ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    private void place(PendingAppend append) {
        append.placedAfter = tentative;
        for (AppendedEvent event : append.events) {
            event.position = ++tentative;
            window.add(event);
        }
        pending.add(append);
    }

    /**
     * @param criteria what the state is made of
     * @param candidates known states, newest first; nulls are skipped
     */
    public StateUpdate update(Criteria criteria, StateAt<?>... candidates) {
        lock.lock();
        try {
            return StateUpdate.of(window, epochs, durable, tentative, criteria, candidates);
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing was accepted, and nothing ended, since a state was read. */
    public boolean isAt(long position, long readEpoch) {
        lock.lock();
        try {
            return position == tentative && (readEpoch == epochs.current() || readEpoch == ReadCondition.DURABLE);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something to write or to follow.
     *
     * @param membersMax how many members at most
     * @return null when closed and nothing is pending, or when nothing came in the time
     */
    public Batch take(int membersMax, long timeoutMillis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (pending.isEmpty() && foreignHead <= durable && !closed && left > 0) {
                left = work.awaitNanos(left);
            }
            if (pending.isEmpty()) {
                return foreignHead > durable ? new Batch(durable, List.of(), 0) : null;
            }
            return pending.batch(durable, membersMax);
        } finally {
            lock.unlock();
        }
    }

    /** @return what there is to write now, or null */
    public Batch takeNow(int membersMax) {
        return locked(() -> pending.isEmpty() ? null : pending.batch(durable, membersMax));
    }

    /** The batch is on disk: its events are durable at the positions that they have. */
    public void committed(Batch batch) {
        lock.lock();
        try {
            durable = batch.expected() + batch.events();
            pending.removeStored(batch);
            evict();
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        while (window.size() > settings.windowEventsMax() && window.floor() < durable) {
            AppendedEvent oldest = window.first();
            if (oldest.position > durable) {
                return;
            }
            window.removeFirst();
        }
    }

    /**
     * Puts the events of other processes in front of everything pending, and drops the failed appends.
     *
     * @param foreign the events in {@code (durable, head]}, complete and in order
     * @param head the head that was read together with them
     * @param failed appends that will not be written
     */
    public RebaseResult rebase(List<AppendedEvent> foreign, long head, List<PendingAppend> failed) {
        lock.lock();
        try {
            if (foreign.isEmpty() && failed.isEmpty()) {
                return new RebaseResult(List.of(), List.of());
            }
            if (foreign.size() != head - durable) {
                throw new IllegalStateException("Between %d and %d there are %d events: the store has a gap"
                        .formatted(durable, head, foreign.size()));
            }
            Rebase rebase = new Rebase(window, durable, foreign, pending.clear(), failed);
            if (tentative > durable) {
                epochs.end(rebase.trueUpTo);
            }
            durable = head;
            tentative = head;
            foreignHead = Math.max(foreignHead, head);
            rebase.standing.forEach(this::place);
            evict();
            return new RebaseResult(rebase.stored, rebase.conflicting);
        } finally {
            lock.unlock();
        }
    }

    /** @return all pending appends, which must be retried: from a head too far ahead to follow, memory starts empty */
    public List<PendingAppend> reset(long head) {
        lock.lock();
        try {
            List<PendingAppend> dropped = pending.clear();
            epochs.end(durable);
            window.reset(head);
            durable = head;
            tentative = head;
            foreignHead = Math.max(foreignHead, head);
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Drops a batch that cannot be stored, and the appends that were decided on it. */
    public RebaseResult drop(Batch batch) {
        return rebase(List.of(), batch.expected(), batch.members());
    }

    /** @return all pending appends, removed from the queue because they cannot be written */
    public List<PendingAppend> dropAll() {
        lock.lock();
        try {
            List<PendingAppend> all = pending.all();
            if (!all.isEmpty()) {
                rebase(List.of(), durable, all);
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * @return the confirmations at the front of the queue, removed from it: they hold at the durable end. Only
     *     those that the writer had taken before it asked for the head, since a later one might know less than
     *     its caller
     */
    public List<PendingAppend> confirmed() {
        return locked(pending::removeConfirmed);
    }

    /** Another process may have moved the head; the writer follows it if this process does not know it yet. */
    public void hint(long head) {
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

    /** Accepts nothing more from now on; the writer finishes the pending appends. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public long durable() {
        return locked(() -> durable);
    }

    /**
     * @param indexed the position up to which tags are indexed
     * @return the position up to which history should be read: memory has the rest, for now
     */
    public long historyEnd(long indexed) {
        return locked(() -> indexed < window.floor() ? durable : Math.min(indexed, durable));
    }

    /** The position of the last event that is accepted. */
    public long tentative() {
        return locked(() -> tentative);
    }

    public int pendingEvents() {
        return locked(pending::events);
    }

    public boolean drained() {
        return locked(pending::isEmpty);
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
