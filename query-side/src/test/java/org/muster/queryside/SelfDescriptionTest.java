package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportStage;
import org.muster.web.parameters.DeclaredParameter;

/** What the query side says about itself: its problems and its reports. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class SelfDescriptionTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();

    @Test
    void explains_every_kind_of_problem_on_a_page_of_its_own() throws Exception {
        String kinds =
                querySide.getAs(null, "/problems", "Accept", "application/json").body();
        for (String code : JsonPath.<List<String>>read(kinds, "$[*].code")) {
            HttpResponse<String> page = querySide.getAs(null, "/problems/" + code, "Accept", "text/html");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains(code);
        }
        HttpResponse<String> refused = querySide.get("/missions/UNKNOWN");
        assertThat(JsonPath.<String>read(refused.body(), "$.type")).isEqualTo("/problems/UNKNOWN_MISSION");
    }

    @Test
    void describes_every_report_with_its_parameters() throws Exception {
        String document = querySide.get("/v3/api-docs").body();

        assertThat(JsonPath.<String>read(document, "$.openapi")).startsWith("3.1");
        for (ReportDescription report :
                ReportStage.reports().stream().map(Report::description).toList()) {
            String operation = "$.paths['" + report.path() + "'].get";
            assertThat(JsonPath.<List<String>>read(document, operation + ".parameters[*].name"))
                    .as(report.name())
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    report.parameters().stream().map(DeclaredParameter::name),
                                    Stream.of("knownAt", "format", RunningQuerySide.POSITION))
                            .toList());
            String schema =
                    JsonPath.read(document, operation + ".responses['200'].content['application/json'].schema['$ref']");
            assertThat(JsonPath.<Map<String, Object>>read(
                            document,
                            "$.components.schemas." + schema.substring(schema.lastIndexOf('/') + 1) + ".properties."
                                    + report.rowsName() + ".items.properties"))
                    .as(report.name())
                    .containsOnlyKeys(
                            report.columns().stream().map(Column::name).toList());
        }
    }
}
