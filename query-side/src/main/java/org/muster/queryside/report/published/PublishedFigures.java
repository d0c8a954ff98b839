package org.muster.queryside.report.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Row;
import org.springframework.stereotype.Component;

/**
 * Figures that the United Nations published about UN Volunteers, and what the register computes for the same thing. {@code
 * published-figures.csv} holds them as published and, in its last columns, what of the register each can be compared with, if
 * anything.
 */
@Component
public class PublishedFigures implements Report {

    private static final String FILE = "published-figures.csv";

    private static final String ALL_MISSIONS = "*";
    private static final String KIND = "kind:";

    private static final String PERSONS = AsKnownAt.query("""
            select count(*) as least, count(*) as greatest
            from (
                select a.volunteer from {assignment} a
                where a.entry_on_duty <= :to and (a.separation_on is null or a.separation_on > :from)
                  and (:missions::text[] is null or a.mission = any (:missions))
                  and (:kind::text is null
                       or a.mission in (select m.mission from {mission} m where m.kind = :kind))
                  and (:type::text is null or a.type = :type)
                group by a.volunteer
            ) person
            """, Stamp.AS_KNOWN, Assignment.class, Mission.class);

    private static final List<Column> COMPUTED = List.of(
            Column.whole("least", "The least count over the time", "#indicator+computed+min"),
            Column.whole("greatest", "The greatest count over the time", "#indicator+computed+max"));

    private static final List<Column> COLUMNS = List.of(
            Column.text(
                    "mission", "An acronym, ALL, ALL-PEACEKEEPING, or a country with several missions", "#org+code"),
            Column.text("when", "A day, a year or from/to, as published", "#date+published"),
            Column.whole("published", "The figure as published", "#indicator+published"),
            Column.text("relation", "How it is meant: exactly, about, more than, nearly, provision", "#meta+relation"),
            Column.text("what", "What was counted, as published", "#description"),
            Column.text("source", "Where it was published", "#meta+source"),
            Column.text(
                    "measure",
                    "HEADCOUNT or PERSONS; null where the register holds nothing comparable",
                    "#meta+measure"),
            Column.text("missions", "Which missions were counted: acronyms, or kind:…, or * for all", "#org+list"),
            Column.text("type", "INTERNATIONAL or NATIONAL where only one was counted", "#meta+type"),
            Column.date("from", "The first day counted", "#date+start"),
            Column.date("to", "The last day counted", "#date+end"),
            COMPUTED.getFirst(),
            COMPUTED.getLast());

    private static final ReportDescription DESCRIPTION = ReportDescription.of(
            "published",
            "Published figures beside what the register computes for the same thing",
            "A published figure is shown beside the computed one and never asserted to equal it. HEADCOUNT counts the persons serving"
                    + " on the day; over a longer time, on each month's last day, of which the least and the greatest are shown."
                    + " PERSONS counts who served on at least one day of the time.",
            Access.REPORTS,
            List.of(Parameters.MISSION),
            COLUMNS);

    private final List<Entry> figures = load();

    @Override
    public ReportDescription description() {
        return DESCRIPTION;
    }

    @Override
    public List<Class<? extends Row<?>>> reads() {
        return List.of(Assignment.class, Mission.class);
    }

    @Override
    public Answer read(Question question) {
        Optional<String> mission = question.get(Parameters.MISSION).map(MissionAcronym::value);
        List<Entry> asked = figures.stream()
                .filter(entry -> mission.isEmpty()
                        || entry.figure().mission().equals(mission.get())
                        || entry.comparison()
                                .filter(comparison -> comparison.concerns(mission.get()))
                                .isPresent())
                .toList();
        List<Comparison> headcounts = asked.stream()
                .flatMap(entry -> entry.comparison().stream())
                .filter(comparison -> comparison.measure() == Measure.HEADCOUNT)
                .toList();
        ServingOnDays serving = ServingOnDays.read(
                question,
                headcounts.stream()
                        .flatMap(comparison -> comparison.days().stream())
                        .collect(Collectors.toCollection(TreeSet::new)),
                named(headcounts));
        return Answer.of(
                COLUMNS,
                asked.stream().map(entry -> row(entry, question, serving)).toList());
    }

