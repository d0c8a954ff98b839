package org.muster.queryside.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer says the same in every form, and no text of it is a formula in any. */
class FormsTest {

    private static final List<Column> COLUMNS = List.of(
            Column.text("place", "", "#loc"),
            Column.month("month", "", "#date"),
            Column.whole("persons", "", "#reached"),
            Column.texts("codes", "", "#country"),
            Column.date("endsOn", "", "#date+end"));

    private static final ReportDescription REPORT =
            ReportDescription.of("places", "Places", "Persons by place.", Access.REPORTS, List.of(), COLUMNS);

    private static Rendered rendered(String place) {
        return new Rendered(
                REPORT,
                Map.of("on", LocalDate.of(2013, 12, 31)),
                new Stamp(Instant.parse("2026-11-23T12:00:00Z"), 16, 16),
                Answer.of(
                                COLUMNS,
                                List.of(Arrays.asList(place, YearMonth.of(2002, 6), -3L, List.of("CIV", "MLI"), null)))
                        .because(List.of("place")));
    }

    private static String text(Form form, String place) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.write(rendered(place), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void json_says_as_of_when_it_holds_and_what_it_counts() throws IOException {
        JsonNode answer = JsonMapper.shared().readTree(text(Form.JSON, "Abidjan"));

        assertThat(answer.get("on").asString()).isEqualTo("2013-12-31");
        assertThat(answer.get("knownAt").asString()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(answer.get("position").asInt()).isEqualTo(16);
        assertThat(answer.get("definition").asString()).isEqualTo("Persons by place.");
        assertThat(answer.get("why").asString()).isEqualTo("/reports/roster?knownAt=16&on=2013-12-31{&place}");
        assertThat(answer.get("rows").toString())
                .isEqualTo("[{\"place\":\"Abidjan\",\"month\":\"2002-06\",\"persons\":-3,\"codes\":[\"CIV\",\"MLI\"],"
                        + "\"endsOn\":null}]");
    }

    @Test
    void csv_says_it_in_each_line_and_in_its_name() throws IOException {
        assertThat(text(Form.CSV, "Côte d'Ivoire").lines())
                .containsExactly(
                        "\"place\",\"month\",\"persons\",\"codes\",\"endsOn\",\"on\",\"knownAt\",\"position\",\"definition\"",
                        "\"Côte d'Ivoire\",\"2002-06\",-3,\"CIV MLI\",,\"2013-12-31\",\"2026-11-23T12:00:00Z\",16,"
                                + "\"Persons by place.\"");
        assertThat(Form.CSV.fileName(rendered("x"))).hasValue("muster-places-on-2013-12-31-position-16.csv");
        assertThat(Form.CSV.contentType()).isEqualTo("text/csv;charset=UTF-8;header=present");
    }

    @Test
    void csv_for_spreadsheets_has_a_byte_order_mark_and_csv_for_programs_has_none() throws IOException {
        assertThat(Form.named("csv")).isSameAs(Form.SPREADSHEET_CSV);
        assertThat(text(Form.SPREADSHEET_CSV, "Bangui")).isEqualTo("\uFEFF" + text(Form.CSV, "Bangui"));
        assertThat(text(Form.HXL, "Bangui").lines().skip(1).findFirst().orElseThrow())
                .startsWith("\"#loc\",\"#date\",\"#reached\"");
    }

    @Test
    void ndjson_says_it_first_and_then_a_row_a_line() throws IOException {
        List<String> lines = text(Form.NDJSON, "Juba").lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(JsonMapper.shared()
                        .readTree(lines.getFirst())
                        .get("position")
                        .asInt())
                .isEqualTo(16);
        assertThat(JsonMapper.shared().readTree(lines.getLast()).get("place").asString())
                .isEqualTo("Juba");
    }

    @Test
    void xlsx_holds_dates_and_numbers_as_such_and_texts_as_texts() throws IOException {
        Path file = Files.createTempFile("rows", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            Form.XLSX.write(rendered("=HYPERLINK(\"x\")"), out);
        }
        Map<String, String> parts = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }

        String rows = parts.get("xl/worksheets/sheet2.xml");
        assertThat(rows).contains("<v>-3</v>").doesNotContain("<f>");
        // 2002-06-01 is day 37408 of spreadsheets.
        assertThat(rows).contains("<v>37408");
        assertThat(String.join("", parts.values()))
                .contains("=HYPERLINK(&quot;x&quot;)")
                .contains("Persons by place.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                " =1",
                "\u00a0=HYPERLINK(1)",
                "\u2007=1",
                "\u202f=1",
                "\u3000=1",
                "\ufeff=1",
                "\u200b=1",
                "\u200e=1",
                "\u2060=1",
                "\u00ad=1",
                "\u180e=1",
                "\u0000=1",
                "\u001f=1",
                "\u0301=1",
                "\u3164=1",
                "\u115f=1",
                "\u2800=1",
                "＝1",
                "＋1",
                "－1",
                "＠SUM",
                "﹦1",
                "﹢1",
                "−1",
                " \u00a0\t =1",
                "Bangui\n=1",
                "Bangui\r=1",
                "Bangui\t=1",
                "Bangui;=1",
                "Bangui,=1",
                "Bangui; @x",
                "\tBangui",
                "\rBangui"
            })
    void csv_has_no_formula(String place) throws IOException {
        String csv = text(Form.CSV, place);
        CSVRecord line =
                CSVFormat.RFC4180.parse(new StringReader(csv)).getRecords().get(1);

        assertThat(line.get(0)).isEqualTo("'" + place);
        // Quoted, so that a spreadsheet that expects another separator does not split it.
        assertThat(csv).contains("\n\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Côte d'Ivoire", "a=b", "1-2", "x@y", "Port-au-Prince", "10 + 2", "", "東京", "Łódź"})
    void csv_leaves_other_texts_as_they_are(String place) throws IOException {
        assertThat(CSVFormat.RFC4180
                        .parse(new StringReader(text(Form.CSV, place)))
                        .getRecords()
                        .get(1)
                        .get(0))
                .isEqualTo(place);
    }
}
