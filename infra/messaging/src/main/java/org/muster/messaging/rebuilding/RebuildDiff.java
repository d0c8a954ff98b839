package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.messaging.rebuilding.RebuildReport.Example;
import org.muster.messaging.rebuilding.RebuildReport.Table;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Compares two generations row by row, in one snapshot of the database. */
final class RebuildDiff {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> ROW = new TypeReference<>() {};

    private final Connection snapshot;
    private final Generation old;
    private final Generation fresh;
    private final int examplesMax;

    /** @param snapshot a transaction in which nothing changes any more */
    RebuildDiff(Connection snapshot, Generation old, Generation fresh, int examplesMax) {
        this.snapshot = snapshot;
        this.old = old;
        this.fresh = fresh;
        this.examplesMax = examplesMax;
    }

    /** Every table that either generation has, by name. */
    List<Table> tables() throws SQLException {
        List<String> inOld = GenerationRows.tables(snapshot, old.schema());
        List<String> inFresh = GenerationRows.tables(snapshot, fresh.schema());
        TreeSet<String> names = new TreeSet<>(inOld);
        names.addAll(inFresh);
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            List<String> key = GenerationRows.keyColumns(snapshot, fresh.schema(), name);
            List<String> oldColumns = GenerationRows.columns(snapshot, old.schema(), name);
            List<String> freshColumns = GenerationRows.columns(snapshot, fresh.schema(), name);
            if (!key.isEmpty() && oldColumns.containsAll(key)) {
                tables.add(compare(name, key, oldColumns, freshColumns));
            } else {
                // Missing in one of them, or keyed by something new: no row of one is any row of the other.
                tables.add(new Table(
                        name,
                        inOld.contains(name) ? count(old, name) : 0,
                        inFresh.contains(name) ? count(fresh, name) : 0,
                        0,
                        0,
                        Map.of(),
                        without(oldColumns, freshColumns),
                        without(freshColumns, oldColumns),
                        List.of()));
            }
        }
        return tables;
    }

    private Table compare(String name, List<String> key, List<String> oldColumns, List<String> freshColumns)
            throws SQLException {
        List<String> compared = without(oldColumns, key);
        compared.retainAll(freshColumns);
        String both = "o." + q(key.getFirst()) + " IS NOT NULL AND n." + q(key.getFirst()) + " IS NOT NULL";
        String differs = compared.isEmpty() ? "false" : "(" + joined(compared, RebuildDiff::differs, " OR ") + ")";
        String from = " FROM " + SearchPath.quoted(old.schema(), name) + " o FULL JOIN "
                + SearchPath.quoted(fresh.schema(), name) + " n ON "
                + joined(key, column -> "o." + q(column) + " = n." + q(column), " AND ");
        List<String> onlyOldColumns = without(oldColumns, freshColumns);
        List<String> onlyFreshColumns = without(freshColumns, oldColumns);
        OptionalLong rows = allEqual(from, both + " AND NOT " + differs);
        if (rows.isPresent()) {
            return new Table(name, 0, 0, 0, rows.getAsLong(), Map.of(), onlyOldColumns, onlyFreshColumns, List.of());
        }
        String counts = "SELECT count(*) FILTER (WHERE n." + q(key.getFirst()) + " IS NULL), count(*) FILTER (WHERE o."
                + q(key.getFirst()) + " IS NULL), count(*) FILTER (WHERE " + both + " AND " + differs
                + "), count(*) FILTER (WHERE " + both + " AND NOT " + differs + ")"
                + joined(compared, column -> ", count(*) FILTER (WHERE " + both + " AND " + differs(column) + ")", "")
                + from;
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(counts)) {
            row.next();
            Map<String, Long> changedByColumn = new LinkedHashMap<>();
            for (int i = 0; i < compared.size(); i++) {
                if (row.getLong(5 + i) > 0) {
                    changedByColumn.put(compared.get(i), row.getLong(5 + i));
                }
            }
            boolean rowsDiffer = row.getLong(1) + row.getLong(2) + row.getLong(3) > 0;
            return new Table(
                    name,
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    changedByColumn,
                    onlyOldColumns,
                    onlyFreshColumns,
                    rowsDiffer ? examples(from + " WHERE NOT (" + both + ") OR " + differs, key) : List.of());
        }
    }

    /** How many rows there are if all are equal, as they mostly are: that costs less than to count how they are not. */
    private OptionalLong allEqual(String from, String areEqual) throws SQLException {
        try (Statement statement = snapshot.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), count(*) FILTER (WHERE " + areEqual + ")" + from)) {
            row.next();
            return row.getLong(1) == row.getLong(2) ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }

    private List<Example> examples(String fromAndWhere, List<String> key) throws SQLException {
        String sql = "SELECT to_jsonb(o), to_jsonb(n)" + fromAndWhere + " ORDER BY "
                + joined(key, column -> "COALESCE(o." + q(column) + ", n." + q(column) + ")", ", ") + " LIMIT "
                + examplesMax;
        try (Statement statement = snapshot.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Example> examples = new ArrayList<>();
            while (rows.next()) {
                examples.add(new Example(row(rows.getString(1)), row(rows.getString(2))));
            }
            return examples;
        }
    }

    private static Map<String, Object> row(String json) {
        return json == null ? Map.of() : JSON.readValue(json, ROW);
    }

    private long count(Generation generation, String table) throws SQLException {
        try (Statement statement = snapshot.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM " + SearchPath.quoted(generation.schema(), table))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String differs(String column) {
        return "o." + q(column) + " IS DISTINCT FROM n." + q(column);
    }

    private static List<String> without(List<String> columns, List<String> others) {
        List<String> rest = new ArrayList<>(columns);
        rest.removeAll(others);
        return rest;
    }

    private static String joined(List<String> columns, Function<String, String> each, String delimiter) {
        return columns.stream().map(each).collect(Collectors.joining(delimiter));
    }

    private static String q(String identifier) {
        return SearchPath.quoted(identifier);
    }
}
