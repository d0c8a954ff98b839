package org.muster.queryside.completeness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.rebuilding.RebuildState;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.projection.Rebuilding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Compares the rows of read models with rows that are built anew from the first event on the side, and dropped again: a row
 * that was changed by hand is found, and so is a projection that no longer does what it did.
 *
 * <p>Asked for when it is due, by whichever process is first, and by people. What came of it is in the database, for all
 * processes to see; a rebuild that was switched to counts, too, because its rows are new.
 */
@Component
class RowVerification implements ParallelStop {

    private static final Logger LOG = LoggerFactory.getLogger(RowVerification.class);
    private static final Duration PERIOD = Duration.ofSeconds(3);

    /** A process that has just started has other things to do. */
    private static final Duration FIRST_AFTER = Duration.ofMinutes(10);

    private static final String WHO = "completeness";

    private final Rebuilding rebuilding;
    private final Progress progress;
    private final Duration every;
    private final Clock clock;
    private final Instant begun;
    private final Map<String, ComparedRows> compared = new ConcurrentHashMap<>();
    private volatile Optional<String> problem = Optional.empty();
    private Optional<ScheduledExecutorService> timer = Optional.empty();

    RowVerification(
            Rebuilding rebuilding,
            Progress progress,
            CompletenessProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.rebuilding = rebuilding;
        this.progress = progress;
        this.every = properties.verifyEvery();
        this.clock = clock;
        this.begun = clock.instant();
        for (String projection : progress.names()) {
            Gauge.builder(
                            "muster.completeness.rows.different",
                            this,
                            rows -> rows.last(projection)
                                    .map(found -> (double) found.different())
                                    .orElse(Double.NaN))
                    .description("Rows that differed from those built anew when last compared; NaN before that")
                    .tag("projection", projection)
                    .register(meters);
            Gauge.builder(
                            "muster.completeness.rows.age.seconds",
                            this,
                            rows -> rows.last(projection)
                                    .map(found -> Duration.between(found.comparedAt(), clock.instant())
                                                    .toMillis()
                                            / 1000.0)
                                    .orElse(Double.NaN))
                    .description("Since the rows were last compared with those built anew; NaN before that")
                    .tag("projection", projection)
                    .register(meters);
        }
    }

    /** The last comparison of a projection's rows. */
    Optional<ComparedRows> last(String projection) {
        return Optional.ofNullable(compared.get(projection));
    }

    /** Why it cannot look. */
    Optional<String> problem() {
        return problem;
    }

    /** Asks for a comparison of every projection's rows; says of each which rebuild does it, one that ran already among them. */
    Map<String, Long> request(String who) {
        Map<String, Long> rebuilds = new LinkedHashMap<>();
        rebuilding
                .requestAll(SwitchPolicy.NEVER, who)
                .forEach((projection, answer) -> rebuilds.put(
                        projection,
                        switch (answer) {
                            case RebuildAnswer.Accepted(RebuildState state) -> state.id();
                            case RebuildAnswer.Running(RebuildState state) -> state.id();
                            case RebuildAnswer.Unknown() ->
                                throw new IllegalStateException("No projection " + projection);
                        }));
        return rebuilds;
    }

    /** All projections whose rows are not what the events say, in words. */
    List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (String projection : progress.names()) {
            last(projection)
                    .filter(found -> !found.equal())
                    .ifPresent(found -> causes.add("%s has %d rows that are not what the events say, as of %s"
                            .formatted(projection, found.different(), found.comparedAt())));
        }
        return causes;
    }

    private void look() {
        try {
            List<String> due = new ArrayList<>();
            for (String projection : progress.names()) {
                List<RebuildState> history = rebuilding.history(projection);
                history.stream()
                        .flatMap(state -> ComparedRows.of(state).stream())
                        .findFirst()
                        .ifPresent(found -> take(projection, found));
                if (isDue(history)) {
                    due.add(projection);
                }
            }
            if (!due.isEmpty() && progress.caughtUp()) {
                LOG.info("Rows are to be compared: {}", rebuilding.request(due, SwitchPolicy.NEVER, WHO));
            }
            problem = Optional.empty();
        } catch (DataAccessException away) {
            problem = Optional.of(String.valueOf(away.getMessage()));
            LOG.debug("The comparisons of rows cannot be read now", away);
        } catch (RuntimeException broken) {
            // A timer gives up silently after an exception, and then nobody would look any more.
            problem = Optional.of(broken.toString());
            LOG.error("The comparisons of rows cannot be read", broken);
        }
    }

    private void take(String projection, ComparedRows found) {
        ComparedRows before = compared.put(projection, found);
        if (!found.equal() && (before == null || before.rebuild() != found.rebuild())) {
            LOG.error("Projection {} has {} rows that are not what the events say", projection, found.different());
        }
    }

    /** Whatever the last one came to, the next is not sooner: one that fails is tried no more often than one that succeeds. */
    private boolean isDue(List<RebuildState> newestFirst) {
        if (every.isZero() || newestFirst.stream().anyMatch(RebuildState::isOpen)) {
            return false;
        }
        Instant due = newestFirst.stream()
                .findFirst()
                .map(state -> state.requestedAt().plus(every))
                .orElse(begun.plus(every.compareTo(FIRST_AFTER) < 0 ? every : FIRST_AFTER));
        return clock.instant().isAfter(due);
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("row-verification").factory());
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
