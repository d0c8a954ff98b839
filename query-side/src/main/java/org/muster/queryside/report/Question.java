package org.muster.queryside.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.queryside.door.MissionAcronym;
import org.muster.readmodels.AsKnownAt;
import org.muster.web.parameters.DeclaredParameter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a report is asked, and what it reads from: the rows as known at one position, in one snapshot.
 *
 * <p>Its SQL names parameters as the address does. A filter that was not given is null there, {@code on} is today, and {@code
 * from} and {@code to} are the first days of their months; {@value Stamp#AS_KNOWN} is the position.
 */
public final class Question {

    /**
     * Assignments with the duty station of the day that is asked about, under the alias {@code a}. What each is without a
     * reassignment is in {@code first_station} and {@code first_known_from}.
     */
    public static final String ASSIGNMENTS = """
            (select x.assignment, x.volunteer, x.mission, x.type, x.category, x.service_area, x.entry_on_duty,
                    x.contract_ends_on, x.separation_on, x.separation_reason,
                    x.station as first_station, x.known_from as first_known_from,
                    coalesce((select r.station from {reassignment} r where r.assignment = x.assignment and r.reassigned_on <= :on
                              order by r.reassigned_on desc, r.position desc limit 1), x.station) as station,
                    greatest(x.known_from, (select max(r.known_from) from {reassignment} r
                                            where r.assignment = x.assignment and r.reassigned_on <= :on)) as known_from
             from {assignment} x) a
            """;

    /**
     * {@link #ASSIGNMENTS} of a table of the query that has the columns of an assignment, instead of all.
     *
     * @param table its name
     */
    public static String assignmentsOf(String table) {
        return ASSIGNMENTS.replace("{assignment} x", table + " x");
    }

    /** What narrows {@link #ASSIGNMENTS}. */
    public static final String ASSIGNMENT_FILTER = """
            (:mission::text is null or a.mission = :mission)
              and (:type::text is null or a.type = :type)
              and (:category::text is null or a.category = :category)
              and (:serviceArea::text is null or a.service_area = :serviceArea)
              and (:station::text is null or a.station = :station)
            """;

    private static final List<String> FILTERS =
            List.of("mission", "type", "category", "serviceArea", "station", "gender", "nationality", "region");

    private final JdbcClient readModels;
    private final Stamp stamp;
    private final LocalDate today;
    private final Map<String, Object> given;

    /** @param given the values of the parameters that were given, by name */
    public Question(JdbcClient readModels, Stamp stamp, LocalDate today, Map<String, Object> given) {
        this.readModels = readModels;
        this.stamp = stamp;
        this.today = today;
        this.given = new LinkedHashMap<>(given);
    }

    public Stamp stamp() {
        return stamp;
    }

    public LocalDate today() {
        return today;
    }

    public <T> Optional<T> get(DeclaredParameter<T> parameter) {
        return Optional.ofNullable(given.get(parameter.name()))
                .map(parameter.format().type()::cast);
    }

    /** A parameter that the report requires. */
    public <T> T require(DeclaredParameter<T> parameter) {
        return get(parameter).orElseThrow();
    }

    /** The day that is asked about. */
    public LocalDate on() {
        return get(Parameters.ON).orElse(today);
    }

    /** Reads rows, of which the SQL selects each column by its {@link Column#sqlName()}. */
    public List<List<Object>> rows(String sql, List<Column> columns) {
        return rows(sql, columns, Map.of());
    }

    /** @param more further parameters of the SQL */
    public List<List<Object>> rows(String sql, List<Column> columns, Map<String, ?> more) {
        List<String> names = columns.stream().map(Column::sqlName).toList();
        return readModels
                .sql(stamp.asKnown() == AsKnownAt.NOW ? AsKnownAt.present(sql) : sql)
                .params(bindings(more))
                .query((line, number) -> {
                    Object[] row = new Object[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = columns.get(i).read(line, names.get(i));
                    }
                    return java.util.Collections.unmodifiableList(java.util.Arrays.asList(row));
                })
                .list();
    }

    /** Reads rows as members of JSON. */
    public List<Map<String, Object>> members(String sql, List<Column> columns) {
        return rows(sql, columns).stream().map(row -> member(columns, row)).toList();
    }

    /** One row as a member of JSON. */
    public static Map<String, Object> member(List<Column> columns, List<Object> row) {
        Map<String, Object> member = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            member.put(columns.get(i).name(), row.get(i));
        }
        return member;
    }

    private Map<String, Object> bindings(Map<String, ?> more) {
        Map<String, Object> bindings = new HashMap<>();
        FILTERS.forEach(filter -> bindings.put(filter, null));
        given.forEach((name, value) -> bindings.put(name, bound(value)));
        bindings.put("on", on());
        bindings.put("today", today);
        bindings.put(Stamp.AS_KNOWN, stamp.asKnown());
        bindings.putAll(more);
        return bindings;
    }

    private static Object bound(Object value) {
        return switch (value) {
            case MissionAcronym acronym -> acronym.value();
            case YearMonth month -> month.atDay(1);
            default -> value;
        };
    }
}
