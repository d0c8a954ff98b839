package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.problem.FieldError.Place;

/** The README lists every report, as it describes itself. */
class ReadmeTest {

    @Test
    void lists_every_report() throws IOException {
        String table = "| report | scope | |\n|---|---|---|\n"
                + ReportStage.reports().stream()
                        .map(Report::description)
                        .map(ReadmeTest::line)
                        .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("README.md"))).contains("<!-- reports -->\n" + table + "<!-- /reports -->");
    }

    private static String line(ReportDescription report) {
        String query = report.parameters().stream()
                .filter(parameter -> parameter.place() == Place.query)
                .map(DeclaredParameter::name)
                .collect(Collectors.joining("&"));
        return "| `GET %s%s` | %s | %s |\n"
                .formatted(
                        report.path(),
                        query.isEmpty() ? "" : "?" + query,
                        report.access().name().toLowerCase(Locale.ROOT),
                        report.title());
    }
}
