package org.muster.queryside.report.http;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.projection.Rebuilding;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.queryside.report.render.Rendered;
import org.muster.readmodels.AsKnownAt;
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

    private static final int EVENTS_MAX = 1000;

    private final JdbcClient readModels;
    private final TransactionTemplate snapshot;
    private final Progress progress;
    private final Rebuilding rebuilding;
    private final QuerySideProperties properties;
    private final Clock clock;
    private final KnownPositions known;

    /** Figures only: what shows single persons is read for each caller. */
    private final SharedReads<Asked, ReadAnswer> shared = new SharedReads<>();

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
    Optional<ReadAnswer> read(
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
        String tables = rebuilding.activeGenerations();
        LocalDate today = LocalDate.now(clock);
        // Most answers that are not wanted are known by their stamp alone, before anything is read.
        if (knownAt.instant().isEmpty() && !wanted.test(known.stamp(knownAt, progress.position()), today, tables)) {
            return Optional.empty();
        }
        Asked asked = new Asked(report, given, knownAt, today, tables);
        ReadAnswer answer = report.description().access() == Access.REPORTS
                ? shared.read(asked, () -> new ReadAnswer(read(asked), true))
                : new ReadAnswer(read(asked), false);
        return Optional.of(answer).filter(read -> wanted.test(read.rendered().stamp(), today, tables));
    }

    /** All that an answer depends on, but for the events that are applied. */
    private record Asked(Report report, Map<String, Object> given, KnownAt knownAt, LocalDate today, String tables) {}

    private Rendered read(Asked asked) {
        long applied = progress.position();
        return snapshot.execute(status -> {
            Stamp stamp = known.stamp(asked.knownAt(), applied);
            Map<String, Object> given = asked.given();
            if (given.get(Parameters.MISSION.name()) instanceof MissionAcronym mission) {
                requireExisting(mission.value());
            }
            Report report = asked.report();
            Question question = new Question(readModels, stamp, asked.today(), given);
            return new Rendered(report.description(), asked(report, question, given), stamp, report.read(question));
        });
    }

    /**
     * Events by which a report's answer can have changed.
     *
     * @param events each with its position, when it was recorded, and the mission of a row that it changed
     * @param more whether there are more than these
     */
    record EventsBetween(List<Map<String, Object>> events, boolean more) {}

    /** The events after a position, up to another, that changed rows which the report reads: of the mission alone, if one was asked for. */
    EventsBetween eventsBetween(Report report, Map<String, Object> given, long after, long upTo) {
        String changes = report.reads().stream()
                .map(row -> AsKnownAt.changesOf(row, "after", "upTo", List.of("mission")))
                .collect(Collectors.joining(" union "));
        Object mission = given.get(Parameters.MISSION.name());
        List<Map<String, Object>> events = readModels
                .sql("select position, min(recorded_at) as recorded_at, min(mission) as mission"
                        + " from (" + changes + ") changed where (:mission::text is null or mission = :mission)"
                        + " group by position order by position limit " + (EVENTS_MAX + 1))
                .param("after", after)
                .param("upTo", upTo)
                .param("mission", mission instanceof MissionAcronym acronym ? acronym.value() : null)
                .query((line, number) -> {
                    Map<String, Object> event = new LinkedHashMap<>();
                    event.put("position", line.getLong("position"));
                    event.put(
                            "recordedAt",
                            line.getObject("recorded_at", OffsetDateTime.class).toInstant());
                    event.put("mission", line.getString("mission"));
                    event.put("event", "/audit/events?after=" + (line.getLong("position") - 1));
                    return event;
                })
                .list();
        boolean more = events.size() > EVENTS_MAX;
        return new EventsBetween(more ? events.subList(0, EVENTS_MAX) : events, more);
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
