package org.muster.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.log.EventLog;
import org.muster.eventstore.log.EventStreams;
import org.muster.eventstore.log.HeadListener;
import org.muster.eventstore.log.HeadSignal;
import org.muster.eventstore.log.Threads;
import org.muster.eventstore.metrics.EventStoreMetrics;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.order.PendingAppend;
import org.muster.eventstore.order.ReadCondition;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.postgres.WriterConnection;
import org.muster.eventstore.state.Appender;
import org.muster.eventstore.state.CommandReads;
import org.muster.eventstore.state.HistoryFolds;
import org.muster.eventstore.state.HistoryReader;
import org.muster.eventstore.state.Snapshots;
import org.muster.eventstore.state.StateCache;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagIndex;
import org.muster.eventstore.writer.ReadAhead;
import org.muster.eventstore.writer.Writer;

/**
 * Axon 5's event storage on PostgreSQL with Dynamic Consistency Boundaries.
 *
 * <p>What it promises:
 *
 * <ul>
 *   <li><b>Acknowledged is stored.</b> An append's future completes when its events are on PostgreSQL's disk. It survives the
 *       kill of this process and of PostgreSQL; an answer lost on the way is looked up before anyone is told anything.
 *   <li><b>One order.</b> Positions are 1, 2, 3 … without gap, in the order of commits, across any number of processes that
 *       append to the same store. Nobody sees a position before all smaller ones.
 *   <li><b>Conditions.</b> An append fails iff an event that matches any criterion of its condition (one of its types, all of
 *       its tags) was stored after the condition's marker.
 *   <li><b>Nobody waits for ever.</b> Queues, batches, memory and waiting have limits: {@link EventStoreSettings}.
 * </ul>
 *
 * <p>Appends never block the caller. Their futures complete on threads of the engine: what is chained to them should not block.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine, Appender, AutoCloseable {

    /** How many callbacks may block at a time before the others wait. */
    private static final int BLOCKED_MAX = 1_024;

    private final EventStoreSettings settings;
    private final PayloadCodec codec;
    private final TentativeLog tentativeLog;
    private final HeadSignal signal;
    private final EventLog log;
    private final StateCache states;
    private final EventEncoder encoder;
    private final Submissions submissions;
    private final ExecutorService readers;
    private final HistoryReader history;
    private final ForkJoinPool completions;
    private final Writer writer;
    private final HeadListener listener;
    private final Thread writerThread;
    private final Thread listenerThread;
    private final Thread historyThread;
    private final Maintenance maintenance;
    private final Thread maintenanceThread;
    private final TagIndex index;
    private final Thread indexThread;

    private PostgresEventStorageEngine(
            DataSource dataSource,
            PayloadCodec codec,
            EventStoreSettings settings,
            EventStoreMetrics metrics,
            WriterConnection first,
            long head) {
        this.settings = settings;
        this.codec = codec;
        this.encoder = new EventEncoder(codec, settings);
        this.tentativeLog = new TentativeLog(settings, head);
        this.signal = new HeadSignal(head);
        this.log = new EventLog(dataSource, signal, () -> {});
        this.readers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("eventstore-reader-", 0).factory());
        this.completions = completions();
        this.submissions = new Submissions(tentativeLog, dataSource, readers, metrics);
        this.index = new TagIndex(dataSource, signal);
        this.history = new HistoryReader(dataSource, settings, index, completions);
        SeenTagsFilter seen = new SeenTagsFilter(settings.seenTagsBytesMax());
        Snapshots snapshots = new Snapshots(metrics);
        HistoryFolds folds = new HistoryFolds(dataSource, codec, snapshots);
        this.states =
                new StateCache(tentativeLog, seen, index, codec, history, folds, readers, snapshots, metrics, settings);
        ReadAhead ahead = new ReadAhead(settings.windowEventsMax(), metrics);
        this.writer =
                new Writer(dataSource, settings, tentativeLog, seen, index, signal, ahead, completions, metrics, first);
        this.maintenance = new Maintenance(dataSource, tentativeLog, seen, snapshots);
        this.listener = new HeadListener(dataSource, (position, connection) -> {
            signal.advance(position);
            tentativeLog.hint(position);
            ahead.read(connection, position);
        });
        metrics.watch(tentativeLog, states::size, seen, index);
        this.writerThread =
                Thread.ofPlatform().name("eventstore-writer").daemon().unstarted(writer);
        this.listenerThread =
                Thread.ofPlatform().name("eventstore-listener").daemon().unstarted(listener);
        this.historyThread =
                Thread.ofPlatform().name("eventstore-history").daemon().unstarted(history);
        this.maintenanceThread =
                Thread.ofPlatform().name("eventstore-maintenance").daemon().unstarted(maintenance);
        this.indexThread = Thread.ofPlatform().name("eventstore-index").daemon().unstarted(index);
    }

    /**
     * Runs what callers chain to an append: a command that is decided again after a conflict, say. If that blocks, which it
     * should not, other threads take over, so that one who waits for another's append never stops it.
     */
    private static ForkJoinPool completions() {
        int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new ForkJoinPool(
                cores,
                ForkJoinPool.defaultForkJoinWorkerThreadFactory,
                null,
                true,
                cores,
                BLOCKED_MAX,
                cores,
                pool -> true,
                60,
                TimeUnit.SECONDS);
    }

    /** As {@link #start(DataSource, PayloadCodec, EventStoreSettings, MeterRegistry)} with defaults and without measures. */
    public static PostgresEventStorageEngine start(DataSource dataSource, PayloadCodec codec) {
        return start(dataSource, codec, EventStoreSettings.defaults(), new CompositeMeterRegistry());
    }

    /**
     * Starts the engine on a store whose schema is there ({@link EventStoreSchema}). Start-up reads one row.
     *
     * @param dataSource a pool of at least five: three connections are kept (writer, listener, history), other reads take more
     * @param codec turns payloads into bytes and back
     * @param meters where {@code eventstore.*} is measured
     * @throws UnsafeSettingException when PostgreSQL could lose acknowledged events in a crash
     * @throws StoreUnavailableException when PostgreSQL or the schema is not there
     */
    public static PostgresEventStorageEngine start(
            DataSource dataSource, PayloadCodec codec, EventStoreSettings settings, MeterRegistry meters) {
        try {
            WriterConnection first = WriterConnection.open(dataSource, settings);
            try {
                long head = first.sql().head();
                first.sql().reach(head + 1);
                PostgresEventStorageEngine engine = new PostgresEventStorageEngine(
                        dataSource, codec, settings, new EventStoreMetrics(meters), first, head);
                engine.writerThread.start();
                engine.listenerThread.start();
                engine.historyThread.start();
                engine.maintenanceThread.start();
                engine.indexThread.start();
                return engine;
            } catch (SQLException | RuntimeException e) {
                first.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("The event store can not be opened: " + e.getMessage(), false, e);
        }
    }

    /** @return all events in order */
    public EventLog log() {
        return log;
    }

    /** @return the folded states */
    @Override
    public StateCache states() {
        return states;
    }

    /**
     * Encodes the events; the condition is checked when the transaction commits.
     *
     * @return fails with {@link IllegalArgumentException} when the events break a limit or can not be encoded. The transaction's
     *     commit fails with {@code AppendEventsTransactionRejectedException} on a conflict, {@link OverloadedException},
     *     {@link StoreUnavailableException} or {@link InvalidAppendException}, and gives an {@link Appended} otherwise, which
     *     is then also in the context under {@link Appended#RESOURCE_KEY}.
     */
    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, ProcessingContext context, List<TaggedEventMessage<?>> events) {
        try {
            PendingAppend append = new PendingAppend(encoder.encode(events), reads(condition, context));
            return CompletableFuture.completedFuture(new Transaction(this, append));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ReadCondition[] reads(AppendCondition condition, ProcessingContext context) {
        CommandReads loaded = CommandReads.in(context);
        ReadCondition[] reads = loaded != null && loaded.belongsTo(this) ? loaded.take() : new ReadCondition[0];
        if (condition.consistencyMarker() == ConsistencyMarker.INFINITY) {
            return reads;
        }
        long position = Math.max(0, GlobalIndexConsistencyMarker.position(condition.consistencyMarker()));
        ReadCondition[] all = Arrays.copyOf(reads, reads.length + 1);
        all[reads.length] = new ReadCondition(Criteria.of(condition.criteria()), position, ReadCondition.DURABLE);
        return all;
    }

    @Override
    public CompletableFuture<Appended> submit(PendingAppend append) {
        return submissions.submit(append);
    }

    private record Transaction(PostgresEventStorageEngine engine, PendingAppend append)
            implements AppendTransaction<Appended> {

        @Override
        public CompletableFuture<Appended> commit(ProcessingContext context) {
            CompletableFuture<Appended> outcome = engine.submit(append);
            return context == null
                    ? outcome
                    : outcome.whenComplete((appended, failure) -> {
                        if (appended != null) {
                            context.putResource(Appended.RESOURCE_KEY, appended);
                        }
                    });
        }

        /** Nothing to take back: until commit nobody has seen it, and after commit nothing can. */
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

    /** Reads what is durable at the time of the call; blocks while PostgreSQL answers. {@code start} is inclusive. */
    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, ProcessingContext context) {
        return EventStreams.source(condition, log, codec);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, ProcessingContext context) {
        return EventStreams.stream(condition, log, codec, signal, completions);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(ProcessingContext context) {
        return CompletableFuture.supplyAsync(() -> new GlobalSequenceTrackingToken(log.head()), readers);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, ProcessingContext context) {
        return CompletableFuture.supplyAsync(() -> new GlobalSequenceTrackingToken(log.positionBefore(at)), readers);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("settings", settings);
        descriptor.describeProperty("durableHead", (Long) tentativeLog.durable());
    }

    /**
     * Accepts nothing more, stores what is pending, then ends. What can not be stored within {@code drainTimeout} fails with
     * {@link StoreUnavailableException}.
     */
    @Override
    public void close() {
        writer.stop();
        if (!Threads.join(writerThread, settings.drainTimeout())) {
            writer.abandon();
            Threads.join(writerThread, Duration.ofSeconds(5));
        }
        listener.stop();
        signal.close();
        history.stop();
        maintenance.stop();
        index.stop();
        Threads.join(listenerThread, Duration.ofSeconds(5));
        Threads.join(historyThread, Duration.ofSeconds(5));
        Threads.join(maintenanceThread, Duration.ofSeconds(5));
        Threads.join(indexThread, Duration.ofSeconds(5));
        readers.shutdown();
        completions.shutdown();
        try {
            completions.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
