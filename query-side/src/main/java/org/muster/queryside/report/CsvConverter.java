package org.muster.queryside.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/**
 * Writes an answer as {@code text/csv} (RFC 4180, UTF-8, with a header line).
 *
 * <p>Spreadsheets run a cell that starts with {@code = + - @} as a formula. Texts come from callers, so such a text is
 * sent with an apostrophe before it, which spreadsheets show as plain text; numbers are left as they are.
 */
@Component
final class CsvConverter extends AbstractHttpMessageConverter<Tabular> {

    /** The media type of CSV. */
    static final String TEXT_CSV = "text/csv";

    private static final MediaType CSV = new MediaType("text", "csv", Map.of("charset", "UTF-8", "header", "present"));

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    CsvConverter() {
        super(StandardCharsets.UTF_8, MediaType.parseMediaType(TEXT_CSV));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Tabular.class.isAssignableFrom(type);
    }

    @Override
    protected boolean canRead(MediaType mediaType) {
        return false;
    }

    @Override
    protected Tabular readInternal(Class<? extends Tabular> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("reports are not read from CSV", input);
    }

    @Override
    protected void writeInternal(Tabular table, HttpOutputMessage output) throws IOException {
        output.getHeaders().setContentType(CSV);
        Writer writer = new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(table.columns());
        for (List<Object> line : table.lines()) {
            printer.printRecord(line.stream().map(CsvConverter::safe));
        }
        printer.flush();
    }

    private static Object safe(Object cell) {
        return cell instanceof String text && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
