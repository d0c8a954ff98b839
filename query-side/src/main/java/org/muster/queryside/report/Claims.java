package org.muster.queryside.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.missions.Mission;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Figures that the United Nations published about UN Volunteers, and what the register computes for the same thing. A
 * claim is shown beside the computed figure and never asserted to equal it. {@code claims.csv} holds the claims as
 * published and, in its last columns, what of the register each can be compared with, if anything.
 */
final class Claims {

    private static final String FILE = "claims.csv";

    private static final String ALL_MISSIONS = "*";
    private static final String KIND = "kind:";

    // "scope" narrows assignments to the missions and the type of a claim.
    private static final String SCOPE = AsKnownAt.query("""
            scope as (
                select a.volunteer, a.entry_on_duty, coalesce(a.separation_on, 'infinity'::date) as separation_on
                from {assignment} a
                where (:missions::text[] is null or a.mission = any (:missions))
                  and (:kind::text is null
                       or a.mission in (select m.mission from {mission} m where m.kind = :kind))
                  and (:type::text is null or a.type = :type)
            )
            """, Stamp.AS_KNOWN, Assignment.class, Mission.class);

    private static final String HEADCOUNT = "with " + SCOPE + """
            , counted as (
                select d.day, count(s.volunteer) as persons
                from unnest(:days::date[]) d (day)
                left join scope s on s.entry_on_duty <= d.day and s.separation_on > d.day
                group by d.day
            )
            select min(persons) as least, max(persons) as greatest from counted
            """;

    private static final String PERSONS = "with " + SCOPE + """
            , counted as (
                select count(distinct volunteer) as persons from scope where entry_on_duty <= :to and separation_on > :from
            )
            select persons as least, persons as greatest from counted
            """;

    private final List<Entry> claims;

    Claims() {
        this.claims = load();
    }

    /** What a published figure can be compared with. */
    public enum Measure {
        /** The persons serving on a day; over a longer time, on each month's last day. */
        HEADCOUNT,
        /** The persons who served on at least one day of the time. */
        PERSONS
    }

    /**
     * A published figure.
     *
     * @param mission an acronym, or ALL, ALL-PEACEKEEPING, or a country with several missions
     * @param when a day, a year or from/to, as published
     * @param relation how the figure is meant: exactly, about, more than, nearly, provision
     */
    public record Claim(String mission, String when, int figure, String relation, String what, String source) {}

    /**
     * What the register computes.
     *
     * @param missions which missions were counted: acronyms, or kind:…, or * for all
     * @param type INTERNATIONAL or NATIONAL where only one was counted, otherwise null
     * @param least the least count over the time
     * @param greatest the greatest count over the time; the same as the least where it is one count
     */
    public record Computed(
            Measure measure, String missions, String type, LocalDate from, LocalDate to, long least, long greatest) {}

    /** A claim beside what was computed for it; null where the register holds nothing comparable. */
    public record Compared(Claim claim, Computed computed) {}

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

        /** The days to count on, as an array of PostgreSQL: the one day, or the last day of each month. */
        String days() {
            Stream<LocalDate> days = from.equals(to)
                    ? Stream.of(from)
                    : Stream.iterate(
                                    YearMonth.from(from),
                                    month -> !month.isAfter(YearMonth.from(to)),
                                    month -> month.plusMonths(1))
                            .map(YearMonth::atEndOfMonth);
            return days.map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
        }
    }

    private record Entry(Claim claim, Optional<Comparison> comparison) {}

    /** All claims, or those that concern one mission. */
    List<Compared> compared(JdbcClient readModels, Optional<String> mission, Stamp stamp) {
        return claims.stream()
                .filter(entry -> mission.isEmpty()
                        || entry.claim().mission().equals(mission.get())
                        || entry.comparison()
                                .filter(comparison -> comparison.concerns(mission.get()))
                                .isPresent())
                .map(entry -> new Compared(
                        entry.claim(),
                        entry.comparison()
                                .map(comparison -> compute(readModels, comparison, stamp))
                                .orElse(null)))
                .toList();
    }

    private static Computed compute(JdbcClient readModels, Comparison comparison, Stamp stamp) {
        String sql = switch (comparison.measure()) {
            case HEADCOUNT -> HEADCOUNT;
            case PERSONS -> PERSONS;
        };
        return readModels
                .sql(sql)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("missions", comparison.acronyms())
                .param("kind", comparison.kind())
                .param("type", comparison.type())
                .param("days", comparison.days())
                .param("from", comparison.from())
                .param("to", comparison.to())
                .query((line, number) -> new Computed(
                        comparison.measure(),
                        comparison.missions(),
                        comparison.type(),
                        comparison.from(),
                        comparison.to(),
                        line.getLong("least"),
                        line.getLong("greatest")))
                .single();
    }

    private static List<Entry> load() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream file = Claims.class.getResourceAsStream(FILE);
                InputStreamReader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            List<Entry> claims = new ArrayList<>();
            for (CSVRecord line : format.parse(reader)) {
                claims.add(new Entry(claim(line), comparison(line)));
            }
            return List.copyOf(claims);
        } catch (IOException broken) {
            throw new UncheckedIOException(FILE + " cannot be read", broken);
        }
    }

    private static Claim claim(CSVRecord line) {
        return new Claim(
                line.get("mission"),
                line.get("on_or_during"),
                Integer.parseInt(line.get("figure")),
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
