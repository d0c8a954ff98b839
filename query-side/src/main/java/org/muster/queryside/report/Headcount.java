package org.muster.queryside.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who serves on a day: the assignments with entry on duty &le; the day &lt; separation. One volunteer has at most one
 * such assignment (rule X1), so assignments are persons here.
 *
 * @param on the day
 * @param knownAt see {@link Stamp}
 * @param position see {@link Stamp}
 */
public record Headcount(LocalDate on, Instant knownAt, long position, List<Row> rows, Total total) implements Tabular {

    private static final String SQL = AsKnownAt.query("""
            select mission, type, service_area, count(*) as persons
            from {assignment} a
            where entry_on_duty <= :on and (separation_on is null or separation_on > :on)
              and (:mission::text is null or mission = :mission)
            group by mission, type, service_area
            order by mission, type, service_area
            """, Stamp.AS_KNOWN, Assignment.class);

    /** One line of the report. */
    public record Row(String mission, String type, String serviceArea, long persons) {}

    /** The sum of all lines. */
    public record Total(long persons) {}

    static Headcount read(JdbcClient readModels, LocalDate on, Optional<String> mission, Stamp stamp) {
        List<Row> rows = readModels
                .sql(SQL)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .param("on", on)
                .param("mission", mission.orElse(null))
                .query((line, number) -> new Row(
                        line.getString("mission"),
                        line.getString("type"),
                        line.getString("service_area"),
                        line.getLong("persons")))
                .list();
        long persons = rows.stream().mapToLong(Row::persons).sum();
        return new Headcount(on, stamp.knownAt(), stamp.position(), rows, new Total(persons));
    }

    @Override
    public List<String> columns() {
        return List.of("on", "mission", "type", "serviceArea", "persons");
    }

    @Override
    public List<List<Object>> lines() {
        return rows.stream()
                .map(row -> Arrays.<Object>asList(on, row.mission, row.type, row.serviceArea, row.persons))
                .toList();
    }
}
