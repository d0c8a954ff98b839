package org.muster.queryside.completeness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.progress.PartitionCompleteness;
import org.muster.queryside.completeness.PartitionCheck.Result;
import org.muster.queryside.projection.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Compares once a second what each projection has handled with what was published, by the counts that both keep: a skipped
 * batch shows within seconds, and nothing is read again. Each process does, and all find the same.
 */
@Component
class CountWatch implements ParallelStop {

    private static final Logger LOG = LoggerFactory.getLogger(CountWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Progress progress;
    private final Clock clock;
    private final Instant begun;
    private final Map<String, Map<Integer, PartitionCheck>> checks = new TreeMap<>();
    private volatile Optional<String> problem = Optional.empty();
    private Optional<ScheduledExecutorService> timer = Optional.empty();

    CountWatch(Progress progress, Clock clock, MeterRegistry meters) {
        this.progress = progress;
        this.clock = clock;
        this.begun = clock.instant();
        for (String projection : progress.names()) {
            checks.put(projection, new TreeMap<>());
            Gauge.builder("muster.completeness.partitions.different", this, watch -> watch.different(projection))
                    .description("Partitions in which the projection did not handle what was published")
                    .tag("projection", projection)
                    .register(meters);
            Gauge.builder("muster.completeness.unverified.seconds", this, watch -> watch.unverifiedSeconds(projection))
                    .description("Since the partition was found complete that was not for longest")
                    .tag("projection", projection)
                    .register(meters);
        }
    }

    /** Each partition of a projection, as last looked. */
    synchronized List<PartitionCheck> partitions(String projection) {
        return List.copyOf(checks.get(projection).values());
    }

    /** Why it cannot look. */
    Optional<String> problem() {
        return problem;
    }

    long different(String projection) {
        return partitions(projection).stream()
                .filter(check -> check.result() == Result.DIFFERENT)
                .count();
    }

    double unverifiedSeconds(String projection) {
        Instant oldest = partitions(projection).stream()
                .map(check -> check.equalAt() == null ? begun : check.equalAt())
                .min(Instant::compareTo)
                .orElse(begun);
        return Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }

    private void look() {
        try {
            for (String projection : progress.names()) {
                List<PartitionCompleteness> found = progress.completeness(projection);
                take(projection, found);
            }
            problem = Optional.empty();
        } catch (DataAccessException away) {
            problem = Optional.of(String.valueOf(away.getMessage()));
            LOG.debug("The checkpoints cannot be compared now", away);
        } catch (RuntimeException broken) {
            // A timer gives up silently after an exception, and then nobody would look any more.
            problem = Optional.of(broken.toString());
            LOG.error("The checkpoints cannot be compared", broken);
        }
    }

    private synchronized void take(String projection, List<PartitionCompleteness> found) {
        Map<Integer, PartitionCheck> known = checks.get(projection);
        for (PartitionCompleteness partition : found) {
            PartitionCheck before = known.get(partition.partition());
            PartitionCheck after = PartitionCheck.after(before, partition, clock.instant());
            known.put(partition.partition(), after);
            if (after.result() == Result.DIFFERENT && (before == null || before.result() != Result.DIFFERENT)) {
                LOG.error("Projection {} did not handle what was published: {}", projection, after);
            }
        }
    }

    /** All projections that did not handle what was published, in words. */
    List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (String projection : progress.names()) {
            List<Integer> different = partitions(projection).stream()
                    .filter(check -> check.result() == Result.DIFFERENT)
                    .map(PartitionCheck::partition)
                    .toList();
            if (!different.isEmpty()) {
                causes.add(projection + " did not handle what was published in partitions " + different);
            }
        }
        return causes;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("count-watch").factory());
        started.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        timer = Optional.of(started);
    }

    @Override
    public void stop() {
        Optional<ScheduledExecutorService> stopping;
        synchronized (this) {
            stopping = timer;
            timer = Optional.empty();
        }
        stopping.ifPresent(ScheduledExecutorService::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return timer.isPresent();
    }
}
