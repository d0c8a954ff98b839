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
import org.muster.messaging.Projection;
import org.muster.messaging.container.MemberContainer;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.muster.messaging.topics.LazyAdmin;

/**
 * One member of a projection, in a listener container of its own: reads its share of the partitions and applies each event exactly once.
 *
 * <p>How: a batch's rows and its checkpoints commit in one database transaction, whose first act is to move the checkpoints on
 * the condition that they still are where this member left them. So a process that is killed at any point applies nothing
 * twice and skips nothing, a member that lost its partitions without knowing it fails instead of applying, and a database
 * that is unavailable is waited for. Offsets are never committed to Kafka.
 */
public final class CheckpointedConsumer implements AutoCloseable {

    private final Projection projection;
    private final DataSource dataSource;
    private final ProjectionSettings settings;
    private final Runnable afterCommit;
    private final AtomicReference<ProjectionState> state =
            new AtomicReference<>(new ProjectionState(Phase.STOPPED, Instant.now(), Optional.empty()));
    private final LazyAdmin admin;
    private final ProjectionListener listener;
    private final MemberContainer container;
    private final Timer batches;
    private final DistributionSummary batchSizes;
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
        this.admin = new LazyAdmin(settings.kafka().admin());
        Observer observer = new Observer();
        this.listener = new ProjectionListener(projection, dataSource, settings, admin, observer);
        this.container = new MemberContainer(
                "projection-" + projection.name(),
                settings.eventsTopic(),
                settings.consumerConfig(),
                listener,
                admin::get,
                observer);
        this.batches = Timer.builder("muster.projection.batch")
                .description("Database transactions of this projection")
                .tag("projection", projection.name())
                .register(meters);
        this.batchSizes = DistributionSummary.builder("muster.projection.batch.size")
                .description("Events per transaction, duplicates and parked ones included")
                .tag("projection", projection.name())
                .register(meters);
        Gauge.builder("muster.projection.lag", container, MemberContainer::unreadRecords)
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
        container.start();
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
        container.close();
        listener.close();
        admin.close();
        if (state().phase() != Phase.FAILED) {
            enter(Phase.STOPPED, null);
        }
    }

    private final class Observer implements ProjectionListener.Observer, MemberContainer.Observer {

        @Override
        public void committed(long highestPosition, int events, long nanos) {
            position = Math.max(position, highestPosition);
            batchSizes.record(events);
            batches.record(nanos, TimeUnit.NANOSECONDS);
            afterCommit.run();
        }

        @Override
        public void looked() {
            Optional<String> problem = listener.problem();
            enter(problem.isPresent() ? Phase.WAITING : Phase.RUNNING, problem.orElse(null));
            kafkaReachable = listener.isKafkaReachable();
            parked = listener.parked();
        }

        @Override
        public void waits(String why) {
            enter(Phase.WAITING, why);
        }

        @Override
        public void ended(String why) {
            enter(Phase.FAILED, listener.problem().orElse(why));
        }
    }

    private void enter(Phase phase, String problem) {
        state.updateAndGet(now -> new ProjectionState(
                phase, now.phase() == phase ? now.since() : Instant.now(), Optional.ofNullable(problem)));
    }
}
