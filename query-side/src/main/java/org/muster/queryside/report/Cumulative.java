package org.muster.queryside.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three different counts since 1992, up to and with a day: persons who served, assignments they held, and
 * volunteer-months served (days of service × 12 / 365.25, to one decimal); with the published claims beside them.
 * A person who served in two missions is one person in each, and one overall, so the rows do not add up to the total.
 *
 * @param on the last day that counts
 * @param knownAt see {@link Stamp}
 * @param position see {@link Stamp}
 * @param claims published figures and what the register has to say to each; never asserted equal
 */
public record Cumulative(
        LocalDate on, Instant knownAt, long position, List<Row> rows, Total total, List<Claims.Compared> claims)
        implements Tabular {

    private static final String COUNTS = AsKnownAt.query("""
            select %s
                   count(distinct volunteer) as persons,
                   count(*) as assignments,
                   count(distinct mission) as missions,
                   round(coalesce(sum(least(separation_on, :on::date + 1) - entry_on_duty), 0) * 12 / 365.25, 1) as months
            from {assignment} a
            where entry_on_duty <= :on and (:mission::text is null or mission = :mission)
            %s
            """, Stamp.AS_KNOWN, Assignment.class);

    private static final String BY_MISSION = COUNTS.formatted("mission,", "group by mission order by mission");

    private static final String OVERALL = COUNTS.formatted("", "");

    /** The counts of one mission. */
    public record Row(String mission, long persons, long assignments, BigDecimal volunteerMonths) {}

    /**
     * The counts over all missions.
     *
     * @param missions how many missions had volunteers
     */
    public record Total(long persons, long assignments, BigDecimal volunteerMonths, long missions) {}

    static Cumulative read(JdbcClient readModels, Claims claims, LocalDate on, Optional<String> mission, Stamp stamp) {
        List<Row> rows = readModels
                .sql(BY_MISSION)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("on", on)
                .param("mission", mission.orElse(null))
                .query((line, number) -> new Row(
                        line.getString("mission"),
                        line.getLong("persons"),
                        line.getLong("assignments"),
                        line.getBigDecimal("months")))
                .list();
        Total total = readModels
                .sql(OVERALL)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("on", on)
                .param("mission", mission.orElse(null))
                .query((line, number) -> new Total(
                        line.getLong("persons"),
                        line.getLong("assignments"),
                        line.getBigDecimal("months"),
                        line.getLong("missions")))
                .single();
        return new Cumulative(
                on, stamp.knownAt(), stamp.position(), rows, total, claims.compared(readModels, mission, stamp));
    }

    @Override
    public List<String> columns() {
        return List.of(
                "line",
                "mission",
                "persons",
                "assignments",
                "volunteerMonths",
                "claimedFor",
                "relation",
                "claimed",
                "computedLeast",
                "computedGreatest",
                "what",
                "source");
    }

    /** Lines of three kinds: MISSION, TOTAL and CLAIM. */
    @Override
    public List<List<Object>> lines() {
        List<List<Object>> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(Arrays.asList(
                "MISSION",
                row.mission,
                row.persons,
                row.assignments,
                row.volunteerMonths,
                null,
                null,
                null,
                null,
                null,
                null,
                null)));
        lines.add(Arrays.asList(
                "TOTAL",
                null,
                total.persons,
                total.assignments,
                total.volunteerMonths,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        claims.forEach(compared -> {
            Claims.Claim claim = compared.claim();
            Claims.Computed computed = compared.computed();
            lines.add(Arrays.asList(
                    "CLAIM",
                    claim.mission(),
                    null,
                    null,
                    null,
                    claim.when(),
                    claim.relation(),
                    claim.figure(),
                    computed == null ? null : computed.least(),
                    computed == null ? null : computed.greatest(),
                    claim.what(),
                    claim.source()));
        });
        return lines;
    }
}
