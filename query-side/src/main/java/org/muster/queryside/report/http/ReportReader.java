package org.muster.queryside.report.http;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.projection.Rebuilding;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.Stamp;
import org.muster.queryside.report.render.Rendered;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads reports, each from one snapshot.
 *
 * <p>An answer says which position it includes. The position is read before the snapshot is taken: so the answer may hold more
 * than it says, never less; one that is asked for as known at an instant or a position holds exactly that. A caller that names
 * a position waits until it is there, and so reads its own writes.
 */
@Component
class ReportReader {

    private final JdbcClient readModels;
    private final TransactionTemplate snapshot;
    private final Progress progress;
    private final Rebuilding rebuilding;
    private final QuerySideProperties properties;
    private final Clock clock;
    private final KnownPositions known;

    ReportReader(
            JdbcClient readModels,
            PlatformTransactionManager transactions,
            Progress progress,
            Rebuilding rebuilding,
            QuerySideProperties properties,
            Clock clock,
            KnownPositions known) {
        this.readModels = readModels;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.progress = progress;
        this.rebuilding = rebuilding;
        this.properties = properties;
        this.clock = clock;
        this.known = known;
    }

    /** Whether an answer is wanted, once it is known as of when it would hold. */
    @FunctionalInterface
    interface Wanted {
        boolean test(Stamp stamp, LocalDate today, String tables);
    }

    /**
     * Reads a report.
     *
     * @param given the values of its parameters
     * @param awaited the position that the answer has to include
     * @return nothing where the answer is not wanted
     * @throws org.muster.web.problem.ProblemException if there is no such mission, or the position is not reached in time
     */
    Optional<Rendered> read(
            Report report, Map<String, Object> given, KnownAt knownAt, Optional<Long> awaited, Wanted wanted)
            throws InterruptedException {
        known.refused(knownAt).ifPresent(why -> {
            throw Problem.invalid(FieldError.query("knownAt", why)).exception();
        });
        if (awaited.isPresent() && !progress.await(awaited.get(), properties.positionTimeout())
                || !known.await(knownAt, properties.positionTimeout())) {
            throw Problem.of(
                            QueryProblem.POSITION_NOT_REACHED,
                            "Waited %d ms; applied is %d"
                                    .formatted(properties.positionTimeout().toMillis(), progress.position()))
                    .exception();
        }
        long applied = progress.position();
        String tables = rebuilding.activeGenerations();
        LocalDate today = LocalDate.now(clock);
        return Optional.ofNullable(snapshot.execute(status -> {
            Stamp stamp = known.stamp(knownAt, applied);
            if (!wanted.test(stamp, today, tables)) {
                return null;
            }
            if (given.get(Parameters.MISSION.name()) instanceof MissionAcronym mission) {
                requireExisting(mission.value());
            }
            Question question = new Question(readModels, stamp, today, given);
            return new Rendered(report.description(), asked(report, question, given), stamp, report.read(question));
        }));
    }

    /** What the answer holds for: what was given, and the day where that was left out. */
    private static Map<String, Object> asked(Report report, Question question, Map<String, Object> given) {
        Map<String, Object> asked = new LinkedHashMap<>();
        if (report.description().parameters().contains(Parameters.ON)) {
            asked.put(Parameters.ON.name(), question.on());
        }
        given.forEach((name, value) -> {
            if (!name.equals(Parameters.MISSION_IN_PATH.name())) {
                asked.put(
                        name,
                        switch (value) {
                            case MissionAcronym mission -> mission.value();
                            case Parameters.GroupBy by -> String.join(",", by.columns());
                            default -> value;
                        });
            }
        });
        return asked;
    }

    /** A filter on a mission that there is not would answer a question that nobody asked. */
    private void requireExisting(String mission) {
        if (!readModels
                .sql("select exists (select from mission where mission = :mission)")
                .param("mission", mission)
                .query(Boolean.class)
                .single()) {
            throw Problem.of(QueryProblem.UNKNOWN_MISSION).exception();
        }
    }
}
