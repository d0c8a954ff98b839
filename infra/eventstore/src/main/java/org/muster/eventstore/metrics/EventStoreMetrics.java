package org.muster.eventstore.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.muster.eventstore.order.Batch;
import org.muster.eventstore.order.TentativeLog;
import org.muster.eventstore.tags.SeenTagsFilter;
import org.muster.eventstore.tags.TagIndex;

/** The engine's measures, all named {@code eventstore.*}. */
public final class EventStoreMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary batchEvents;
    private final Timer commit;
    private final Counter conflicts;
    private final Counter overloads;
    private final Counter headLost;
    private final Counter headLocked;
    private final Counter followed;
    private final Counter readAhead;
    private final Counter recoveries;
    private final Counter fromCache;
    private final Counter fromHistory;
    private final Counter unseen;
    private final Counter checkedInWindow;
    private final Counter checkedInHistory;
    private final Counter snapshotsStored;
    private final Counter snapshotsUsed;

    public EventStoreMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batchEvents = DistributionSummary.builder("eventstore.batch.events")
                .description("Events in one commit")
                .register(registry);
        this.commit = Timer.builder("eventstore.commit")
                .description("From sending a batch to knowing it durable")
                .register(registry);
        this.conflicts = counter("eventstore.conflicts", "Appends refused because something they read has changed");
        this.overloads = counter("eventstore.overloads", "Appends refused because the queue was full");
        this.headLost = counter("eventstore.head.lost", "Batches before which another process appended");
        this.headLocked = counter("eventstore.head.locked", "Times that a stuck session held the head row too long");
        this.followed = counter("eventstore.followed.events", "Events of other processes brought into memory");
        this.readAhead = counter(
                "eventstore.read.ahead.events", "Events of other processes read while the writer waited for the lease");
        this.recoveries = counter("eventstore.recoveries", "Times that the writer had to connect again");
        this.fromCache = loads("memory");
        this.fromHistory = loads("history");
        this.unseen = loads("unseen");
        this.checkedInWindow = conditions("window");
        this.checkedInHistory = conditions("history");
        this.snapshotsStored = counter("eventstore.snapshots.stored", "Snapshots of states stored");
        this.snapshotsUsed = counter("eventstore.snapshots.used", "States that were folded from a snapshot on");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Counter loads(String source) {
        return Counter.builder("eventstore.state.loads")
                .tag("source", source)
                .description("States loaded, by where from")
                .register(registry);
    }

    private Counter conditions(String source) {
        return Counter.builder("eventstore.conditions")
                .tag("source", source)
                .description(
                        "Checks of conditions, by source: \"history\" had to ask PostgreSQL for events older than the window")
                .register(registry);
    }

    /**
     * Measures what the parts hold.
     *
     * @param states how many folded states are in memory
     */
    public void watch(TentativeLog tentativeLog, Supplier<Number> states, SeenTagsFilter seen, TagIndex index) {
        Gauge.builder("eventstore.pending.events", tentativeLog, TentativeLog::pendingEvents)
                .description("Events that wait to be stored")
                .register(registry);
        Gauge.builder("eventstore.head", tentativeLog, TentativeLog::durable)
                .description("The highest position known to be durable")
                .register(registry);
        Gauge.builder("eventstore.tags.lag", () -> Math.max(0, tentativeLog.durable() - seen.upTo()))
                .description("Events whose tags memory does not know yet: while there are any, PostgreSQL is asked")
                .register(registry);
        Gauge.builder("eventstore.tags.unindexed", () -> Math.max(0, tentativeLog.durable() - index.position()))
                .description("Events whose tags are not indexed yet, which every reader by tag looks through")
                .register(registry);
        Gauge.builder("eventstore.tags.bytes", seen, SeenTagsFilter::bytes)
                .description("Memory for knowing which tags have ever occurred")
                .register(registry);
        Gauge.builder("eventstore.states", states)
                .description("Folded states in memory")
                .register(registry);
    }

    public void committed(Batch batch, long nanos) {
        batchEvents.record(batch.events());
        commit.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void conflict() {
        conflicts.increment();
    }

    public void overload() {
        overloads.increment();
    }

    public void headLost() {
        headLost.increment();
    }

    public void headLocked() {
        headLocked.increment();
    }

    public void followed(int events) {
        followed.increment(events);
    }

    public void readAhead(int events) {
        readAhead.increment(events);
    }

    public void recovered() {
        recoveries.increment();
    }

    public void stateFromMemory() {
        fromCache.increment();
    }

    public void stateUnseen() {
        unseen.increment();
    }

    public void stateFromHistory() {
        fromHistory.increment();
    }

    public void conditionFromWindow() {
        checkedInWindow.increment();
    }

    public void conditionFromHistory() {
        checkedInHistory.increment();
    }

    public void snapshotsStored(int states) {
        snapshotsStored.increment(states);
    }

    public void snapshotUsed() {
        snapshotsUsed.increment();
    }
}
