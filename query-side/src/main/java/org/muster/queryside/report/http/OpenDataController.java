package org.muster.queryside.report.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.muster.queryside.door.QueryProblem;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Question;
import org.muster.queryside.report.render.Form;
import org.muster.queryside.report.render.Rendered;
import org.muster.web.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /open-data}: monthly figures for everybody, without small cells, with what a reader needs to know of them. Whether a token is
 * needed, the operator says.
 */
@RestController
class OpenDataController {

    private final OpenData data;

    OpenDataController(OpenData data) {
        this.data = data;
    }

    @Operation(summary = "The datasets for everybody")
    @GetMapping(path = "/open-data", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Metadata> datasets() {
        return OpenData.DATASETS.stream().map(OpenDataController::metadata).toList();
    }

    @Operation(summary = "A dataset with its metadata")
    @GetMapping(path = "/open-data/{dataset}", produces = MediaType.APPLICATION_JSON_VALUE)
    Dataset dataset(@Parameter(description = "Its name, for instance gender-by-month") @PathVariable String dataset)
            throws InterruptedException {
        OpenData.Definition definition = known(dataset);
        Rendered read = data.read(definition);
        return new Dataset(
                metadata(definition),
                read.stamp().position(),
                YearMonth.parse(read.asked().get("to").toString()),
                read.answer().rows().stream()
                        .map(row -> Question.member(read.answer().columns(), row))
                        .toList());
    }

    @Operation(summary = "A dataset as CSV for spreadsheets")
    @GetMapping(path = "/open-data/{dataset}.csv", produces = "text/csv")
    ResponseEntity<byte[]> csv(
            @Parameter(description = "Its name, for instance gender-by-month") @PathVariable String dataset)
            throws InterruptedException, IOException {
        Rendered read = data.read(known(dataset));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Form.SPREADSHEET_CSV.write(read, out);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Form.SPREADSHEET_CSV.contentType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"muster-" + dataset + ".csv\"")
                .header(HttpHeaders.LINK, "</open-data/" + dataset + ">; rel=\"describedby\"")
                .body(out.toByteArray());
    }

    private static OpenData.Definition known(String name) {
        return OpenData.DATASETS.stream()
                .filter(dataset -> dataset.name().equals(name))
                .findAny()
                .orElseThrow(() -> Problem.of(QueryProblem.UNKNOWN_DATASET).exception());
    }

    private static Metadata metadata(OpenData.Definition dataset) {
        return new Metadata(
                dataset.name(),
                dataset.title(),
                OpenData.DESCRIPTION.definition(),
                OpenData.UPDATE_FREQUENCY,
                OpenData.LIMITATIONS,
                OpenData.CLASSIFICATION,
                false,
                OpenData.RETENTION,
                OpenData.DESCRIPTION.columns().stream()
                        .map(ColumnDefinition::of)
                        .toList());
    }

    /**
     * What a reader needs to know of a dataset.
     *
     * @param definition of the figure
     * @param personalData whether persons can be known by it
     */
    record Metadata(
            String dataset,
            String title,
            String definition,
            String updateFrequency,
            String limitations,
            String classification,
            boolean personalData,
            String retention,
            List<ColumnDefinition> columns) {}

    /** A column: its type, what it means, and its HXL tag. */
    record ColumnDefinition(String name, String type, String description, String hxl) {

        static ColumnDefinition of(Column column) {
            return new ColumnDefinition(
                    column.name(),
                    column.kind().name().toLowerCase(java.util.Locale.ROOT),
                    column.description(),
                    column.hxl());
        }
    }

    /**
     * A dataset.
     *
     * @param position up to which events are in it
     * @param lastMonth the last month, which is over
     */
    record Dataset(Metadata metadata, long position, YearMonth lastMonth, List<Map<String, Object>> rows) {}
}
