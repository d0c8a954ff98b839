package org.muster.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One table of the results page.
 *
 * @param text what a reader must know to judge the figures
 * @param columns headings
 * @param rows cells, as many as headings
 */
public record Table(String title, String text, List<String> columns, List<List<String>> rows) {

    /** An empty table; rows are added. */
    public Table(String title, String text, Object... columns) {
        this(title, text, texts(columns), new ArrayList<>());
    }

    /** Adds a row. */
    public Table row(Object... cells) {
        List<String> row = texts(cells);
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(title + " has " + columns.size() + " columns: " + row);
        }
        rows.add(row);
        return this;
    }

    private static List<String> texts(Object... cells) {
        return Stream.of(cells)
                .map(cell -> String.valueOf(cell).replace('|', '/').replace('\n', ' '))
                .toList();
    }

    String markdown() {
        StringBuilder out = new StringBuilder("## " + title + "\n\n" + text + "\n\n");
        line(out, columns);
        line(out, columns.stream().map(column -> "---").toList());
        rows.forEach(row -> line(out, row));
        return out.append('\n').toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Three significant digits. */
    public static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    /** A whole number. */
    public static String count(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    /** "2.50×", or a dash where nothing was measured. */
    public static String ratio(double value, double to) {
        return value == 0 || to == 0 ? "–" : String.format(Locale.ROOT, "%.2f×", value / to);
    }
}
