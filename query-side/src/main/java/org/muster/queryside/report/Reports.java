package org.muster.queryside.report;

import static org.muster.queryside.web.CsvConverter.TEXT_CSV;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.web.Parameters;
import org.muster.queryside.web.Problem;
import org.muster.queryside.web.Tabular;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The reports over HTTP, as JSON or CSV by {@code Accept}.
 *
 * <p>Each answer is read from one snapshot and says which position it includes, in its body and in the header
 * {@value Parameters#POSITION}. The position is read before the snapshot is taken: so the answer may hold more than it
 * says, never less; one that is asked for as known at an instant or a position holds exactly that. A request with that header waits until the position is there, so that callers read their own writes.
 */
@RestController
class Reports implements ReportsApi {

    /** As of when the answer is to be known: an instant or a position. */
    private static final String KNOWN_AT = "knownAt";

    /** Longer than the register's history will be for decades. */
    private static final int MONTHS_MAX = 1200;

    private final JdbcClient readModels;
    private final TransactionTemplate snapshot;
    private final Progress progress;
    private final QuerySideProperties properties;
    private final Clock clock;
    private final KnownPositions known;
    private final Claims claims = new Claims();

    Reports(
            JdbcClient readModels,
            PlatformTransactionManager transactions,
            Progress progress,
            QuerySideProperties properties,
            Clock clock,
            KnownPositions known) {
        this.readModels = readModels;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.progress = progress;
        this.properties = properties;
        this.clock = clock;
        this.known = known;
    }

    @Override
    @GetMapping(
            path = "/missions",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    public ResponseEntity<Object> missions(HttpServletRequest request) throws InterruptedException {
        return answer(
                Parameters.of(request, KNOWN_AT),
                Optional.empty(),
                stamp -> Optional.of(MissionRegister.read(readModels, today(), stamp)));
    }

    @Override
    @GetMapping(
            path = "/missions/{acronym}",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    public ResponseEntity<Object> mission(HttpServletRequest request, @PathVariable String acronym)
            throws InterruptedException {
        return answer(
                Parameters.of(request, KNOWN_AT),
                Optional.empty(),
                stamp -> Parameters.isAcronym(acronym)
                        ? MissionRecord.read(readModels, acronym, today(), stamp)
                        : Optional.empty());
    }

    @Override
    @GetMapping(
            path = "/reports/headcount",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    public ResponseEntity<Object> headcount(HttpServletRequest request) throws InterruptedException {
        Parameters parameters = Parameters.of(request, "on", KNOWN_AT, "mission");
        LocalDate on = parameters.date("on").orElseGet(this::today);
        Optional<String> mission = parameters.mission("mission");
        return answer(parameters, mission, stamp -> Optional.of(Headcount.read(readModels, on, mission, stamp)));
    }

    @Override
    @GetMapping(
            path = "/reports/strength",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    public ResponseEntity<Object> strength(HttpServletRequest request) throws InterruptedException {
        Parameters parameters = Parameters.of(request, "from", "to", KNOWN_AT, "mission");
        Optional<YearMonth> givenFrom = parameters.month("from");
        Optional<YearMonth> givenTo = parameters.month("to");
        Optional<String> mission = parameters.mission("mission");
        if (givenFrom.isPresent() && givenTo.isPresent()) {
            long months = givenFrom.get().until(givenTo.get(), ChronoUnit.MONTHS) + 1;
            if (months < 1) {
                parameters.error("to", "before from");
            } else if (months > MONTHS_MAX) {
                parameters.error("to", "more than " + MONTHS_MAX + " months from the first to the last");
            }
        }
        return answer(
                parameters,
                mission,
                stamp -> Optional.of(StrengthByMonth.read(
                        readModels, givenFrom.orElseThrow(), givenTo.orElseThrow(), mission, stamp)));
    }

    @Override
    @GetMapping(
            path = "/reports/cumulative",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    public ResponseEntity<Object> cumulative(HttpServletRequest request) throws InterruptedException {
        Parameters parameters = Parameters.of(request, "on", KNOWN_AT, "mission");
        LocalDate on = parameters.date("on").orElseGet(this::today);
        Optional<String> mission = parameters.mission("mission");
        return answer(
                parameters, mission, stamp -> Optional.of(Cumulative.read(readModels, claims, on, mission, stamp)));
    }

    /** Reads a report, unless the request is malformed, too early or about a mission that there is not. */
    private ResponseEntity<Object> answer(
            Parameters parameters, Optional<String> mission, Function<Stamp, Optional<? extends Tabular>> report)
            throws InterruptedException {
        OptionalLong wanted = parameters.position();
        KnownAt knownAt =
                parameters.value(KNOWN_AT, KnownAt::parse, KnownAt.FORM).orElse(KnownAt.NOW);
        known.refused(knownAt).ifPresent(why -> parameters.error(KNOWN_AT, why));
        Optional<Problem> malformed = parameters.problem();
        if (malformed.isPresent()) {
            return malformed.get().response();
        }
        if (wanted.isPresent() && !progress.await(wanted.getAsLong(), properties.positionTimeout())) {
            return tooEarly(wanted.getAsLong()).response();
        }
        if (!known.await(knownAt, properties.positionTimeout())) {
            return tooEarly(knownAt.position().orElse(progress.published())).response();
        }
        long applied = progress.position();
        AtomicLong position = new AtomicLong();
        Optional<? extends Tabular> found = snapshot.execute(status -> {
            Stamp stamp = known.stamp(knownAt, applied);
            position.set(stamp.position());
            return mission.isPresent() && !exists(mission.get()) ? Optional.empty() : report.apply(stamp);
        });
        if (found.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "MISSION_UNKNOWN", "The register has no mission of this acronym.")
                    .response();
        }
        return ResponseEntity.ok()
                .header(Parameters.POSITION, Long.toString(position.get()))
                .body(found.get());
    }

    private Problem tooEarly(long wanted) {
        return Problem.of(
                HttpStatus.GATEWAY_TIMEOUT,
                "POSITION_NOT_REACHED",
                "Position " + wanted + " was not applied within "
                        + properties.positionTimeout().toMillis() + " ms; applied is "
                        + progress.position() + ".");
    }

    private boolean exists(String mission) {
        return readModels
                .sql("select exists (select from mission where mission = :mission)")
                .param("mission", mission)
                .query(Boolean.class)
                .single();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
