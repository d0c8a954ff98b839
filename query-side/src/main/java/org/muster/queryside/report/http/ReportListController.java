package org.muster.queryside.report.http;

import io.swagger.v3.oas.annotations.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /reports}: every report, as it describes itself. */
@RestController
class ReportListController {

    private final List<ListedReport> reports;

    ReportListController(List<Report> reports) {
        this.reports = reports.stream()
                .map(Report::description)
                .sorted(Comparator.comparing(ReportDescription::name))
                .map(ListedReport::of)
                .toList();
    }

    @Operation(summary = "Every report, with the definition of its figure and its parameters")
    @GetMapping(path = "/reports", produces = MediaType.APPLICATION_JSON_VALUE)
    List<ListedReport> reports() {
        return reports;
    }

    /**
     * A report.
     *
     * @param path its address
     * @param scope what a token needs
     */
    public record ListedReport(
            String name, String path, String title, String definition, String scope, List<ListedParameter> parameters) {

        static ListedReport of(ReportDescription report) {
            return new ListedReport(
                    report.name(),
                    report.path(),
                    report.title(),
                    report.definition(),
                    report.access().name().toLowerCase(Locale.ROOT),
                    ReportEndpoint.parametersOf(report).stream()
                            .map(parameter -> new ListedParameter(
                                    parameter.name(),
                                    parameter.place().name(),
                                    parameter.required(),
                                    parameter.description()))
                            .toList());
        }
    }

    /**
     * One of its parameters.
     *
     * @param in query, path or header
     */
    public record ListedParameter(String name, String in, boolean required, String description) {}
}
