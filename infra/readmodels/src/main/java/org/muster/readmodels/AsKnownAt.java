package org.muster.readmodels;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What reports say to read rows as they were known: the one place of the bitemporal predicate.
 *
 * <p>Positions are gapless and total, so what was known is known by one position P: the rows as known at P are those that a
 * rebuild would write which ends with P. An instant K stands for the last position before the first event that was recorded at
 * or after K. Events that touch no row are left out of that: they change no answer.
 */
public final class AsKnownAt {

    /** The position that means now: no event has a greater one. */
    public static final long NOW = Long.MAX_VALUE;

    private AsKnownAt() {}

    /**
     * The rows of a table as known at a position, as a table expression for {@code from}, which needs an alias. It has the row's
     * columns and {@code known_from}, the position of the event by which a row is what it is.
     *
     * @param position names the parameter that holds the position, without its colon
     */
    public static String rows(Class<? extends Row<?>> row, String position) {
        return TableSql.of(RowMapping.ofAny(row)).asKnownAt(":" + position);
    }

    /**
     * A query of which each {@code {table}} stands for the rows of that table as known at a position.
     *
     * @param position names the parameter that holds the position, without its colon
     * @param rows every table that the query names so
     * @throws IllegalArgumentException if the query names others, or not all of these
     */
    @SafeVarargs
    public static String query(String sql, String position, Class<? extends Row<?>>... rows) {
        String query = sql;
        for (Class<? extends Row<?>> row : rows) {
            String name = "{" + RowMapping.ofAny(row).table() + "}";
            if (!query.contains(name)) {
                throw new IllegalArgumentException("The query does not read " + name);
            }
            query = query.replace(name, rows(row, position));
        }
        if (query.contains("{")) {
            throw new IllegalArgumentException("The query reads a table that is not given: " + query);
        }
        return query;
    }

    /**
     * The same query for the position {@link #NOW} alone: it reads no closed version, so PostgreSQL plans it as it plans
     * any query of plain tables.
     *
     * @param query of {@link #query}
     */
    public static String present(String query) {
        return TableSql.withoutClosed(query);
    }

    /**
     * SQL for the events after one position, up to and with another, that changed rows of a table: position, recorded_at, and of the
     * row that each changed the columns that are asked for, as texts; null where the table does not have one.
     *
     * @param after names the parameter that holds the first position, without its colon
     * @param upTo names that of the second
     */
    public static String changesOf(Class<? extends Row<?>> row, String after, String upTo, List<String> columns) {
        return TableSql.of(RowMapping.ofAny(row)).changes(":" + after, ":" + upTo, columns);
    }

    /**
     * SQL for the position that an instant stands for; null if no event was recorded at or after it.
     *
     * @param instant names the parameter that holds the instant, as {@link #parameter} gives it, without its colon
     */
    public static String positionAt(Collection<ReadModel> readModels, String instant) {
        return readModels.stream()
                .flatMap(readModel -> readModel.tables().stream())
                .flatMap(table -> table.firstAtOrAfter(":" + instant))
                .collect(Collectors.joining(" union all ", "select min(first) - 1 from (", ") as firsts (first)"));
    }

    /** An instant as PostgreSQL can compare it: rounded up to microseconds, because nothing lies between two of them. */
    public static Instant parameter(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.MICROS);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MICROS);
    }
}
