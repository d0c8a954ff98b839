package org.muster.messaging.projecting;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.muster.messaging.Projection;
import org.muster.messaging.parking.ParkedRows;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.projecting.ProjectionState.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * One member of a projection, in a listener container of its own: reads its share of the partitions and applies each event exactly once.
 *
 * <p>How: a batch's rows and its checkpoints commit in one database transaction, whose first act is to move the checkpoints on
 * the condition that they still are where this member left them. So a process that is killed at any point applies nothing
 * twice and skips nothing, a member that lost its partitions without knowing it fails instead of applying, and a database
 * that is away is waited for. Offsets are never committed to Kafka.
 */
public final class CheckpointedConsumer implements AutoCloseable {

    private static final long POLL_MILLIS = 200;
    private static final Duration START_PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(CheckpointedConsumer.class);

    private final Projection projection;
    private final DataSource dataSource;
    private final ProjectionSettings settings;
    private final Runnable afterCommit;
    private final AtomicReference<ProjectionState> state =
            new AtomicReference<>(new ProjectionState(Phase.STOPPED, Instant.now(), Optional.empty()));
    private final Admin admin;
    private final ProjectionListener listener;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private volatile boolean closing;
    private volatile Thread thread;
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
        this.admin = Admin.create(settings.kafka().admin());
        this.listener = new ProjectionListener(projection, dataSource, settings, admin, new Observer());
        this.container = container(settings);
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

    private KafkaMessageListenerContainer<byte[], byte[]> container(ProjectionSettings settings) {
        ContainerProperties properties = new ContainerProperties(settings.eventsTopic());
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(listener);
        // Never acknowledged: offsets are in the database.
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setPollTimeout(POLL_MILLIS);
        properties.setIdleEventInterval(POLL_MILLIS);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setShutdownTimeout(CLOSE_TIMEOUT.toMillis());
        properties.setAuthExceptionRetryInterval(START_PAUSE);
        properties.setListenerTaskExecutor(new SimpleAsyncTaskExecutor(work -> {
            thread = Thread.ofPlatform().name("projection-" + projection.name()).unstarted(work);
            return thread;
        }));
        KafkaMessageListenerContainer<byte[], byte[]> created =
                new KafkaMessageListenerContainer<>(new ProjectionConsumers(settings), properties);
        created.setBeanName("projection-" + projection.name());
        created.setCommonErrorHandler(listener);
        created.setApplicationEventPublisher(this::happened);
        return created;
    }

    /** Starts reading, once; in the background, since a broker whose name nobody knows yet is waited for. */
    public CheckpointedConsumer start() {
        Thread.ofVirtual().name("projection-" + projection.name() + "-start").start(() -> {
            while (!isStarted()) {
                LockSupport.parkNanos(START_PAUSE.toNanos());
            }
        });
        return this;
    }

    private synchronized boolean isStarted() {
        if (closing) {
            return true;
        }
        try {
            container.start();
            return true;
        } catch (KafkaException e) {
            enter(Phase.WAITING, String.valueOf(e.getMessage()));
            return false;
        }
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
        closing = true;
        synchronized (this) {
            container.stop();
        }
        Thread working = thread;
        if (working != null && working.isAlive()) {
            log.warn("Projection {} does not end in order: its batch in hand is undone", projection.name());
            working.interrupt();
        }
        admin.close(Duration.ZERO);
        if (state().phase() != Phase.FAILED) {
            enter(Phase.STOPPED, null);
        }
    }

    private void happened(Object event) {
        if (event instanceof ListenerContainerIdleEvent idle) {
            listener.idle(idle.getConsumer());
        } else if (event instanceof ConsumerStoppedEvent stopped && !closing) {
            enter(Phase.FAILED, listener.problem().orElse("its consumer has stopped: " + stopped.getReason()));
            log.error("Projection {} has stopped: {}", projection.name(), state().problem());
        }
    }

    private final class Observer implements ProjectionListener.Observer {

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
            lagRecords = listener.lagRecords();
            kafkaReachable = listener.isKafkaReachable();
            parked = listener.parked();
        }
    }

    private void enter(Phase phase, String problem) {
        state.updateAndGet(now -> new ProjectionState(
                phase, now.phase() == phase ? now.since() : Instant.now(), Optional.ofNullable(problem)));
    }
}
