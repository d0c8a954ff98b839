package org.muster.queryside.report;

import static org.muster.queryside.report.CsvConverter.TEXT_CSV;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.projection.Progress;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The reports over HTTP, as JSON or CSV by {@code Accept}.
 *
 * <p>Each answer is read from one snapshot and says which position it includes, in its body and in the header
 * {@value #POSITION}. The position is read before the snapshot is taken: so the answer may hold more than it
 * says, never less; one that is asked for as known at an instant or a position holds exactly that. A request with that header waits until the position is there, so that callers read their own writes.
 */
@RestController
class ReportsController {

    /** The header by which a caller reads its own writes. */
    static final String POSITION = "Muster-Position";

    private static final String KNOWN_AT = "As known at an instant, without what was recorded at or after it, or at a"
            + " position; now where it is left out";

    /** Longer than the register's history will be for decades. */
    private static final int MONTHS_MAX = 1200;

    private final JdbcClient readModels;
    private final TransactionTemplate snapshot;
    private final Progress progress;
    private final QuerySideProperties properties;
    private final Clock clock;
    private final KnownPositions known;
    private final Claims claims = new Claims();

    ReportsController(
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

    @Operation(summary = "All missions, with the phase they are in today")
    @GetMapping(
            path = "/missions",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    ResponseEntity<MissionRegister> missions(
            @Parameter(description = KNOWN_AT) @RequestParam Optional<KnownAt> knownAt,
            @RequestHeader(POSITION) Optional<Long> position)
            throws InterruptedException {
        return answer(knownAt, position, stamp -> MissionRegister.read(readModels, today(), stamp));
    }

    @Operation(summary = "One mission: phases, mandates, duty stations, authorized posts")
    @GetMapping(
            path = "/missions/{acronym}",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    ResponseEntity<MissionRecord> mission(
            @Parameter(description = "For instance UNTAC") @PathVariable MissionAcronym acronym,
            @Parameter(description = KNOWN_AT) @RequestParam Optional<KnownAt> knownAt,
            @RequestHeader(POSITION) Optional<Long> position)
            throws InterruptedException {
        return answer(
                knownAt,
                position,
                stamp -> MissionRecord.read(readModels, acronym.value(), today(), stamp)
                        .orElseThrow(
                                () -> Problem.of(QueryProblem.UNKNOWN_MISSION).exception()));
    }

    @Operation(summary = "Who serves on a day, by mission, type and service area")
    @GetMapping(
            path = "/reports/headcount",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    ResponseEntity<Headcount> headcount(
            @Parameter(description = "The day; today (UTC) where it is left out") @RequestParam Optional<LocalDate> on,
            @Parameter(description = "Only this mission") @RequestParam Optional<MissionAcronym> mission,
            @Parameter(description = KNOWN_AT) @RequestParam Optional<KnownAt> knownAt,
            @RequestHeader(POSITION) Optional<Long> position)
            throws InterruptedException {
        return answer(
                knownAt,
                position,
                stamp -> Headcount.read(readModels, on.orElseGet(this::today), existing(mission), stamp));
    }

    @Operation(
            summary = "Authorized, encumbered and vacant posts by mission, month and type",
            description = "Each month is counted on its last day. A full date stands for the month it lies in.")
    @GetMapping(
            path = "/reports/strength",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    ResponseEntity<StrengthByMonth> strength(
            @Parameter(description = "The first month") @RequestParam YearMonth from,
            @Parameter(description = "The last month, included") @RequestParam YearMonth to,
            @Parameter(description = "Only this mission") @RequestParam Optional<MissionAcronym> mission,
            @Parameter(description = KNOWN_AT) @RequestParam Optional<KnownAt> knownAt,
            @RequestHeader(POSITION) Optional<Long> position)
            throws InterruptedException {
        long months = from.until(to, ChronoUnit.MONTHS) + 1;
        if (months < 1) {
            throw Problem.invalid(FieldError.query("to", "must not be before from"))
                    .exception();
        }
        if (months > MONTHS_MAX) {
            throw Problem.invalid(FieldError.query("to", "must be at most " + MONTHS_MAX + " months after from"))
                    .exception();
        }
        return answer(knownAt, position, stamp -> StrengthByMonth.read(readModels, from, to, existing(mission), stamp));
    }

    @Operation(
            summary = "Persons, assignments and volunteer-months since 1992, with the published claims beside them",
            description = "Volunteer-months are days of service × 12 / 365.25, up to and with the day.")
    @GetMapping(
            path = "/reports/cumulative",
            produces = {APPLICATION_JSON_VALUE, TEXT_CSV})
    ResponseEntity<Cumulative> cumulative(
            @Parameter(description = "The last day that counts; today (UTC) where it is left out") @RequestParam
                    Optional<LocalDate> on,
            @Parameter(description = "Only this mission") @RequestParam Optional<MissionAcronym> mission,
            @Parameter(description = KNOWN_AT) @RequestParam Optional<KnownAt> knownAt,
            @RequestHeader(POSITION) Optional<Long> position)
            throws InterruptedException {
        return answer(
                knownAt,
                position,
                stamp -> Cumulative.read(readModels, claims, on.orElseGet(this::today), existing(mission), stamp));
    }

    /** Reads a report from one snapshot, once the position that was asked for is there. */
    private <R extends Tabular> ResponseEntity<R> answer(
            Optional<KnownAt> asked, Optional<Long> wanted, Function<Stamp, R> report) throws InterruptedException {
        KnownAt knownAt = asked.orElse(KnownAt.NOW);
        known.refused(knownAt).ifPresent(why -> {
            throw Problem.invalid(FieldError.query("knownAt", why)).exception();
        });
        if (wanted.isPresent() && !progress.await(wanted.get(), properties.positionTimeout())
                || !known.await(knownAt, properties.positionTimeout())) {
            throw Problem.of(
                            QueryProblem.POSITION_NOT_REACHED,
                            "Waited %d ms; applied is %d"
                                    .formatted(properties.positionTimeout().toMillis(), progress.position()))
                    .exception();
        }
        long applied = progress.position();
        AtomicLong position = new AtomicLong();
        R found = snapshot.execute(status -> {
            Stamp stamp = known.stamp(knownAt, applied);
            position.set(stamp.position());
            return report.apply(stamp);
        });
        return ResponseEntity.ok()
                .header(POSITION, Long.toString(position.get()))
                .body(found);
    }

    /** A mission of the register, or 404: a filter on another one would answer a question that nobody asked. */
    private Optional<String> existing(Optional<MissionAcronym> mission) {
        mission.filter(acronym -> !exists(acronym.value())).ifPresent(acronym -> {
            throw Problem.of(QueryProblem.UNKNOWN_MISSION).exception();
        });
        return mission.map(MissionAcronym::value);
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
