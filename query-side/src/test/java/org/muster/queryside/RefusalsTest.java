package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.queryside.report.ReportStage;

/** What the query side refuses, and that it never answers 5xx to bad input. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class RefusalsTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/reports/headcount?on=2010-02-30|on",
                "/reports/headcount?on=0000-00-00|on",
                "/reports/headcount?on=0000-01-01|on",
                "/reports/headcount?on=1944-12-31|on",
                "/reports/headcount?on=2101-01-01|on",
                "/reports/headcount?on=9999-12-31|on",
                "/reports/headcount?on=-2010-01-01|on",
                "/reports/headcount?on=%2B2010-01-01|on",
                "/reports/headcount?on=2010-1-1|on",
                "/reports/headcount?on=2010-01-01T00:00|on",
                "/reports/headcount?on=20100101|on",
                "/reports/headcount?on=%D9%A2%D9%A0%D9%A1%D9%A0-01-01|on",
                "/reports/headcount?on=2010-01-01%00|on",
                "/reports/headcount?on=|on",
                "/reports/headcount?on|on",
                "/reports/headcount?on=today|on",
                "/reports/headcount?on=2010-01-01&on=2010-01-01|on",
                "/reports/headcount?On=2010-01-01|On",
                "/reports/headcount?knownAt=2010-01-01|knownAt",
                "/reports/headcount?mission=|mission",
                "/reports/headcount?mission=%00|mission",
                "/reports/headcount?mission=unmil|mission",
                "/reports/headcount?mission=UNMIL%27%20or%201=1--|mission",
                "/reports/headcount?mission=AAAAAAAAAAAAAAAAAAAAA|mission",
                "/reports/headcount?mission=UNMIL&mission=UNMIS|mission",
                "/reports/strength?to=2010-01|from",
                "/reports/strength?from=2010-01|to",
                "/reports/strength?from=2010-13&to=2011-01|from",
                "/reports/strength?from=2010-00&to=2011-01|from",
                "/reports/strength?from=2010&to=2011-01|from",
                "/reports/strength?from=2010-02-30&to=2011-01|from",
                "/reports/strength?from=2011-01&to=2010-12|to",
                "/reports/strength?from=1945-01&to=2100-12|to",
                "/reports/strength?from=2010-01&to=2010-02&on=2010-01-01|on",
                "/reports/cumulative?on=2010-02-30|on",
                "/reports/cumulative?from=2010-01|from",
                "/missions?from=2010-01|from",
                "/reports/headcount?type=BOTH|type",
                "/reports/headcount?category=international_youth|category",
                "/reports/headcount?groupBy=gender|groupBy",
                "/reports/headcount?format=pdf|format",
                "/reports/headcount?station=a%20b|station",
                "/missions/UNMIL?x=1|x",
                "/missions/unmil|acronym",
                "/missions/%20|acronym",
                "/admin/projections/missions/parked?subject=%00|subject",
                "/admin/projections/missions/parked?subject=|subject",
                "/admin/projections/missions/rebuilds/one|id",
                "/problems?x=1|x",
                "/live?x=1|x",
                "/admin/projections?x=1|x",
                "/admin/projections/missions/parked?x=1|x",
                "/admin/projections/missions/acts?x=1|x",
                "/admin/projections/missions/rebuilds?x=1|x",
                "/admin/projections/missions/rebuilds/1?x=1|x",
                "/admin/projections/missions/generations?x=1|x",
                "/admin/completeness?after=1|after",
                "/config.json?x=1|x"
            })
    void names_the_parameter_that_it_cannot_understand(String path, String field) throws Exception {
        String accept = path.startsWith("/live") ? "text/event-stream" : "text/csv, application/json";

        HttpResponse<String> answer =
                querySide.getAs(querySide.issuer().tokenWith("reports admin"), path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("INVALID");
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
                .containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/completeness/verify",
                "/admin/projections/missions/rebuild/pause",
                "/admin/projections/missions/rebuild/resume",
                "/admin/projections/missions/rebuild/cancel",
                "/admin/projections/missions/parked/mission:UNMIL/retry"
            })
    void names_the_parameter_of_an_order_that_it_cannot_understand(String path) throws Exception {
        HttpResponse<String> answer =
                querySide.send("POST", querySide.issuer().tokenWith("admin"), path + "?switch=never");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
                .containsExactly("switch");
    }

    @Test
    void names_all_parameters_that_it_cannot_understand() throws Exception {
        HttpResponse<String> answer =
                querySide.get("/reports/strength?from=x&to=y&mission=z&extra=1", RunningQuerySide.POSITION, "-1");

        assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
                .containsExactlyInAnyOrder("from", "to", "mission", "extra", RunningQuerySide.POSITION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "1.0", "one", "", "1 2", "9223372036854775808", "1e3", "٣"})
    void refuses_a_position_that_is_no_number(String position) throws Exception {
        Answer answer = rawGet("/reports/headcount", RunningQuerySide.POSITION + ": " + position);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(RunningQuerySide.POSITION);
    }

    @Test
    void says_504_when_a_position_is_not_reached_in_time() throws Exception {
        HttpResponse<String> answer =
                querySide.get("/reports/headcount", RunningQuerySide.POSITION, "999999999999999999");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("POSITION_NOT_REACHED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "text/html", "garbage", "image/*"})
    void says_406_to_what_it_cannot_send(String accept) throws Exception {
        HttpResponse<String> answer = querySide.get("/reports/headcount", "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("NOT_ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/headcount?on=%zz",
                "/reports/headcount?%",
                "/reports/headcount?on=%c3%28",
                "/reports/headcount?%0d%0aX=1",
                "/a;x=%zz",
                "/missions;x=%zz",
                "/missions/UNMIL;x=%c3",
                "/missions/%2e%2e",
                "/missions//x",
                "/missions;a=b",
                "/missions/%00",
                "/missions/a%2fb",
                "/missions/%",
                "/webjars/..%2f..%2fapplication.yml",
                "/assets/../application.yml",
                "/reports/unknown",
                "/reports/",
                "/%ff"
            })
    void never_fails_over_a_malformed_address(String target) throws Exception {
        Answer answer = rawGet(target, "Accept: application/json");

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).contains("Content-Type: application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void only_reads(String method) throws Exception {
        String token = querySide.issuer().tokenWith("reports admin");

        assertThat(querySide.send(method, token, "/missions").statusCode()).isEqualTo(405);
        assertThat(querySide.send(method, token, "/reports/headcount").statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/assets/app.js",
                "/missions",
                "/missions/UNMISET",
                "/reports/headcount",
                "/live",
                "/admin/projections",
                "/actuator/health",
                "/actuator/metrics",
                "/v3/api-docs",
                "/problems"
            })
    void answers_head_with_the_headers_and_at_once(String path) throws Exception {
        for (int n = 0; n < 30; n++) {
            HttpResponse<String> head =
                    querySide.send("HEAD", querySide.issuer().tokenWith("reports admin"), path);

            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Type")).isPresent();
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data|415",
                "multipart/form-data; boundary=x|415",
                "multipart/mixed|415",
                "application/x-www-form-urlencoded|415",
                "text/plain|415",
                "garbage|415",
                "application/json; charset=nonsense|415",
                "|415"
            })
    void takes_no_order_in_a_form_that_hides_its_body(String type, int status) throws Exception {
        for (String path : List.of("/admin/projections/missions/rebuild", "/admin/projections/rebuild")) {
            Answer answer =
                    raw("POST", path, "{\"switch\":\"never\"}", type == null ? "X: y" : "Content-Type: " + type);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains("Content-Type: application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missions", "/", "/actuator/metrics", "/nothing"})
    void refuses_multipart_everywhere_as_a_media_type(String path) throws Exception {
        assertThat(raw("POST", path, "x", "Content-Type: multipart/form-data").statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/metrics", "/actuator/health", "/missions", "/v3/api-docs", "/problems", "/"})
    void takes_an_empty_accept_for_none(String path) throws Exception {
        assertThat(raw("GET", path, "", "Accept: ").statusCode()).isEqualTo(200);
        assertThat(raw("GET", path, "", "Accept: ;;").statusCode()).isEqualTo(406);
    }

    @Test
    void repeats_no_host_that_a_request_names() throws Exception {
        for (String path : List.of("/v3/api-docs", "/", "/nothing", "/problems", "/config.json")) {
            Answer answer = rawTo("evil.example", "GET", path, "", "X-Forwarded-Host: worse.example");

            assertThat(answer.body()).doesNotContain("evil.example", "worse.example");
        }
    }

    @Test
    void lists_every_report() throws Exception {
        assertThat(JsonPath.<List<String>>read(querySide.get("/reports").body(), "$[*].name"))
                .containsExactlyInAnyOrderElementsOf(ReportStage.reports().stream()
                        .map(report -> report.description().name())
                        .toList());
    }

    private Answer rawGet(String target, String header) throws IOException {
        return raw("GET", target, "", header);
    }

    private Answer raw(String method, String target, String body, String header) throws IOException {
        return rawTo(URI.create(querySide.address()).getAuthority(), method, target, body, header);
    }

    /** A request written by hand, because clients refuse to send what servers must survive. */
    private Answer rawTo(String host, String method, String target, String body, String header) throws IOException {
        URI server = URI.create(querySide.address());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            String request = method + " " + target + " HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\nAuthorization: Bearer "
                    + querySide.issuer().tokenWith("reports admin") + "\r\nContent-Length: " + body.length() + "\r\n"
                    + header + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(answer.substring(9, 12)), answer);
        }
    }

    private record Answer(int statusCode, String body) {}
}
