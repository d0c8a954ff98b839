package org.muster.messaging.progress;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.InterruptException;
import org.muster.messaging.checkpoint.Checkpoint;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.thread.WorkThread;
import org.muster.messaging.wire.KafkaClients;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.messaging.wire.WatermarkLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when everything up to a position is applied, so that whoever wrote can read what he wrote.
 *
 * <p>A position is applied once the checkpoints of all partitions have reached the offsets that {@link PublishedWatermark} states for
 * it. Checkpoints come from the database, so it does not matter which process moves them. The answer may be late by
 * the granularity of publication, never early; and it never goes back: what was answered is kept in the database, where a
 * process finds it that has just started.
 */
public final class AppliedPosition implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AppliedPosition.class);

    private static final int LOOK_BACK_OFFSETS = 2_000;
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(15);
    private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The first answer after a start waits so long for publication to be heard of, which takes a moment if Kafka is well. */
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final KafkaClients kafka;
    private final String publicationTopic;
    private final String eventsTopic;
    private final WorkThread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, AppliedCheckpoints> projections = new ConcurrentHashMap<>();
    private final WatermarkHistory publications = new WatermarkHistory();
    private final CountedProjections counted;

    private final OutageLog outage = new OutageLog(log, "Publication");
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile boolean patient = true;
    private volatile OptionalLong publishedAtStart = OptionalLong.empty();

    /**
     * @param dataSource of the database with {@code projection_checkpoint} on its search path
     * @param kafka where the brokers are and how to sign in
     */
    public AppliedPosition(DataSource dataSource, KafkaClients kafka, String publicationTopic, String eventsTopic) {
        this.dataSource = dataSource;
        this.counted = new CountedProjections(dataSource, publications);
        this.kafka = kafka;
        this.publicationTopic = publicationTopic;
        this.eventsTopic = eventsTopic;
        this.thread = new WorkThread("applied-position", this::run);
    }

    /** Starts following publication, once. */
    public AppliedPosition start() {
        thread.start();
        return this;
    }

    /**
     * Everything up to here was published when this first heard of it; empty until then. Whoever has applied that has caught
     * up with what others could read before this process began.
     */
    public OptionalLong publishedAtStart() {
        return publishedAtStart;
    }

    /** Everything up to here is published, as far as heard of; 0 before anything was. */
    public long publishedPosition() {
        return publications.position();
    }

    /**
     * The highest position known such that {@code projection} has applied it and everything before it.
     *
     * @throws SQLException if the checkpoints cannot be read
     */
    public long appliedPosition(String projection) throws SQLException {
        AppliedCheckpoints applied = of(projection);
        awaitHeard();
        return applied.position();
    }

    private AppliedCheckpoints of(String projection) {
        return projections.computeIfAbsent(projection, name -> new AppliedCheckpoints(name, dataSource, publications));
    }

    private void awaitHeard() {
        if (patient) {
            try {
                if (!heard.await(HEARD_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.debug("Publication is not heard of yet: answering what was answered before");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            patient = false;
        }
    }

    /**
     * Waits until {@code projection} has applied everything up to {@code position}.
     *
     * @return false if the time is up: it may still happen
     * @throws SQLException if the checkpoints cannot be read
     */
    public boolean awaitApplied(String projection, long position, Duration timeout)
            throws SQLException, InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (appliedPosition(projection) < position) {
            long leftNanos = deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return false;
            }
            lock.lockInterruptibly();
            try {
                // Woken by publication and by this process's members; others' commits are seen by looking again.
                long unusedNanos = moved.awaitNanos(Math.min(WAIT_NANOS, leftNanos));
                log.trace("Woken {} ns early", unusedNanos);
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /**
     * How far {@code projection} is behind what is published, as far as heard of. While the database is unavailable, what it said
     * last counts, so that the lag is seen to grow. Right after a start with a long backlog, positions may be more than
     * there are.
     */
    public ProjectionLag lag(String projection) {
        Map<Integer, Checkpoint> checkpoints = of(projection).recent();
        return publications.lag(checkpoints, Instant.now());
    }

    /**
     * Compares what {@code projection} has handled with what was published, in each partition, by what both have counted:
     * nothing is read again.
     *
     * @return by partition; empty before the projection has begun
     * @throws SQLException if the checkpoints cannot be read
     */
    public List<PartitionCompleteness> completeness(String projection) throws SQLException {
        return counted.completeness(projection);
    }

    /** Shows that lag as {@code muster.projection.lag.positions} and {@code muster.projection.lag.seconds}. */
    public AppliedPosition measure(String projection, MeterRegistry meters) {
        Gauge.builder(
                        "muster.projection.lag.positions",
                        this,
                        applied -> applied.lag(projection).positions())
                .description("Positions published and not applied")
                .tag("projection", projection)
                .register(meters);
        Gauge.builder(
                        "muster.projection.lag.seconds",
                        this,
                        applied -> applied.lag(projection).age().toMillis() / 1000.0)
                .description("Since the oldest event was published that is not applied")
                .tag("projection", projection)
                .register(meters);
        return this;
    }

    /** A member of this process has committed a batch of {@code projection}: whoever waits for it looks at once. */
    public void checkpointMoved(String projection) {
        AppliedCheckpoints applied = projections.get(projection);
        if (applied != null) {
            applied.moved();
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        Backoff backoff = new Backoff();
        while (!thread.isClosing()) {
            try (WatermarkLog publicationLog = WatermarkLog.toFollow(kafka.consumer(), publicationTopic, eventsTopic)) {
                follow(publicationLog, backoff);
            } catch (InterruptException e) {
                log.debug("Interrupted while following publication", e);
                break;
            } catch (RuntimeException e) {
                outage.failed("cannot be followed, trying again", e);
                try {
                    thread.rest(backoff.next());
                } catch (InterruptedException interrupted) {
                    log.debug("Interrupted while waiting to try again", interrupted);
                    break;
                }
            }
        }
        projections.values().forEach(AppliedCheckpoints::keep);
    }

    private void follow(WatermarkLog publicationLog, Backoff backoff) {
        long beginning = publicationLog.beginning();
        Optional<WatermarkLog.Located> newest = publicationLog.last(publication -> true);
        if (publishedAtStart.isEmpty()) {
            publishedAtStart = OptionalLong.of(
                    newest.map(located -> located.publication().position()).orElse(0L));
        }
        long last = newest.map(WatermarkLog.Located::offset).orElse(beginning);
        publicationLog.seek(Math.max(beginning, last - LOOK_BACK_OFFSETS));
        if (newest.isEmpty()) {
            heard.countDown();
        }
        long keptAtNanos = System.nanoTime();
        while (!thread.isClosing()) {
            for (WatermarkLog.Located located : publicationLog.poll(POLL_TIMEOUT)) {
                remember(located);
                if (located.offset() >= last) {
                    heard.countDown();
                }
            }
            if (System.nanoTime() - keptAtNanos > KEEP_NANOS) {
                projections.values().forEach(AppliedCheckpoints::keep);
                keptAtNanos = System.nanoTime();
            }
            backoff.reset();
            outage.works();
        }
    }

    private void remember(WatermarkLog.Located located) {
        if (publications.add(located.publication(), located.at())) {
            signal();
        }
    }
}
