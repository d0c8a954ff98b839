package org.muster.commandside.completeness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.publishing.PublisherSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the events' topic with the event store, round after round, on a thread of its own. Of several processes on one
 * store one does it; where it is killed, the next goes on behind the last range that was recorded.
 *
 * <p>It only reads. Whatever it finds, commands and publication go on: who repairs a topic is a person, by rebuilding it
 * from the store.
 */
public final class TopicReconciler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicReconciler.class);

    /** Positions compared, and recorded, at once. */
    private static final int RANGE = 10_000;

    private static final int EXAMPLES_MAX = 100;
    private static final Duration LEADER_WAIT = Duration.ofMillis(500);
    private static final Duration STANDBY_PAUSE = Duration.ofSeconds(5);
    /** For the range in hand. */
    private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final CompletenessSettings settings;
    private final PublisherSettings publication;
    private final VerifiedRanges table;
    private final LeaderLock leaderLock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final PublicationSource source;
    private final Thread thread;
    private volatile Findings findings = Findings.NONE;
    private volatile Optional<Problem> problem = Optional.empty();

    /**
     * Why nothing can be compared now.
     *
     * @param since when that began
     */
    record Problem(String cause, Instant since) {}

    private TopicReconciler(
            CompletenessSettings settings,
            PublicationSource source,
            PublisherSettings publication,
            DataSource database,
            LeaderLocks leaders,
            MeterRegistry meters) {
        this.settings = settings;
        this.publication = publication;
        this.table = new VerifiedRanges(database);
        this.leaderLock = leaders.of("comparison");
        this.source = new PacedSource(source, Math.max(1, settings.eventsPerSecondMax()), closing);
        this.thread = Thread.ofPlatform().name("topic-reconciler").unstarted(this::run);
        Gauge.builder("muster.completeness.mismatches", this, reconciler -> reconciler.findings.mismatches())
                .description("Events that are missing, doubled or different in the topic, compared with the store")
                .register(meters);
        Gauge.builder("muster.completeness.position", this, reconciler -> reconciler.findings.verifiedPosition())
                .description("The last position that was compared")
                .register(meters);
        Gauge.builder("muster.completeness.age.seconds", this, reconciler -> ageSeconds(reconciler.findings))
                .description("Since the range was compared that was not compared for longest; NaN before any was")
                .register(meters);
    }

    private static double ageSeconds(Findings findings) {
        return findings.oldest()
                .map(oldest -> Duration.between(oldest, Instant.now()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    /**
     * Begins, or not where the settings say so. Never fails because Kafka is unavailable.
     *
     * @param source the same as the publisher's
     * @param database the event store's
     * @param meters gets {@code muster.completeness.*}
     */
    public static TopicReconciler begin(
            CompletenessSettings settings,
            PublicationSource source,
            PublisherSettings publication,
            DataSource database,
            LeaderLocks leaders,
            MeterRegistry meters) {
        TopicReconciler reconciler = new TopicReconciler(settings, source, publication, database, leaders, meters);
        if (settings.eventsPerSecondMax() > 0) {
            reconciler.thread.start();
        }
        return reconciler;
    }

    /** What all processes have found, seconds old at most while this one runs. */
    Findings findings() {
        return findings;
    }

    /** Ranges that begin at a position or after it, as they are recorded. */
    List<Findings.Range> ranges(long after, int max) {
        return table.ranges(after, max);
    }

    /** What it waits for. */
    Optional<Problem> problem() {
        return problem;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            while (!isClosing()) {
                try {
                    if (leaderLock.tryAcquire(LEADER_WAIT)) {
                        compare();
                    } else {
                        findings = table.findings(EXAMPLES_MAX);
                        solved();
                    }
                } catch (RuntimeException e) {
                    troubled(e);
                }
                pause(STANDBY_PAUSE);
            }
        } catch (InterruptedException e) {
            log.debug("Interrupted: the next process goes on behind the last range", e);
        } finally {
            leaderLock.close();
        }
    }

    /** Store or Kafka is unavailable, or something is broken: either way nothing is compared, and that is shown. */
    private void troubled(RuntimeException e) {
        if (isClosing()) {
            return;
        }
        String cause = String.valueOf(e.getMessage());
        if (problem.filter(known -> known.cause().equals(cause)).isEmpty()) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                // At a first start publication has not made it yet; one that was deleted is the publisher's alarm.
                log.info("The comparison of store and topic waits for topic {}", publication.eventsTopic());
            } else {
                log.warn("The comparison of store and topic waits: {}", cause, e);
            }
        }
        problem = Optional.of(new Problem(cause, problem.map(Problem::since).orElseGet(Instant::now)));
    }

    private void solved() {
        problem = Optional.empty();
    }

    /** Round after round, until this is closed or no longer leads. */
    private void compare() throws InterruptedException {
        Optional<VerifiedRange.Place> place = table.place();
        while (!isClosing() && leaderLock.isHeld()) {
            if (round(place.orElse(VerifiedRange.Place.start("")))) {
                pause(settings.pause());
            }
            place = Optional.empty();
        }
    }

    /** @return whether it came to its end */
    private boolean round(VerifiedRange.Place from) throws InterruptedException {
        try (TopicVerification verification = TopicVerification.from(from, source, publication)) {
            if (verification.place().position() == 0) {
                table.begin(verification.place());
            }
            while (!isClosing() && leaderLock.isHeld()) {
                long upTo = (verification.place().position() / RANGE + 1) * RANGE;
                Optional<VerifiedRange> range = verification.next(upTo);
                // The end of a round is where publication is, not where it will be: events that keep coming are for the
                // next.
                boolean last = range.isEmpty() || range.get().upTo() < upTo;
                range.ifPresent(this::take);
                if (last) {
                    table.complete();
                }
                findings = table.findings(EXAMPLES_MAX);
                solved();
                if (last) {
                    return true;
                }
            }
            return false;
        }
    }

    private void take(VerifiedRange range) {
        table.record(range);
        if (!range.isComplete()) {
            log.error(
                    "Topic {} is not what the event store says: {} mismatches in positions {} to {}, for instance {}",
                    publication.eventsTopic(),
                    range.mismatchCount(),
                    range.after() + 1,
                    range.upTo(),
                    range.mismatches().stream().limit(5).toList());
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            log.debug("Closed while waiting");
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (thread.join(END_TIMEOUT)) {
                return;
            }
            // It may be waiting for Kafka; what it reads is lost to nobody.
            thread.interrupt();
            if (!thread.join(CLOSE_TIMEOUT)) {
                log.warn("The comparison of store and topic does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
