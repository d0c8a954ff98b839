package org.muster.queryside.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What differs between two answers of one report. Pure. */
public final class Changes {

    /**
     * A row that differs.
     *
     * @param before null where there was none
     * @param after null where there is none any more
     */
    public record Change(Map<String, Object> before, Map<String, Object> after) {}

    private Changes() {}

    /** Rows that are not in both. Two of them are one row that changed if they agree in all but figures. */
    public static List<Change> between(Answer before, Answer after) {
        Map<List<Object>, List<List<Object>>> gone = byKey(before, after);
        Map<List<Object>, List<List<Object>>> come = byKey(after, before);
        List<Change> changes = new ArrayList<>();
        gone.forEach((key, rows) -> {
            List<List<Object>> others = come.getOrDefault(key, new ArrayList<>());
            for (List<Object> row : rows) {
                List<Object> other = others.isEmpty() ? null : others.removeFirst();
                changes.add(new Change(member(before, row), other == null ? null : member(after, other)));
            }
        });
        come.values().forEach(rows -> rows.forEach(row -> changes.add(new Change(null, member(after, row)))));
        return changes;
    }

    private static Map<String, Object> member(Answer answer, List<Object> row) {
        return Question.member(answer.columns(), row);
    }

    /** The rows that the other answer does not have, by everything that is no figure. */
    private static Map<List<Object>, List<List<Object>>> byKey(Answer answer, Answer other) {
        List<List<Object>> rows = new ArrayList<>(answer.rows());
        Map<List<Object>, Integer> there = new LinkedHashMap<>();
        other.rows().forEach(row -> there.merge(row, 1, Integer::sum));
        rows.removeIf(row -> there.merge(row, -1, Integer::sum) >= 0);
        Map<List<Object>, List<List<Object>>> byKey = new LinkedHashMap<>();
        for (List<Object> row : rows) {
            List<Object> key = new ArrayList<>();
            for (int column = 0; column < row.size(); column++) {
                if (!answer.columns().get(column).isFigure()) {
                    key.add(row.get(column));
                }
            }
            byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
        }
        return byKey;
    }
}
