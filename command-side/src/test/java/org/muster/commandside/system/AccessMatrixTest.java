package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint that the running side has, for every credential: who may what, and nobody else. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class AccessMatrixTest {

    private static final String OPEN = "open";

    /** By the beginning of an address, the longest that fits: the scopes that it needs, all of them. */
    private static final Map<String, Set<String>> NEEDS = Map.ofEntries(
            Map.entry("/schemas", Set.of(OPEN)),
            Map.entry("/problems", Set.of(OPEN)),
            Map.entry("/v3/api-docs", Set.of(OPEN)),
            Map.entry("/v3/asyncapi", Set.of(OPEN)),
            Map.entry("/actuator/health", Set.of(OPEN)),
            Map.entry("/actuator", Set.of("admin")),
            Map.entry("/admin", Set.of("admin")),
            Map.entry("/commands", Set.of("commands")),
            Map.entry("/imports", Set.of("commands", "import")),
            Map.entry("/audit", Set.of("audit")),
            Map.entry("/roster", Set.of("roster")),
            Map.entry("/personal-data", Set.of("personal-data")));

    private static final List<String> SCOPES =
            List.of("commands", "import", "reports", "roster", "audit", "personal-data", "admin");

    private final RunningCommandSide system = RunningCommandSide.shared();

    private record Endpoint(String method, String path) {}

    private Set<Endpoint> endpoints() {
        system.get("/commands/catalog", "commands"); // the first request sets the servlet up
        Set<Endpoint> found = new TreeSet<>(java.util.Comparator.comparing(Endpoint::toString));
        for (var mapping : system.bean(DispatcherServlet.class).getHandlerMappings()) {
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

    private static Set<String> needs(Endpoint endpoint) {
        String begins = NEEDS.keySet().stream()
                .filter(start -> endpoint.path().equals(start)
                        || endpoint.path().startsWith(start + "/")
                        || endpoint.path().startsWith(start + "."))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("nobody has decided who may use " + endpoint));
        return NEEDS.get(begins);
    }

    private int status(Endpoint endpoint, String token) {
        Answer answer = RunningCommandSide.send(system.request(endpoint.path(), token)
                .method(endpoint.method(), BodyPublishers.noBody())
                .build());
        return answer.status();
    }

    private static Map<String, String> badTokens() {
        String all = String.join(" ", SCOPES);
        Map<String, String> bad = new LinkedHashMap<>();
        TestIssuer issuer = RunningCommandSide.ISSUER;
        bad.put("none", null);
        bad.put("another audience", issuer.tokenFor("dashboard-page", all));
        bad.put("no audience", issuer.tokenFor(null, all));
        bad.put("no end", issuer.endlessToken(all));
        bad.put("expired", issuer.token("tester", Instant.now().minusSeconds(3_600), all));
        bad.put("another issuer", new TestIssuer().token("tester", all));
        String good = issuer.token("tester", all);
        int signature = good.lastIndexOf('.') + 10;
        char other = good.charAt(signature) == 'A' ? 'B' : 'A';
        bad.put("forged", good.substring(0, signature) + other + good.substring(signature + 1));
        bad.put("unsigned", good.substring(0, good.lastIndexOf('.') + 1));
        return bad;
    }

    @Test
    void every_endpoint_opens_to_the_scopes_that_it_needs_and_to_nobody_else() {
        Set<Endpoint> endpoints = endpoints();
        assertThat(endpoints)
                .hasSizeGreaterThan(25)
                .contains(
                        new Endpoint("GET", "/personal-data/x"),
                        new Endpoint("POST", "/commands/x"),
                        new Endpoint("GET", "/audit/events"),
                        new Endpoint("GET", "/actuator/prometheus"));
        Map<String, String> bad = badTokens();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Endpoint endpoint : endpoints) {
            Set<String> needs = needs(endpoint);
            boolean open = needs.contains(OPEN);
            for (Map.Entry<String, String> one : bad.entrySet()) {
                if (!open || one.getValue() == null) {
                    expect(endpoint, one.getKey(), status(endpoint, one.getValue()), open ? 200 : 401, wrong);
                    tried++;
                }
            }
            for (String scope : SCOPES) {
                boolean may = open || needs.equals(Set.of(scope));
                expect(endpoint, scope, status(endpoint, RunningCommandSide.token(scope)), may ? 200 : 403, wrong);
                tried++;
            }
            String[] others =
                    SCOPES.stream().filter(scope -> !needs.contains(scope)).toArray(String[]::new);
            expect(endpoint, "all others", status(endpoint, RunningCommandSide.token(others)), open ? 200 : 403, wrong);
            expect(
                    endpoint,
                    "its own",
                    status(endpoint, RunningCommandSide.token(needs.toArray(String[]::new))),
                    200,
                    wrong);
            tried += 2;
        }
        assertThat(wrong).as("of " + tried + " combinations").isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    /** 200 stands for: let in. What is asked for need not be there, nor be right. */
    private static void expect(Endpoint endpoint, String credential, int status, int expected, List<String> wrong) {
        boolean right = expected == 200 ? status != 401 && status != 403 && status < 500 : status == expected;
        if (!right) {
            wrong.add(endpoint + " with " + credential + ": " + status + ", not " + expected);
        }
    }

    @Test
    void an_address_that_nobody_thought_of_is_denied() {
        for (String path : List.of("/audit2", "/personaldata/x", "/commandsx", "/internal", "/actuator2/env")) {
            Endpoint endpoint = new Endpoint("GET", path);
            assertThat(status(endpoint, null)).as(path).isEqualTo(401);
            assertThat(status(endpoint, RunningCommandSide.token(SCOPES.toArray(String[]::new))))
                    .as(path)
                    .isEqualTo(404);
        }
    }

    /** Auditors read and never write; whoever administers does not see who a person is. */
    @Test
    void roles_are_kept_apart() {
        assertThat(status(new Endpoint("POST", "/commands/EstablishMission"), RunningCommandSide.token("audit")))
                .isEqualTo(403);
        assertThat(status(new Endpoint("POST", "/imports"), RunningCommandSide.token("audit", "personal-data")))
                .isEqualTo(403);
        assertThat(status(
                        new Endpoint("GET", "/personal-data/x"),
                        RunningCommandSide.token("admin", "audit", "commands")))
                .isEqualTo(403);
        assertThat(status(new Endpoint("GET", "/audit/accesses"), RunningCommandSide.token("personal-data", "admin")))
                .isEqualTo(403);
    }
}
