package org.muster.queryside.report;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.muster.queryside.readmodel.ReadModels;
import org.muster.queryside.readmodel.assignments.Assignment;
import org.muster.queryside.readmodel.assignments.Volunteer;
import org.muster.readmodels.AsKnownAt;

/**
 * The views by which other programs read reports: schema {@value #SCHEMA}, made of the SQL of the reports themselves, so that both say
 * the same. A session says by {@code set muster.known_at} (an instant or a position) and {@code set muster.day} (a day) what it asks. Pure.
 *
 * <p>Each view reads a function, whose text PostgreSQL does not tie to tables: so a rebuild can replace them. It runs as its owner, so
 * who may read a view may read nothing behind it.
 */
public final class ReportingSql {

    public static final String SCHEMA = "reporting";

    /** What a view cannot be asked: it holds all. */
    private static final String EVERYTHING = "null";

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry(Stamp.AS_KNOWN, "(select reporting.known_position())"),
            Map.entry("on", "(select reporting.day())"),
            Map.entry("today", "(select reporting.day())"),
            Map.entry("from", "(date '1992-01-01')"),
            Map.entry("to", "(select date_trunc('month', reporting.day())::date)"),
            Map.entry("mission", EVERYTHING),
            Map.entry("type", EVERYTHING),
            Map.entry("category", EVERYTHING),
            Map.entry("serviceArea", EVERYTHING),
            Map.entry("station", EVERYTHING));

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

    private static final ReportDescription GENDER = ReportDescription.of(
            "gender_by_month",
            "Gender of those who serve, by month, all missions together",
            "Persons serving on each month's last day. A figure from 1 to 4 is in OTHERS, with the next smallest where that alone would be"
                    + " below 5; what cannot reach 5 is left out.",
            ReportDescription.Access.REPORTS,
            List.of(),
            List.of(
                    Columns.MONTH,
                    Column.text(
                            "gender", "As registered, or OTHERS for what is not published by itself", "#meta+gender"),
                    Columns.PERSONS));

    private static final String GENDER_SQL = AsKnownAt.query("""
            with counted as (
                select m.month::date as month, coalesce(v.gender, 'UNKNOWN') as gender, count(*) as persons
                from {assignment} a left join {volunteer} v on v.volunteer = a.volunteer
                cross join lateral generate_series(
                    greatest(date_trunc('month', a.entry_on_duty::timestamp), :from::timestamp),
                    least(date_trunc('month', a.separation_on::timestamp) - interval '1 month', :to::timestamp),
                    interval '1 month') m (month)
                group by 1, 2
            ), ranked as (
                select c.*, min(persons) over (partition by month) as least,
                       coalesce(sum(persons) over (partition by month order by persons, gender
                                                   rows between unbounded preceding and 1 preceding), 0) as smaller
                from counted c
            )
            select month, case when least < 5 and (persons < 5 or smaller < 5) then 'OTHERS' else gender end as gender,
                   sum(persons)::bigint as persons
            from ranked group by 1, 2 having sum(persons) >= 5 order by 1, 2
            """, Stamp.AS_KNOWN, Assignment.class, Volunteer.class);

    private ReportingSql() {}

    /**
     * What makes the schema anew.
     *
     * @param home the schema of the read models
     */
    public static String create(List<Report> reports, String home) {
        String views = reports.stream()
                .filter(report -> report.rowsSql().isPresent())
                .map(report -> view(report.description(), report.rowsSql().get(), home))
                .collect(Collectors.joining());
        return """
                drop schema if exists reporting cascade;
                create schema reporting;
                create function reporting.day() returns date language sql stable as $$
                    select coalesce(nullif(current_setting('muster.day', true), '')::date, (now() at time zone 'UTC')::date)
                $$;
                create function reporting.known_position() returns bigint
                language plpgsql stable security definer set search_path = %s, pg_temp as $$
                declare
                    asked text := coalesce(current_setting('muster.known_at', true), '');
                begin
                    if asked = '' then return %d; end if;
                    if asked ~ '^[0-9]{1,18}$' then return asked::bigint; end if;
                    return coalesce((%s), %d);
                end $$;
                """.formatted(
                        home,
                        AsKnownAt.NOW,
                        AsKnownAt.positionAt(ReadModels.ALL, "instant").replace(":instant", "asked::timestamptz"),
                        AsKnownAt.NOW)
                + views
                + view(GENDER, GENDER_SQL, home)
                + "revoke all on all functions in schema reporting from public;\n";
    }

    /** What lets a role read the views, and nothing else. */
    public static String grant(String role) {
        return """
                grant usage on schema reporting to %1$s;
                grant select on all tables in schema reporting to %1$s;
                grant execute on all functions in schema reporting to %1$s;
                """.formatted(role);
    }

    private static String view(ReportDescription report, String sql, String home) {
        String name = report.name().replace('-', '_');
        String columns = report.columns().stream()
                .map(column -> quoted(column) + " " + type(column))
                .collect(Collectors.joining(", "));
        String selected = report.columns().stream()
                .map(column -> "r." + quoted(column) + "::" + type(column))
                .collect(Collectors.joining(", "));
        return """
                create function reporting.%1$s_rows() returns table (%2$s)
                language sql stable security definer set search_path = %3$s, pg_temp as $$
                    select %4$s from (%5$s) r
                $$;
                create view reporting.%1$s as select * from reporting.%1$s_rows();
                comment on view reporting.%1$s is %6$s;
                """.formatted(
                        name, columns, home, selected, bound(sql), literal(report.title() + ". " + report.definition()))
                + report.columns().stream()
                        .map(column -> "comment on column reporting.%s.%s is %s;\n"
                                .formatted(name, quoted(column), literal(column.description())))
                        .collect(Collectors.joining());
    }

    private static String bound(String sql) {
        return PARAMETER.matcher(sql).replaceAll(parameter -> {
            String value = PARAMETERS.get(parameter.group(1));
            if (value == null) {
                throw new IllegalStateException("A view cannot be asked for " + parameter.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String type(Column column) {
        return switch (column.kind()) {
            case TEXT -> "text";
            case TEXTS -> "text[]";
            case WHOLE -> "bigint";
            case DECIMAL -> "numeric";
            case DATE, MONTH -> "date";
            case FLAG -> "boolean";
        };
    }

    private static String quoted(Column column) {
        return '"' + column.sqlName() + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
