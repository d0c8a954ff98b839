package org.muster.queryside.report.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.demographics.Demographics;
import org.muster.queryside.report.render.Rendered;
import org.springframework.stereotype.Component;

/**
 * The datasets for everybody: what the report on demographics publishes, of all months that are over. Each is read at most once an hour,
 * however many ask.
 */
@Component
class OpenData {

    static final String UPDATE_FREQUENCY = "Monthly; corrections within the hour";
    static final String LIMITATIONS =
            "Figures from 1 to 4 are published together with others, or not at all, so rows do not add up to every total. Historical assignments"
                    + " are as complete as their sources.";
    static final String CLASSIFICATION = "Public";
    static final String RETENTION = "Kept for as long as the register; a correction replaces what was published before";

    static final ReportDescription DESCRIPTION = new Demographics().description();

    /** The month in which the partnership began. */
    private static final YearMonth FIRST = YearMonth.of(1992, 1);

    private static final Duration KEPT = Duration.ofHours(1);

    static final List<Definition> DATASETS = List.of(
            new Definition(
                    "gender-by-month", "UN Volunteers in peace operations by mission, month and gender", "gender"),
            new Definition(
                    "region-by-month", "UN Volunteers in peace operations by mission, month and region", "region"),
            new Definition(
                    "nationality-by-month",
                    "UN Volunteers in peace operations by month and nationality",
                    "nationality"));

    /** A dataset: what persons are told apart by. */
    record Definition(String name, String title, String by) {}

    private record Kept(Rendered read, Instant at) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final Report report;
    private final ReportReader reader;
    private final Clock clock;

    OpenData(Demographics report, ReportReader reader, Clock clock) {
        this.report = report;
        this.reader = reader;
        this.clock = clock;
    }

    /** What a dataset holds now. */
    Rendered read(Definition dataset) throws InterruptedException {
        synchronized (locks.computeIfAbsent(dataset.name(), any -> new Object())) {
            Kept before = kept.get(dataset.name());
            if (before != null && before.at().plus(KEPT).isAfter(clock.instant())) {
                return before.read();
            }
            Map<String, Object> given = Map.of(
                    Parameters.FROM.name(),
                    FIRST,
                    Parameters.TO.name(),
                    YearMonth.from(LocalDate.now(clock)).minusMonths(1),
                    "groupBy",
                    new Parameters.GroupBy(List.of(dataset.by())));
            Rendered read = reader.read(report, given, KnownAt.NOW, Optional.empty(), (stamp, today, tables) -> true)
                    .orElseThrow()
                    .rendered();
            kept.put(dataset.name(), new Kept(read, clock.instant()));
            return read;
        }
    }
}
