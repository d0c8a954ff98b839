package org.muster.queryside.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report answers: a table, and what stands beside it in JSON.
 *
 * @param columns of the rows, some or all of the description's
 * @param rows each as long as the columns; null is an empty cell
 * @param members further members of the JSON form, for instance {@code total}
 * @param why the columns by which the roster finds the assignments behind a row; empty where it cannot
 * @param more whether a further page follows
 */
public record Answer(
        List<Column> columns, List<List<Object>> rows, Map<String, Object> members, List<String> why, boolean more) {

    public Answer {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Answer of(List<Column> columns, List<List<Object>> rows) {
        return new Answer(columns, rows, Map.of(), List.of(), false);
    }

    /** This answer with a further member. */
    public Answer with(String name, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(members);
        extended.put(name, value);
        return new Answer(columns, rows, extended, why, more);
    }

    /** This answer with a link from each row to the assignments behind it. */
    public Answer because(List<String> by) {
        return new Answer(columns, rows, members, List.copyOf(by), more);
    }

    /** This answer with as many rows as a page has; one row more was read to know whether there are more. */
    public Answer page(int size) {
        return rows.size() > size ? new Answer(columns, rows.subList(0, size), members, why, true) : this;
    }
}
