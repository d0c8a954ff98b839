package org.muster.queryside.report.render;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.muster.queryside.report.Column;

/**
 * Writes answers as CSV (RFC 4180, UTF-8, with a header line). RFC 4180 has no place for what a file is about, so each line
 * says it in its last columns, and the file's name does.
 */
final class CsvWriter {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.NON_NUMERIC).get();

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final Map<String, String> TAGS = Map.of(
            "on", "#date+on",
            "from", "#date+start+asked",
            "to", "#date+end+asked",
            "knownAt", "#date+known",
            "position", "#meta+position",
            "definition", "#meta+definition");

    private CsvWriter() {}

    static void plain(Rendered rendered, OutputStream out) throws IOException {
        write(rendered, out, false, false);
    }

    static void withByteOrderMark(Rendered rendered, OutputStream out) throws IOException {
        write(rendered, out, true, false);
    }

    static void withTags(Rendered rendered, OutputStream out) throws IOException {
        write(rendered, out, false, true);
    }

    private static void write(Rendered rendered, OutputStream out, boolean mark, boolean tags) throws IOException {
        Map<String, Object> about = new java.util.LinkedHashMap<>(rendered.about());
        rendered.names().forEach(about::remove);
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (mark) {
            writer.write(BYTE_ORDER_MARK);
        }
        CSVPrinter printer = new CSVPrinter(writer, FORMAT);
        printer.printRecord(Stream.concat(rendered.names().stream(), about.keySet().stream()));
        if (tags) {
            printer.printRecord(Stream.concat(
                    rendered.answer().columns().stream().map(Column::hxl),
                    about.keySet().stream()
                            .map(name -> TAGS.getOrDefault(name, "#meta+" + name.toLowerCase(java.util.Locale.ROOT)))));
        }
        List<Object> last =
                about.values().stream().map(CsvWriter::cell).collect(Collectors.toCollection(ArrayList::new));
        for (List<Object> row : rendered.answer().rows()) {
            printer.printRecord(Stream.concat(row.stream().map(CsvWriter::cell), last.stream()));
        }
        writer.flush();
    }

    private static Object cell(Object value) {
        return switch (value) {
            case null -> null;
            case Number number -> number;
            case List<?> texts ->
                FormulaGuard.safe(texts.stream().map(Object::toString).collect(Collectors.joining(" ")));
            default -> FormulaGuard.safe(value.toString());
        };
    }
}
