package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.web.security.AccessRules;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint that the running side has, for every credential: who may what, and nobody else; and what is recorded of it. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class AccessMatrixTest {

    private static final String OPEN = "open";

    /** By the beginning of an address, the longest that fits: the scopes of which it takes one. */
    private static final Map<String, Set<String>> NEEDS = Map.ofEntries(
            Map.entry("/config.json", Set.of(OPEN)),
            Map.entry("/problems", Set.of(OPEN)),
            Map.entry("/v3/api-docs", Set.of(OPEN)),
            Map.entry("/actuator/health", Set.of(OPEN)),
            Map.entry("/actuator", Set.of("admin")),
            Map.entry("/admin", Set.of("admin")),
            Map.entry("/audit", Set.of("audit")),
            Map.entry("/personal-data", Set.of("personal-data")),
            Map.entry("/live", Set.of("reports")),
            Map.entry("/open-data", Set.of("reports")),
            Map.entry("/missions", Set.of("reports")),
            Map.entry("/reports", Set.of("reports")));

    private static final List<String> SCOPES =
            List.of("commands", "import", "reports", "roster", "audit", "personal-data", "admin");

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private record Endpoint(String method, String path) {}

    private Set<Endpoint> endpoints() throws Exception {
        querySide.get("/missions"); // the first request sets the servlet up
        Set<Endpoint> found = new TreeSet<>(Comparator.comparing(Endpoint::toString));
        for (var mapping : querySide.bean(DispatcherServlet.class).getHandlerMappings()) {
            if (mapping instanceof RequestMappingInfoHandlerMapping mappings) {
                mappings.getHandlerMethods().keySet().forEach(info -> add(info, found));
            }
        }
        return found;
    }

    private static void add(RequestMappingInfo info, Set<Endpoint> found) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
            String path = pattern.replaceAll("/\\{\\*[^}]*}|/\\*\\*", "/x").replaceAll("\\{[^}]*}|\\*", "x");
            if (!path.equals("/error")) {
                (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                        .forEach(method -> found.add(new Endpoint(method.name(), path)));
            }
        }
    }

    private Set<String> needs(Endpoint endpoint, Set<String> ofRoster) {
        if (endpoint.path().equals("/")
                || endpoint.path()
                        .matches(
                                "/(m/x|ends|changes|known|quality|operations|map|events|roster|history|index\\.html|history\\.html)")) {
            return Set.of(OPEN);
        }
        if (ofRoster.stream()
                .anyMatch(
                        path -> endpoint.path().equals(path) || endpoint.path().startsWith(path + "/"))) {
            return Set.of("roster");
        }
        String begins = NEEDS.keySet().stream()
                .filter(start -> endpoint.path().equals(start)
                        || endpoint.path().startsWith(start + "/")
                        || endpoint.path().startsWith(start + "."))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("nobody has decided who may use " + endpoint));
        return NEEDS.get(begins);
    }

    /** Some answers have no end, so the body is left alone. */
    private int status(Endpoint endpoint, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(querySide.address() + endpoint.path()))
                .timeout(Duration.ofSeconds(30))
                .method(endpoint.method(), HttpRequest.BodyPublishers.noBody());
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    private Map<String, String> badTokens() throws Exception {
        String all = String.join(" ", SCOPES);
        TestIssuer issuer = querySide.issuer();
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("none", null);
        bad.put("another audience", issuer.tokenFor("dashboard-page", all));
        bad.put("no audience", issuer.tokenFor(null, all));
        bad.put("no end", issuer.endlessTokenWith(all));
        bad.put("expired", issuer.expiredTokenWith(all));
        bad.put("another issuer", issuer.foreignTokenWith(all));
        bad.put("forged", issuer.forgedTokenWith(all));
        String good = issuer.tokenWith(all);
        bad.put("unsigned", good.substring(0, good.lastIndexOf('.') + 1));
        return bad;
    }

    @Test
    void every_endpoint_opens_to_the_scopes_that_it_needs_and_to_nobody_else() throws Exception {
        Set<Endpoint> endpoints = endpoints();
        Set<String> ofRoster = ofRoster();
        assertThat(ofRoster).contains("/reports/roster", "/reports/service-history");
        assertThat(endpoints)
                .hasSizeGreaterThan(30)
                .contains(
                        new Endpoint("GET", "/reports/roster"),
                        new Endpoint("GET", "/reports/headcount"),
                        new Endpoint("GET", "/live"),
                        new Endpoint("GET", "/audit/door"),
                        new Endpoint("GET", "/audit/events"),
                        new Endpoint("GET", "/personal-data/x"));
        List<String> wrong = new ArrayList<>();
        Map<String, String> bad = badTokens();
        int tried = 0;
        for (Endpoint endpoint : endpoints) {
            Set<String> needs = needs(endpoint, ofRoster);
            boolean open = needs.contains(OPEN);
            for (Map.Entry<String, String> one : bad.entrySet()) {
                if (!open || one.getValue() == null) {
                    expect(endpoint, one.getKey(), status(endpoint, one.getValue()), open ? 200 : 401, wrong);
                    tried++;
                }
            }
            for (String scope : SCOPES) {
                boolean may = open || needs.contains(scope);
                expect(endpoint, scope, status(endpoint, querySide.issuer().tokenWith(scope)), may ? 200 : 403, wrong);
                tried++;
            }
            String others =
                    SCOPES.stream().filter(scope -> !needs.contains(scope)).collect(Collectors.joining(" "));
            expect(
                    endpoint,
                    "all others",
                    status(endpoint, querySide.issuer().tokenWith(others)),
                    open ? 200 : 403,
                    wrong);
            tried++;
        }
        assertThat(wrong).as("of " + tried + " combinations").isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    /** 200 stands for: let in. What is asked for need not be there, nor be right. */
    private static void expect(Endpoint endpoint, String credential, int status, int expected, List<String> wrong) {
        boolean right = expected == 200 ? status != 401 && status != 403 && status != 500 : status == expected;
        if (!right) {
            wrong.add(endpoint + " with " + credential + ": " + status + ", not " + expected);
        }
    }

    private Set<String> ofRoster() {
        return querySide.beans(Report.class).stream()
                .map(Report::description)
                .filter(report -> report.access() == Access.ROSTER)
                .map(report -> report.path())
                .collect(Collectors.toSet());
    }

    @Test
    void records_who_reads_each_report_that_shows_single_volunteers() {
        assertThat(querySide.bean(AccessRules.class).recorded())
                .containsAll(ofRoster())
                .contains("/audit", "/personal-data");
    }

    @Test
    void records_sign_ins_refusals_and_who_saw_single_volunteers() throws Exception {
        String audit = querySide.issuer().tokenWith("audit");
        String roster = querySide.issuer().tokenWith("roster");
        assertThat(querySide.getAs(roster, "/reports/roster?mission=UNMISET").statusCode())
                .isEqualTo(200);
        assertThat(querySide.getAs(roster, "/admin/projections").statusCode()).isEqualTo(403);
        assertThat(querySide.getAs(null, "/missions/Zyxwenna-Quillfeather").statusCode())
                .isEqualTo(401);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<String> entries =
                    querySide.getAs(audit, "/audit/door").body().lines().toList();
            assertThat(entries).anySatisfy(entry -> {
                assertThat(JsonPath.<String>read(entry, "$.kind")).isEqualTo("READ");
                assertThat(JsonPath.<String>read(entry, "$.target")).isEqualTo("/reports/roster?mission=UNMISET");
                assertThat(JsonPath.<String>read(entry, "$.caller")).isNotEmpty();
            });
            assertThat(entries).anySatisfy(entry -> {
                assertThat(JsonPath.<String>read(entry, "$.kind")).isEqualTo("REFUSED");
                assertThat(JsonPath.<String>read(entry, "$.target")).isEqualTo("/admin");
                assertThat(JsonPath.<Integer>read(entry, "$.status")).isEqualTo(403);
                assertThat(JsonPath.<String>read(entry, "$.caller")).isNotEmpty();
            });
            assertThat(entries).anySatisfy(entry -> {
                assertThat(JsonPath.<String>read(entry, "$.kind")).isEqualTo("REFUSED");
                assertThat(JsonPath.<String>read(entry, "$.target")).isEqualTo("/missions");
                assertThat(JsonPath.<Integer>read(entry, "$.status")).isEqualTo(401);
            });
            assertThat(entries)
                    .anySatisfy(entry ->
                            assertThat(JsonPath.<String>read(entry, "$.kind")).isEqualTo("SIGN_IN"))
                    .as("what a stranger wrote is not copied")
                    .noneMatch(entry -> entry.contains("Zyxwenna"));
        });
    }
}
