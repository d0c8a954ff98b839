package org.muster.queryside.report.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.readmodel.ReadModels;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells which position a {@link KnownAt} stands for.
 *
 * <p>An instant K stands for the last position before the first event that was recorded at or after K, of the events that any
 * read model takes; the command side's audit says the same of all events. Clocks of several writers differ a little, so what
 * was recorded before K on a clock that is late may come after that position: it was not known yet where the order of events
 * says so.
 */
@Component
public class KnownPositions {

    private static final String POSITION_AT = AsKnownAt.positionAt(ReadModels.ALL, "instant");

    private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(10);

    private final JdbcClient readModels;
    private final Progress progress;
    private final Clock clock;

    KnownPositions(JdbcClient readModels, Progress progress, Clock clock) {
        this.readModels = readModels;
        this.progress = progress;
        this.clock = clock;
    }

    /** What is wrong with asking for this: nobody knows yet what will be known in the future. */
    public Optional<String> refused(KnownAt knownAt) {
        if (knownAt.instant()
                .filter(instant -> instant.isAfter(clock.instant()))
                .isPresent()) {
            return Optional.of("must not lie in the future");
        }
        if (knownAt.position().isPresent()) {
            long last = Math.max(progress.published(), progress.position());
            if (knownAt.position().getAsLong() > last) {
                return Optional.of("must not be after the last position, which is " + last);
            }
        }
        return Optional.empty();
    }

    /**
     * Waits until the read models hold what the answer needs: then it will not change any more.
     *
     * @return whether they do; false once the timeout is over
     */
    boolean await(KnownAt knownAt, Duration timeout) throws InterruptedException {
        if (knownAt.position().isPresent()) {
            return progress.await(knownAt.position().getAsLong(), timeout);
        }
        return knownAt.instant().isEmpty() || progress.await(progress.published(), timeout);
    }

    /**
     * As of when an answer holds.
     *
     * @param applied every event up to this position was applied before the snapshot was taken in which this is called
     */
    Stamp stamp(KnownAt knownAt, long applied) {
        if (knownAt.position().isPresent()) {
            long position = knownAt.position().getAsLong();
            return new Stamp(null, position, position);
        }
        if (knownAt.instant().isPresent()) {
            long position = positionAt(knownAt.instant().get());
            return new Stamp(knownAt.instant().get(), Math.min(position, applied), position);
        }
        return new Stamp(clock.instant().truncatedTo(ChronoUnit.MILLIS), applied, AsKnownAt.NOW);
    }

    /** The last position that was known then, once the read models hold it; empty if that takes too long. */
    public OptionalLong positionOf(KnownAt knownAt) throws InterruptedException {
        if (!await(knownAt, POSITION_TIMEOUT)) {
            return OptionalLong.empty();
        }
        long applied = progress.position();
        Stamp stamp = stamp(knownAt, applied);
        return OptionalLong.of(stamp.asKnown() == AsKnownAt.NOW ? applied : stamp.asKnown());
    }

    private long positionAt(Instant instant) {
        return readModels
                .sql(POSITION_AT)
                .param("instant", AsKnownAt.parameter(instant).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(AsKnownAt.NOW);
    }
}
