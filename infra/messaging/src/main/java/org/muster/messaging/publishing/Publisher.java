package org.muster.messaging.publishing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.PublisherState.Phase;
import org.muster.messaging.thread.Backoff;
import org.muster.messaging.thread.OutageLog;
import org.muster.messaging.thread.WorkThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a {@link PublicationSource} to Kafka, each event exactly once and in order per key, on a thread of its own.
 *
 * <p>How: a batch and the statement of how far it reaches are one Kafka transaction, and where to go on is read back from
 * Kafka each time anew. So a process that is killed at any point, a commit with an unknown outcome, a broker that restarts and a
 * rival that believes to lead neither lose an event nor repeat one for readers with {@code read_committed}. A producer that
 * failed is never used again.
 */
public final class Publisher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Publisher.class);

    private static final Duration LEADER_WAIT = Duration.ofMillis(500);
    private static final Duration IDLE_WAIT = Duration.ofMillis(500);
    private final PublicationSource source;
    private final PublisherSettings settings;
    private final LeaderLock leaderLock;
    private final Function<Map<String, Object>, Producer<String, byte[]>> producers;
    private final AtomicReference<PublisherState> state =
            new AtomicReference<>(new PublisherState(Phase.STOPPED, Instant.now(), 0, Optional.empty()));
    private final WorkThread thread;
    private final OutageLog outage = new OutageLog(log, "Publication");
    private final Counter events;
    private final Counter failures;
    private final DistributionSummary batchSizes;
    /** When publication was caught up with the store as far as is known; empty while another process publishes. */
    private volatile OptionalLong levelAtNanos = OptionalLong.empty();

    /** @param meters gets {@code muster.publisher.*} */
    public Publisher(
            PublicationSource source, PublisherSettings settings, LeaderLock leaderLock, MeterRegistry meters) {
        this(
                source,
                settings,
                leaderLock,
                meters,
                config -> new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    public Publisher(
            PublicationSource source,
            PublisherSettings settings,
            LeaderLock leaderLock,
            MeterRegistry meters,
            Function<Map<String, Object>, Producer<String, byte[]>> producers) {
        this.source = source;
        this.settings = settings;
        this.leaderLock = leaderLock;
        this.producers = producers;
        this.thread = new WorkThread("publisher", this::run);
        this.events = Counter.builder("muster.publisher.events")
                .description("Events published by this process")
                .register(meters);
        this.failures = Counter.builder("muster.publisher.failures")
                .description("Transactions that failed and were tried again")
                .register(meters);
        this.batchSizes = DistributionSummary.builder("muster.publisher.batch.size")
                .description("Events per transaction")
                .register(meters);
        Gauge.builder(
                        "muster.publisher.position",
                        this,
                        publisher -> publisher.state().position())
                .description("Everything up to here is published")
                .register(meters);
        Gauge.builder("muster.publisher.lag", this, Publisher::lag)
                .description("Positions stored and not yet published; NaN where another process publishes")
                .register(meters);
        Gauge.builder("muster.publisher.lag.seconds", this, Publisher::lagSeconds)
                .description(
                        "Since everything stored was published, or since this process began to publish; 0 while it is")
                .register(meters);
    }

    /** Also known while Kafka is unavailable, so that it is seen to grow. */
    private double lag() {
        PublisherState now = state();
        boolean ours = now.phase() == Phase.PUBLISHING || now.phase() == Phase.RETRYING;
        return ours && levelAtNanos.isPresent() ? Math.max(0, source.head() - now.position()) : Double.NaN;
    }

    private double lagSeconds() {
        double lag = lag();
        OptionalLong level = levelAtNanos;
        if (Double.isNaN(lag) || level.isEmpty()) {
            return Double.NaN;
        }
        return lag == 0 ? 0 : (System.nanoTime() - level.getAsLong()) / 1e9;
    }

    /** Starts publishing, once. */
    public Publisher start() {
        thread.start();
        return this;
    }

    /** What it is doing. */
    public PublisherState state() {
        return state.get();
    }

    /** Finishes the batch in hand, and gives leadership up. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        Backoff backoff = new Backoff();
        enter(Phase.STANDBY, null);
        try {
            while (!thread.isClosing()) {
                if (!leaderLock.tryAcquire(LEADER_WAIT)) {
                    enter(Phase.STANDBY, null);
                    levelAtNanos = OptionalLong.empty();
                    continue;
                }
                try {
                    lead(backoff);
                } catch (InterruptedException | InterruptException e) {
                    throw e;
                } catch (Exception e) {
                    failures.increment();
                    outage.failed("failed after position " + state().position() + ", trying again", e);
                    enter(Phase.RETRYING, e.toString());
                    // Perhaps only this process cannot: let another try.
                    leaderLock.close();
                    thread.rest(backoff.next());
                }
            }
        } catch (InterruptedException | InterruptException e) {
            log.warn("The publisher was interrupted: what it had in hand is published by the next one", e);
        } finally {
            leaderLock.close();
            enter(Phase.STOPPED, thread.isClosing() ? null : "the publisher's thread ended by itself");
        }
    }

    /** Publishes until this is closed, or no longer leads. */
    private void lead(Backoff backoff) throws Exception {
        try (PublisherSession session = PublisherSession.open(source, settings, producers)) {
            if (levelAtNanos.isEmpty()) {
                levelAtNanos = OptionalLong.of(System.nanoTime());
            }
            enter(Phase.PUBLISHING, session.position(), null);
            log.info("Publishing to {} after position {}", settings.eventsTopic(), session.position());
            session.restate();
            while (!thread.isClosing() && leaderLock.isHeld()) {
                session.settle();
                long askedAtNanos = System.nanoTime();
                List<OutgoingEvent> batch = source.readAfter(session.position(), settings.batchSizeMax());
                if (batch.isEmpty()) {
                    outage.works();
                    levelAtNanos = OptionalLong.of(askedAtNanos);
                    source.awaitAfter(session.position(), IDLE_WAIT);
                    continue;
                }
                session.publish(batch);
                if (batch.size() < settings.batchSizeMax()) {
                    levelAtNanos = OptionalLong.of(askedAtNanos);
                }
                backoff.reset();
                outage.works();
                events.increment(batch.size());
                batchSizes.record(batch.size());
                state.updateAndGet(
                        now -> new PublisherState(now.phase(), now.since(), session.position(), Optional.empty()));
            }
        }
    }

    private void enter(Phase phase, String problem) {
        enter(phase, state().position(), problem);
    }

    private void enter(Phase phase, long position, String problem) {
        state.updateAndGet(now -> new PublisherState(
                phase, now.phase() == phase ? now.since() : Instant.now(), position, Optional.ofNullable(problem)));
    }
}
