package org.muster.messaging.projecting;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.Projection;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.WorkThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a projection, on a thread of its own: reads its share of the partitions and applies each event exactly once.
 *
 * <p>How: a batch's rows and its checkpoints commit in one database transaction, whose first act is to move the checkpoints on
 * the condition that they still are where this member left them. So a process that is killed at any point applies nothing
 * twice and skips nothing, a member that lost its partitions without knowing it fails instead of applying, and a database
 * that is away is waited for. Offsets are never committed to Kafka.
 */
public final class CheckpointedConsumer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CheckpointedConsumer.class);

    private final Projection projection;
    private final DataSource dataSource;
    private final ProjectionSettings settings;
    private final Runnable afterCommit;
    private final AtomicReference<ProjectionState> state =
            new AtomicReference<>(new ProjectionState(Phase.STOPPED, Instant.now(), Optional.empty()));
    private final WorkThread thread;
    private final Timer batches;
    private final DistributionSummary batchSizes;
    private volatile long lagRecords;
    private volatile long position;
    private volatile boolean kafkaReachable = true;
    private volatile ParkedRows.Count parked = new ParkedRows.Count(0, 0);

    /**
     * @param dataSource of the database with {@code projection_checkpoint} and the projection's tables on its search path
     * @param afterCommit told after each batch, on this member's thread: {@link AppliedPosition#checkpointMoved}
     * @param meters gets {@code muster.projection.*}
     */
    public CheckpointedConsumer(
            Projection projection,
            DataSource dataSource,
            ProjectionSettings settings,
            Runnable afterCommit,
            MeterRegistry meters) {
        this.projection = projection;
        this.dataSource = dataSource;
        this.settings = settings;
        this.afterCommit = afterCommit;
        this.thread = new WorkThread("projection-" + projection.name(), this::run);
        this.batches = Timer.builder("muster.projection.batch")
                .description("Database transactions of this projection")
                .tag("projection", projection.name())
                .register(meters);
        this.batchSizes = DistributionSummary.builder("muster.projection.batch.size")
                .description("Events per transaction, duplicates and parked ones included")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.lag", this, consumer -> consumer.lagRecords)
                .description(
                        "Records in this member's partitions that it has not read, markers of transactions included")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.position", this, consumer -> consumer.position)
                .description("The highest position that this member applied")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.parked.subjects", this, CheckpointedConsumer::parkedSubjects)
                .description("Subjects of this projection, in all its members, whose events queue")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.parked.events", this, consumer -> consumer.parked.events())
                .description("Events in those queues")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder(
                        "muster.projection.running",
                        this,
                        consumer -> consumer.state().phase() == Phase.RUNNING ? 1 : 0)
                .description("1 while this member applies what there is, 0 while it waits or has stopped")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.kafka.reachable", this, consumer -> consumer.kafkaReachable ? 1 : 0)
                .description("1 while brokers answer this member")
                .tag("projection", projection.name())
                .register(meters);
    }

    /** Starts reading, once. */
    public CheckpointedConsumer start() {
        thread.start();
        return this;
    }

    /** What it is doing. */
    public ProjectionState state() {
        return state.get();
    }

    /** Subjects of this projection, in all its members, whose events queue; seconds old at most while this runs. */
    public long parkedSubjects() {
        return parked.subjects();
    }

    /** Finishes the batch in hand, and leaves its partitions to the other members. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        Backoff backoff = new Backoff();
        try {
            while (!thread.isClosing()) {
                try (ProjectionMember member =
                        new ProjectionMember(projection, dataSource, settings, this::committed)) {
                    while (!thread.isClosing()) {
                        Optional<String> problem = member.step();
                        enter(problem.isPresent() ? Phase.WAITING : Phase.RUNNING, problem.orElse(null));
                        lagRecords = member.lagRecords();
                        kafkaReachable = member.isKafkaReachable();
                        parked = member.parked();
                        backoff.reset();
                    }
                } catch (ProjectionStoppedException | InterruptException e) {
                    throw e;
                } catch (RuntimeException e) {
                    log.warn("Projection {} failed: starting over from its checkpoints", projection.name(), e);
                    enter(Phase.WAITING, e.toString());
                    thread.rest(backoff.next());
                }
            }
            enter(Phase.STOPPED, null);
        } catch (ProjectionStoppedException e) {
            log.error("Projection {} stops", projection.name(), e);
            enter(Phase.FAILED, e.getMessage());
        } catch (InterruptedException | InterruptException e) {
            log.warn("Projection {} was interrupted: its batch in hand is undone", projection.name(), e);
            enter(Phase.STOPPED, "interrupted");
        }
    }

    private void committed(long highestPosition, int events, long nanos) {
        position = Math.max(position, highestPosition);
        batchSizes.record(events);
        batches.record(nanos, TimeUnit.NANOSECONDS);
        afterCommit.run();
    }

    private void enter(Phase phase, String problem) {
        state.updateAndGet(now -> new ProjectionState(
                phase, now.phase() == phase ? now.since() : Instant.now(), Optional.ofNullable(problem)));
    }
}
