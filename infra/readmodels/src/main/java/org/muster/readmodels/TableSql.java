package org.muster.readmodels;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.readmodels.RowMapping.Column;

/**
 * The SQL of a row's two tables: {@code t} holds the rows as they are, {@code t_history} each version that was closed. So a
 * report on what holds now never reads past what does not.
 *
 * <p>A version is known from the position of the event that opened it up to, and without, that of the event that closed it.
 * Versions closed last lie last in the history's key: what was known a moment ago is found without reading the rest, and which of
 * the later ones were open then the key says without their rows.
 *
 * @param table the name of the first
 * @param columns of both
 * @param key of the first
 */
record TableSql(String table, List<Column> columns, List<Column> key) {

    static final String HISTORY = "_history";

    /** Of every version: position and time of the event that opened it. */
    static final String KNOWN_FROM = "known_from";

    static final String RECORDED_AT = "recorded_at";

    /** Of closed versions: position and time of the event that closed it. */
    static final String KNOWN_TO = "known_to";

    static final String CLOSED_AT = "closed_at";

    /** Of present rows: whose events alone may touch it. */
    static final String SUBJECT_HASH = "subject_hash";

    private static final Set<String> RESERVED = Set.of(KNOWN_FROM, RECORDED_AT, KNOWN_TO, CLOSED_AT, SUBJECT_HASH);

    static TableSql of(RowMapping<?, ?> mapping) {
        return new TableSql(mapping.table(), mapping.columns(), mapping.keyColumns());
    }

    /** Comments around what {@link #asKnownAt} reads of closed versions. */
    private static final String CLOSED_BEGIN = "/* closed */";

    private static final String CLOSED_END = "/* end */";

    private static final Pattern CLOSED =
            Pattern.compile(Pattern.quote(CLOSED_BEGIN) + ".*?" + Pattern.quote(CLOSED_END), Pattern.DOTALL);

    static boolean isReserved(String column) {
        return RESERVED.contains(column);
    }

    String history() {
        return table + HISTORY;
    }

    /** Creates both tables, columns of fixed width first: so less is spent on alignment. */
    String create() {
        String own = columns.stream()
                .sorted(Comparator.comparingInt(
                        (Column column) -> -column.type().bytes()))
                .map(column -> column.name() + " " + column.type().sql() + (column.nullable() ? "" : " not null"))
                .collect(Collectors.joining(",\n    "));
        return """
                create table %s (
                    known_from bigint not null,
                    recorded_at timestamptz not null,
                    subject_hash integer not null,
                    %s,
                    primary key (%s)
                );
                create table %s (
                    known_from bigint not null,
                    known_to bigint not null,
                    recorded_at timestamptz not null,
                    closed_at timestamptz not null,
                    %s,
                    primary key (known_to, known_from, %s)
                );
                """.formatted(table, own, names(key), history(), own, names(key));
    }

    /** Creates the indexes by which an instant is resolved; they are small, because rows come nearly in that order. */
    String indexes() {
        return """
                create index %1$s_recorded on %1$s using brin (recorded_at) with (autosummarize = on);
                create index %2$s_closed on %2$s using brin (closed_at) with (autosummarize = on);
                """.formatted(table, history());
    }

    /** Selects the rows of many keys, one array for each key column: place, version, owner, then all columns. */
    String load() {
        String condition = key.size() == 1
                ? key.getFirst().name() + " = any (?::" + key.getFirst().type().sql() + "[])"
                : "(" + names(key) + ") in (select * from unnest("
                        + joined(key, column -> "?::" + column.type().sql() + "[]") + "))";
        return "select ctid, known_from, recorded_at, subject_hash, " + names(columns) + " from " + table + " where "
                + condition;
    }

    /** Deletes rows by their place. */
    String delete() {
        return "delete from " + table + " where ctid = any (?::tid[])";
    }

    String copyRows() {
        return table + " (known_from, recorded_at, subject_hash, " + names(columns) + ")";
    }

    int copyRowsColumns() {
        return 3 + columns.size();
    }

    String copyVersions() {
        return history() + " (known_from, known_to, recorded_at, closed_at, " + names(columns) + ")";
    }

    int copyVersionsColumns() {
        return 4 + columns.size();
    }

    /** The rows as known at a position, which two parameters of this name say: a table expression, to be given an alias. */
    String asKnownAt(String position) {
        String selected = "select known_from, " + names(columns) + " from ";
        return "(" + selected + table + " where known_from <= " + position + CLOSED_BEGIN + " union all " + selected
                + history() + " where known_from <= " + position + " and known_to > " + position + CLOSED_END + ")";
    }

    /** A query with {@link #asKnownAt} table expressions, without their closed versions. */
    static String withoutClosed(String query) {
        return CLOSED.matcher(query).replaceAll("");
    }

    /** Selects position, time and some columns of what opened or closed a version after a position, up to another. */
    String changes(String after, String upTo, List<String> asked) {
        Set<String> own = columns.stream().map(Column::name).collect(Collectors.toSet());
        String values = asked.stream()
                .map(name -> ", " + (own.contains(name) ? name : "null") + "::text as " + name)
                .collect(Collectors.joining());
        String opened = " where known_from > " + after + " and known_from <= " + upTo;
        return "select known_from as position, recorded_at" + values + " from " + table + opened
                + " union select known_from, recorded_at" + values + " from " + history() + opened
                + " union select known_to, closed_at" + values + " from " + history() + " where known_to > " + after
                + " and known_to <= " + upTo;
    }

    /** Selects the position of each first event that was recorded at or after an instant and touched a row. */
    Stream<String> firstAtOrAfter(String instant) {
        return Stream.of(
                "select min(known_from) from " + table + " where recorded_at >= " + instant,
                "select min(case when recorded_at >= " + instant + " then known_from else known_to end) from "
                        + history() + " where closed_at >= " + instant);
    }

    private static String names(List<Column> columns) {
        return joined(columns, Column::name);
    }

    private static String joined(List<Column> columns, Function<Column, String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
