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
import org.muster.eventstore.log.BackgroundThreads;
import org.muster.eventstore.log.EventLog;
import org.muster.eventstore.log.EventStreams;
import org.muster.eventstore.log.HeadListener;
import org.muster.eventstore.log.HeadSignal;
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
 * <p>Its promises:
 *
 * <ul>
 *   <li><b>Acknowledged is stored.</b> An append's future completes when its events are on PostgreSQL's disk. It survives the
 *       kill of this process and of PostgreSQL; an answer that was lost is looked up before the future completes.
 *   <li><b>One order.</b> Positions are 1, 2, 3 … without gap, in the order of commits, across any number of processes that
 *       append to the same store. Nobody sees a position before all smaller ones.
 *   <li><b>Conditions.</b> An append fails exactly when an event that matches any criterion of its condition (one of its types,
 *       all of its tags) was stored after the condition's marker.
 *   <li><b>Nothing waits forever.</b> Queues, batches, memory and waiting have limits: {@link EventStoreSettings}.
 * </ul>
 *
 * <p>Appends never block the caller. Their futures complete on threads of the engine, so callbacks should not block.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine, Appender, AutoCloseable {

    private static final Duration DRAIN_LOOK = Duration.ofMillis(100);

    /** A PostgreSQL that does not answer now is not waited for any longer than this. */
    private static final Duration UNAVAILABLE_PATIENCE = Duration.ofMillis(900);

    /** Storing snapshots and tag filters, at the end, is worth some waiting: the next start reads less. */
    private static final Duration BACKGROUND_PATIENCE = Duration.ofSeconds(5);

    private final EventStoreSettings settings;
    private final PayloadCodec codec;
    private final TentativeLog tentativeLog;
    private final HeadSignal signal;
    private final EventLog log;
    private final StateCache states;
    private final EventEncoder encoder;
    private final Submissions submissions;
    private final ExecutorService readers;
    private final ForkJoinPool completions;
    private final Writer writer;
    private final Thread writerThread;
    private final HeadListener listener;
    private final BackgroundThreads background = new BackgroundThreads();

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
        this.log = EventLog.of(dataSource, signal);
        this.readers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("eventstore-reader-", 0).factory());
        this.completions = CompletionPool.start();
        this.submissions = new Submissions(tentativeLog, dataSource, readers, metrics);
        Duration answerTimeout = settings.statementTimeout();
        TagIndex index = new TagIndex(dataSource, signal, answerTimeout);
        HistoryReader history = new HistoryReader(dataSource, settings, index, completions);
        SeenTagsFilter seen = new SeenTagsFilter(settings.seenTagsBytesMax());
        Snapshots snapshots = new Snapshots(metrics);
        HistoryFolds folds = new HistoryFolds(dataSource, codec, snapshots);
        this.states =
                new StateCache(tentativeLog, seen, index, codec, history, folds, readers, snapshots, metrics, settings);
        ReadAhead ahead = new ReadAhead(settings.windowEventsMax(), metrics);
        this.writer =
                new Writer(dataSource, settings, tentativeLog, seen, index, signal, ahead, completions, metrics, first);
        this.writerThread =
                Thread.ofPlatform().name("eventstore-writer").daemon().unstarted(writer);
        this.listener = new HeadListener(dataSource, (position, connection) -> {
            signal.advance(position);
            tentativeLog.hint(position);
            ahead.read(connection, position);
        });
        Maintenance maintenance = new Maintenance(dataSource, answerTimeout, tentativeLog, seen, snapshots);
        metrics.watch(tentativeLog, states::size, seen, index);
        background.add("listener", listener, listener::stop, listener::cut);
        background.add("history", history, history::stop, history::cut);
        background.add("maintenance", maintenance, maintenance::stop, maintenance::cut);
        background.add("index", index, index::stop, index::cut);
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
                engine.background.start();
                return engine;
            } catch (SQLException | RuntimeException e) {
                first.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("The event store cannot be opened: " + e.getMessage(), false, e);
        }
    }

    /** @return all events in order, read on the engine's connections */
    public EventLog log() {
        return log;
    }

    /**
     * The same log, read on connections of its own, so that long reads do not hold up commands. Its readers are woken by the
     * engine, and it holds no connection while they wait.
     *
     * @param dataSource other connections to the same database
     */
    public EventLog log(DataSource dataSource) {
        return EventLog.of(dataSource, signal);
    }

    /** @return the folded states */
    @Override
    public StateCache states() {
        return states;
    }

    /**
     * Encodes the events; the condition is checked when the transaction commits.
     *
     * @return fails with {@link IllegalArgumentException} when the events break a limit or cannot be encoded. The transaction's
     *     commit fails with {@code AppendEventsTransactionRejectedException} on a conflict, {@link OverloadedException},
     *     {@link StoreUnavailableException} or {@link InvalidAppendException}, and gives an {@link Appended} otherwise, which
     *     is then also in the context under {@link Appended#RESOURCE_KEY}.
     */
    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, ProcessingContext context, List<TaggedEventMessage<?>> events) {
        try {
            PendingAppend append = new PendingAppend(encoder.encode(events), reads(condition, context));
            return CompletableFuture.completedFuture(submissions.transaction(append));
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
     * Stores everything pending, then ends. Appends that are not stored within {@code drainTimeout} fail with
     * {@link StoreUnavailableException}; while PostgreSQL is unavailable that is after 1 s, and close takes at most 3 s.
     */
    @Override
    public void close() {
        writer.stop();
        drain();
        signal.close();
        background.stop(unavailable() ? UNAVAILABLE_PATIENCE : BACKGROUND_PATIENCE);
        readers.shutdown();
        completions.shutdown();
        try {
            completions.awaitTermination(UNAVAILABLE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean unavailable() {
        return writer.unavailable() || listener.unavailable();
    }

    private void drain() {
        long started = System.nanoTime();
        while (!BackgroundThreads.join(writerThread, DRAIN_LOOK)) {
            Duration patience = unavailable() ? UNAVAILABLE_PATIENCE : settings.drainTimeout();
            if (System.nanoTime() - started > patience.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                writer.abandon();
                writerThread.interrupt();
                BackgroundThreads.join(writerThread, UNAVAILABLE_PATIENCE);
                return;
            }
        }
    }
}