    /** The missions of all that is compared; empty if something is compared with more than missions by name. */
    private static Optional<Set<String>> named(List<Comparison> comparisons) {
        return comparisons.stream().allMatch(comparison -> comparison.acronyms() != null)
                ? Optional.of(comparisons.stream()
                        .flatMap(comparison -> Stream.of(comparison.acronyms()))
                        .collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static List<Object> row(Entry entry, Question question, ServingOnDays serving) {
        Figure figure = entry.figure();
        List<Object> row = new ArrayList<>(Arrays.<Object>asList(
                figure.mission(), figure.when(), figure.figure(), figure.relation(), figure.what(), figure.source()));
        if (entry.comparison().isPresent()) {
            Comparison comparison = entry.comparison().get();
            row.addAll(Arrays.asList(
                    comparison.measure().name(),
                    comparison.missions(),
                    comparison.type(),
                    comparison.from(),
                    comparison.to()));
            row.addAll(
                    switch (comparison.measure()) {
                        case HEADCOUNT -> headcount(comparison, serving);
                        case PERSONS -> persons(comparison, question);
                    });
        } else {
            row.addAll(java.util.Collections.nCopies(COLUMNS.size() - row.size(), null));
        }
        return row;
    }

    private static List<Object> headcount(Comparison comparison, ServingOnDays serving) {
        LongSummaryStatistics counts = comparison.days().stream()
                .mapToLong(day -> serving.count(day, comparison::counts))
                .summaryStatistics();
        return List.of(counts.getMin(), counts.getMax());
    }

    private static List<Object> persons(Comparison comparison, Question question) {
        Map<String, Object> more = new HashMap<>();
        more.put("missions", comparison.acronyms());
        more.put("kind", comparison.kind());
        more.put("type", comparison.type());
        more.put("from", comparison.from());
        more.put("to", comparison.to());
        return question.rows(PERSONS, COMPUTED, more).getFirst();
    }

    /** What a published figure can be compared with. */
    private enum Measure {
        HEADCOUNT,
        PERSONS
    }

    private record Figure(String mission, String when, long figure, String relation, String what, String source) {}

    private record Entry(Figure figure, Optional<Comparison> comparison) {}

    private record Comparison(Measure measure, String missions, String type, LocalDate from, LocalDate to) {

        boolean concerns(String mission) {
            return Set.of(missions.split(" ")).contains(mission);
        }

        String[] acronyms() {
            return missions.equals(ALL_MISSIONS) || missions.startsWith(KIND) ? null : missions.split(" ");
        }

        String kind() {
            return missions.startsWith(KIND) ? missions.substring(KIND.length()) : null;
        }

        /** Whether it counts those who serve so. */
        boolean counts(ServingOnDays.Place place) {
            return (acronyms() == null || List.of(acronyms()).contains(place.mission()))
                    && (kind() == null || kind().equals(place.kind()))
                    && (type == null || type.equals(place.type()));
        }

        /** The days to count on: the one day, or the last day of each month. */
        List<LocalDate> days() {
            return from.equals(to)
                    ? List.of(from)
                    : Stream.iterate(
                                    YearMonth.from(from),
                                    month -> !month.isAfter(YearMonth.from(to)),
                                    month -> month.plusMonths(1))
                            .map(YearMonth::atEndOfMonth)
                            .toList();
        }
    }

    private static List<Entry> load() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream file = PublishedFigures.class.getResourceAsStream(FILE);
                InputStreamReader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            List<Entry> figures = new ArrayList<>();
            for (CSVRecord line : format.parse(reader)) {
                figures.add(new Entry(figure(line), comparison(line)));
            }
            return List.copyOf(figures);
        } catch (IOException broken) {
            throw new UncheckedIOException(FILE + " cannot be read", broken);
        }
    }

    private static Figure figure(CSVRecord line) {
        return new Figure(
                line.get("mission"),
                line.get("on_or_during"),
                Long.parseLong(line.get("figure")),
                line.get("relation"),
                line.get("what"),
                line.get("source_kind"));
    }

    private static Optional<Comparison> comparison(CSVRecord line) {
        String measure = line.get("measure");
        return measure.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comparison(
                        Measure.valueOf(measure),
                        line.get("missions"),
                        line.get("type").isEmpty() ? null : line.get("type"),
                        LocalDate.parse(line.get("from")),
                        LocalDate.parse(line.get("to"))));
    }
}
