package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, by which token, and what a browser is told about it. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class AccessTest {

    private static final String OPEN = "open";

    private final RunningQuerySide querySide = RunningQuerySide.shared();

    @ParameterizedTest
    @CsvSource({
        "/,                             open",
        "/assets/app.js,                open",
        "/webjars/echarts/echarts.esm.min.js, open",
        "/config.json,                  open",
        "/actuator/health,              open",
        "/actuator/health/readiness,    open",
        "/actuator/health/liveness,     open",
        "/missions,                     reports",
        "/missions/UNMIL,               reports",
        "/reports/headcount,            reports",
        "/reports/strength?from=2010-01&to=2010-02, reports",
        "/reports/cumulative,           reports",
        "/open-data,                    reports",
        "/open-data/gender-by-month,    reports",
        "/open-data/gender-by-month.csv, reports",
        "/reports/evacuations,          reports",
        "/reports/rest,                 reports",
        "/reports/service-limit,        roster",
        "/reports,                      reports",
        "/admin/projections,            admin",
        "/actuator/prometheus,          admin",
        "/actuator/metrics,             admin",
        "/actuator/env,                 admin",
        "/v3/api-docs,                  open",
        "/problems,                     open",
        "/problems/UNKNOWN_MISSION,     open",
        "/anything,                     nobody",
        "/roster,                       open",
        "/error,                        nobody",
        "/missions/,                    nobody",
        "/reports/headcount/,           nobody"
    })
    void lets_in_whom_it_should_and_nobody_else(String path, String scope) throws Exception {
        int anonymous = querySide.getAs(null, path).statusCode();
        if (scope.equals(OPEN)) {
            assertThat(anonymous).isIn(200, 503);
            return;
        }
        assertThat(anonymous).isEqualTo(401);
        for (String other : List.of("commands", "roster", "audit", "personal-data", "reports", "admin")) {
            int status =
                    querySide.getAs(querySide.issuer().tokenWith(other), path).statusCode();
            if (scope.equals(other)) {
                assertThat(status).as("%s with %s", path, other).isIn(200, 404);
            } else if (scope.equals("nobody")) {
                assertThat(status).as("%s with %s", path, other).isEqualTo(404);
            } else {
                assertThat(status).as("%s with %s", path, other).isEqualTo(403);
            }
        }
    }

    @Test
    void refuses_tokens_that_are_not_the_issuer_s_or_have_ended() throws Exception {
        for (String token : List.of(
                querySide.issuer().expiredTokenWith("reports"),
                querySide.issuer().forgedTokenWith("reports"),
                querySide.issuer().foreignTokenWith("reports"),
                querySide.issuer().endlessTokenWith("reports"),
                querySide.issuer().tokenFor("dashboard-page", "reports"),
                querySide.issuer().tokenFor(null, "reports"),
                querySide.issuer().tokenFor("", "reports"),
                "nonsense",
                "a.b.c",
                "e30.e30.")) {
            HttpResponse<String> answer = querySide.getAs(token, "/missions");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void fetches_the_issuer_s_keys_not_once_for_each_bogus_token() throws Exception {
        querySide.get("/missions");
        List<String> bogus = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            bogus.add(querySide.issuer().tokenOfANewKeyWith("reports"));
        }
        int before = querySide.issuer().fetches();
        long begunNanos = System.nanoTime();
        for (String token : bogus) {
            assertThat(querySide.getAs(token, "/missions").statusCode()).isEqualTo(401);
        }
        long intervals = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNanos) / 10;

        // Two in ten seconds, however many tokens come.
        assertThat((long) querySide.issuer().fetches() - before).isLessThanOrEqualTo(2 * (intervals + 1));
        assertThat(querySide.get("/missions").statusCode()).isEqualTo(200);
    }

    @Test
    void says_forbidden_as_a_problem() throws Exception {
        HttpResponse<String> answer = querySide.getAs(querySide.issuer().tokenWith("commands"), "/missions");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void sends_headers_that_keep_the_page_to_itself() throws Exception {
        HttpResponse<String> page = querySide.getAs(null, "/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'self'")
                .contains("connect-src 'self' " + querySide.issuer().issuer())
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.body()).doesNotContain("style=").doesNotContainPattern("<script(?![^>]*src=)");
    }
}
