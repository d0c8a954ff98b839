package org.muster.eventstore.writer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.RebaseResult;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.EventRows;
import org.muster.eventstore.postgres.WriterConnection;
import org.muster.eventstore.tags.SeenTagsFilter;

/**
 * Brings this process up to the store's head: events of other processes come in front of the pending appends, and
 * appends that no longer hold fail as conflicts. Used by the writer's thread, with the head's lock or without.
 */
final class Follower {

    private final EventStoreSettings settings;
    private final TentativeLog tentativeLog;
    private final SeenTagsFilter seen;
    private final HeadSignal signal;
    private final WriterLease lease;
    private final Executor completions;
    private final EventStoreMetrics metrics;

    Follower(
            EventStoreSettings settings,
            TentativeLog tentativeLog,
            SeenTagsFilter seen,
            HeadSignal signal,
            WriterLease lease,
            Executor completions,
            EventStoreMetrics metrics) {
        this.settings = settings;
        this.tentativeLog = tentativeLog;
        this.seen = seen;
        this.signal = signal;
        this.lease = lease;
        this.completions = completions;
        this.metrics = metrics;
    }

    /**
     * @param head everything up to it is committed
     * @param read the first of the events that are not known yet, in order, as far as they were read before
     */
    void catchUp(WriterConnection writer, long head, List<AppendedEvent> read) throws SQLException {
        long durable = tentativeLog.durable();
        if (head < durable) {
            throw new IllegalStateException(
                    "The store's head is %d but %d was acknowledged: it lost events".formatted(head, durable));
        }
        if (head - durable > settings.windowEventsMax()) {
            leap(writer, head);
        } else {
            walk(writer, head, read);
        }
        signal.advance(head);
    }

    private void walk(WriterConnection writer, long head, List<AppendedEvent> read) throws SQLException {
        List<AppendedEvent> foreign = new ArrayList<>(read);
        foreign.addAll(EventRows.appended(writer.connection(), tentativeLog.durable() + read.size(), head));
        seen.add(foreign);
        RebaseResult rebased = tentativeLog.rebase(foreign, head, List.of());
        if (foreign.size() > ownEvents(rebased.stored())) {
            metrics.followed(foreign.size());
            lease.othersWrite();
        }
        for (PendingAppend stored : rebased.stored()) {
            completions.execute(() -> stored.outcome().complete(stored.appended()));
        }
        reject(rebased.conflicting());
    }

    private static int ownEvents(List<PendingAppend> stored) {
        return stored.stream().mapToInt(append -> append.events().size()).sum();
    }

    /**
     * Other processes stored too many events to read them all: pending appends are looked up in the store, and
     * the rest is retried.
     */
    private void leap(WriterConnection writer, long head) throws SQLException {
        long known = tentativeLog.durable();
        for (PendingAppend dropped : tentativeLog.reset(head)) {
            long first = dropped.sent() && !dropped.confirmsOnly()
                    ? EventRows.positionOf(
                            writer.connection(), dropped.events().getFirst().id(), known)
                    : 0;
            if (first > 0) {
                long last = first + dropped.events().size() - 1;
                completions.execute(() -> dropped.outcome().complete(new Appended(first, last)));
            } else {
                reject(List.of(dropped));
            }
        }
    }

    /** Fails appends that no longer hold: their callers retry. */
    void reject(List<PendingAppend> conflicting) {
        if (!conflicting.isEmpty()) {
            lease.rejectedSome();
        }
        for (PendingAppend member : conflicting) {
            metrics.conflict();
            completions.execute(() -> member.outcome().completeExceptionally(AppendConflict.overtaken()));
        }
    }
}
