package org.muster.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.OverloadedException;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.Admission;
import org.muster.eventstore.order.AppendConflict;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.EventRows;

/** Offers appends to the tentative log, and asks PostgreSQL about conditions that are older than memory. */
final class Submissions {

    private final TentativeLog tentativeLog;
    private final DataSource dataSource;
    private final Executor readers;
    private final EventStoreMetrics metrics;

    Submissions(TentativeLog tentativeLog, DataSource dataSource, Executor readers, EventStoreMetrics metrics) {
        this.tentativeLog = tentativeLog;
        this.dataSource = dataSource;
        this.readers = readers;
        this.metrics = metrics;
    }

    /** @return the append as a transaction of Axon, submitted when it commits */
    AppendTransaction<Appended> transaction(PendingAppend append) {
        return new Transaction(this, append);
    }

    private record Transaction(Submissions submissions, PendingAppend append) implements AppendTransaction<Appended> {

        @Override
        public CompletableFuture<Appended> commit(ProcessingContext context) {
            CompletableFuture<Appended> outcome = submissions.submit(append);
            return context == null
                    ? outcome
                    : outcome.whenComplete((appended, failure) -> {
                        if (appended != null) {
                            context.putResource(Appended.RESOURCE_KEY, appended);
                        }
                    });
        }

        /** Nothing to undo: before the commit nobody has seen it, and after the commit nothing can. */
        @Override
        public void rollback(ProcessingContext context) {}

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(Appended appended, ProcessingContext context) {
            return CompletableFuture.completedFuture(
                    append.confirmsOnly()
                            ? ConsistencyMarker.ORIGIN
                            : new GlobalIndexConsistencyMarker(appended.lastPosition()));
        }
    }

    /** Queues the append, or says at once why not. Never blocks. */
    CompletableFuture<Appended> submit(PendingAppend append) {
        if (append.confirmsOnly() && append.reads().length == 0) {
            long durable = tentativeLog.durable();
            return CompletableFuture.completedFuture(new Appended(durable + 1, durable));
        }
        return switch (tentativeLog.admit(append)) {
            case Admission.Accepted() -> {
                metrics.conditionFromWindow();
                yield append.outcome();
            }
            case Admission.Conflict(ReadCondition ignored) -> {
                metrics.conditionFromWindow();
                metrics.conflict();
                yield CompletableFuture.failedFuture(AppendConflict.overtaken());
            }
            case Admission.Overloaded(int pending) -> {
                metrics.overload();
                yield CompletableFuture.failedFuture(new OverloadedException("events", pending));
            }
            case Admission.Closed() ->
                CompletableFuture.failedFuture(
                        new StoreUnavailableException("The event store is closed: nothing was stored", false, null));
            case Admission.AskHistory(int read, long upTo) -> askHistory(append, read, upTo);
        };
    }

    /** A condition older than memory: PostgreSQL answers for the older part, then the append is offered again. */
    private CompletableFuture<Appended> askHistory(PendingAppend append, int index, long upTo) {
        metrics.conditionFromHistory();
        ReadCondition read = append.reads()[index];
        return CompletableFuture.supplyAsync(() -> anyMatch(read, upTo), readers)
                .thenCompose(conflict -> {
                    if (conflict) {
                        metrics.conflict();
                        return CompletableFuture.failedFuture(AppendConflict.overtaken());
                    }
                    append.reads()[index] = new ReadCondition(read.criteria(), upTo, ReadCondition.DURABLE);
                    return submit(append);
                });
    }

    private boolean anyMatch(ReadCondition read, long upTo) {
        try (Connection connection = dataSource.getConnection()) {
            return EventRows.anyMatch(connection, read.criteria(), read.position(), upTo);
        } catch (SQLException e) {
            throw new StoreUnavailableException("The event store cannot be read: " + e.getMessage(), false, e);
        }
    }
}
