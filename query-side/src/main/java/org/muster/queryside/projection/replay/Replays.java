package org.muster.queryside.projection.replay;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.messaging.wire.KafkaClients;
import org.muster.queryside.KafkaProperties;
import org.muster.queryside.projection.replay.ReplayState.Phase;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.ReadModelProjection;
import org.muster.web.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Builds all read models anew from the events up to a position, beside the live ones, and asks every report of both: as it answers there, and as the
 * live ones answer as known at the position. One replay at a time in a process; the live tables are only read.
 */
@Component
class Replays implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private static final int KEPT_MAX = 20;
    private static final int DIFFERENCES_MAX = 20;

    private final DataSource database;
    private final JdbcClient live;
    private final KafkaClients kafka;
    private final String topic;
    private final List<ReadModelProjection> projections;
    private final List<Report> reports;
    private final Clock clock;
    private final Deque<ReplayState> kept = new ArrayDeque<>();
    private Thread running;
    private long last;

    Replays(
            DataSource database,
            JdbcClient live,
            KafkaClients kafka,
            KafkaProperties properties,
            List<ReadModelProjection> projections,
            List<Report> reports,
            Clock clock) {
        this.database = database;
        this.live = live;
        this.kafka = kafka;
        this.topic = properties.eventsTopic();
        this.projections = projections;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Begins a replay.
     *
     * @param to as it was asked for
     * @param position the last one that is replayed; the live read models have it
     * @return empty while another one runs
     */
    synchronized Optional<ReplayState> begin(String to, long position, String who) {
        if (!kept.isEmpty() && kept.getFirst().endedAt() == null) {
            return Optional.empty();
        }
        ReplayState state = new ReplayState(
                ++last, to, position, who, Phase.FILLING, 0, 0, 0, List.of(), null, clock.instant(), null);
        kept.addFirst(state);
        if (kept.size() > KEPT_MAX) {
            kept.removeLast();
        }
        running = Thread.ofPlatform().name("replay").start(() -> run(state));
        return Optional.of(state);
    }

    /** The last replays of this process, the newest first. */
    synchronized List<ReplayState> all() {
        return List.copyOf(kept);
    }

    private synchronized ReplayState changed(ReplayState state) {
        kept.removeFirst();
        kept.addFirst(state);
        return state;
    }

    /** It is over when its tables are gone: then the next may begin. */
    private void run(ReplayState begun) {
        changed(replayed(begun));
    }

    private ReplayState replayed(ReplayState begun) {
        try (ReplayedTables tables = new ReplayedTables(database, projections)) {
            long events = tables.fillTo(
                    begun.position(),
                    kafka,
                    topic,
                    count -> changed(with(begun, Phase.FILLING, count, 0, 0, List.of())));
            if (events != begun.position()) {
                throw new IllegalStateException(
                        "the topic has %d events up to position %d".formatted(events, begun.position()));
            }
            return compare(with(begun, Phase.COMPARING, events, 0, 0, List.of()), tables.read());
        } catch (SQLException | RuntimeException e) {
            log.warn("Replay to {} failed", begun.position(), e);
            synchronized (this) {
                return over(kept.getFirst(), Phase.FAILED, e.getMessage());
            }
        }
    }

    private ReplayState compare(ReplayState begun, JdbcClient replayed) {
        LocalDate today = LocalDate.now(clock);
        Questions questions = new Questions(replayed, today);
        List<String> differences = new ArrayList<>();
        ReplayState state = changed(begun);
        for (Report report : reports) {
            for (Map<String, Object> asked : questions.of(report)) {
                Object was = answer(report, new Question(replayed, stamp(begun, AsKnownAt.NOW), today, asked));
                Object is = answer(report, new Question(live, stamp(begun, begun.position()), today, asked));
                if (!was.equals(is) && differences.size() < DIFFERENCES_MAX) {
                    differences.add(report.description().name() + " " + asked);
                }
                state = changed(with(
                        state, Phase.COMPARING, state.events(), state.questions() + 1, state.reports(), differences));
            }
            state = changed(
                    with(state, Phase.COMPARING, state.events(), state.questions(), state.reports() + 1, differences));
        }
        return over(state, differences.isEmpty() ? Phase.EQUAL : Phase.DIFFERENT, null);
    }

    private static Stamp stamp(ReplayState state, long asKnown) {
        return new Stamp(Instant.EPOCH, state.position(), asKnown);
    }

    /** Rows and what stands beside them, or the code of the problem. */
    private static Object answer(Report report, Question question) {
        try {
            Answer answer = report.read(question);
            return List.of(answer.rows(), new HashMap<>(answer.members()), answer.more());
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private static ReplayState with(
            ReplayState state, Phase phase, long events, long questions, long reports, List<String> differences) {
        return new ReplayState(
                state.number(),
                state.to(),
                state.position(),
                state.who(),
                phase,
                events,
                questions,
                reports,
                differences,
                null,
                state.beganAt(),
                null);
    }

    private ReplayState over(ReplayState state, Phase phase, String failure) {
        return new ReplayState(
                state.number(),
                state.to(),
                state.position(),
                state.who(),
                phase,
                state.events(),
                state.questions(),
                state.reports(),
                state.differences(),
                failure,
                state.beganAt(),
                clock.instant());
    }

    @Override
    public void destroy() throws InterruptedException {
        Thread last;
        synchronized (this) {
            last = running;
        }
        if (last != null) {
            last.interrupt();
            last.join(5_000);
        }
    }
}
