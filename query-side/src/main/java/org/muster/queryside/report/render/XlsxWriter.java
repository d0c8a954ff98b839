package org.muster.queryside.report.render;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes answers as Office Open XML: a sheet with the rows, and one that says what they are about. Its texts are texts, never
 * formulas.
 */
final class XlsxWriter {

    private static final int FLUSHED_EVERY = 1000;

    private XlsxWriter() {}

    static void write(Rendered rendered, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Muster", "1.0")) {
            Worksheet about = workbook.newWorksheet("About");
            int line = 0;
            about.value(line, 0, "report");
            about.value(line++, 1, rendered.report().title());
            for (Map.Entry<String, Object> entry : rendered.about().entrySet()) {
                about.value(line, 0, entry.getKey());
                put(about, line++, 1, entry.getValue());
            }
            about.width(1, 30);
            about.finish();

            Worksheet rows = workbook.newWorksheet("Rows");
            List<String> names = rendered.names();
            for (int column = 0; column < names.size(); column++) {
                rows.value(0, column, names.get(column));
            }
            rows.range(0, 0, 0, Math.max(0, names.size() - 1)).style().bold().set();
            rows.freezePane(0, 1);
            int number = 1;
            for (List<Object> row : rendered.answer().rows()) {
                for (int column = 0; column < row.size(); column++) {
                    put(rows, number, column, row.get(column));
                }
                if (number++ % FLUSHED_EVERY == 0) {
                    rows.flush();
                }
            }
            rows.finish();
        }
    }

    private static void put(Worksheet sheet, int line, int column, Object value) {
        switch (value) {
            case null -> {
                // An empty cell.
            }
            case Number number -> sheet.value(line, column, number);
            case Boolean flag -> sheet.value(line, column, flag);
            case LocalDate day -> day(sheet, line, column, day, "yyyy-mm-dd");
            case YearMonth month -> day(sheet, line, column, month.atDay(1), "yyyy-mm");
            case List<?> texts ->
                sheet.value(line, column, texts.stream().map(Object::toString).collect(Collectors.joining(" ")));
            default -> sheet.value(line, column, value.toString());
        }
    }

    private static void day(Worksheet sheet, int line, int column, LocalDate day, String format) {
        sheet.value(line, column, day);
        sheet.style(line, column).format(format).set();
    }
}
