package org.muster.queryside.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;

/** What Arrow's own reader finds in an answer: every value of every kind, in any number of batches, and what it is about. */
class ArrowTest {

    private static final List<Column> COLUMNS = List.of(
            Column.text("place", "Where", "#loc"),
            Column.month("month", "", "#date"),
            Column.whole("persons", "", "#reached"),
            Column.decimal("percent", "", "#indicator"),
            Column.texts("codes", "", "#country"),
            Column.date("endsOn", "", "#date+end"),
            Column.flag("imported", "", "#meta"));

    private static final ReportDescription REPORT =
            ReportDescription.of("places", "Places", "Persons by place.", Access.REPORTS, List.of(), COLUMNS);

    private static List<Object> row(int number) {
        return number % 3 == 2
                ? Arrays.asList(null, null, null, null, null, null, null)
                : Arrays.asList(
                        "Côte d'Ivoire " + number,
                        YearMonth.of(1969, 12).plusMonths(number % 50),
                        (long) number - 5,
                        new BigDecimal("33.3"),
                        List.of("CIV", "MLI"),
                        LocalDate.of(2013, 12, 31).plusDays(number),
                        number % 2 == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 16_384, 40_000})
    void holds_every_value_and_what_it_is_about(int count) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            rows.add(row(number));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Form.named("arrow")
                .write(
                        new Rendered(
                                REPORT,
                                Map.of("on", LocalDate.of(2013, 12, 31)),
                                new Stamp(Instant.parse("2026-11-23T12:00:00Z"), 16, 16),
                                Answer.of(COLUMNS, rows)),
                        out);

        List<List<Object>> read = new ArrayList<>();
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(out.toByteArray()), memory)) {
            Schema schema = reader.getVectorSchemaRoot().getSchema();
            assertThat(schema.getCustomMetadata())
                    .containsEntry("on", "2013-12-31")
                    .containsEntry("position", "16")
                    .containsEntry("definition", "Persons by place.");
            assertThat(schema.findField("place").getMetadata()).containsEntry("description", "Where");
            while (reader.loadNextBatch()) {
                for (int line = 0; line < reader.getVectorSchemaRoot().getRowCount(); line++) {
                    List<Object> values = new ArrayList<>();
                    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                        Object value = vector.getObject(line);
                        values.add(value instanceof Text ? value.toString() : value);
                    }
                    read.add(values);
                }
            }
        }
        assertThat(read).isEqualTo(rows.stream().map(ArrowTest::asArrowReads).toList());
    }

    private static List<Object> asArrowReads(List<Object> row) {
        return row.getFirst() == null
                ? row
                : Arrays.asList(
                        row.get(0),
                        (int) ((YearMonth) row.get(1)).atDay(1).toEpochDay(),
                        row.get(2),
                        33.3,
                        "CIV MLI",
                        (int) ((LocalDate) row.get(5)).toEpochDay(),
                        row.get(6));
    }
}
