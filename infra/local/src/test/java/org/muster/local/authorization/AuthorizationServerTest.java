package org.muster.local.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.local.authorization.BrowserSession.PAGE;
import static org.muster.local.authorization.BrowserSession.VERIFIER;
import static org.muster.local.authorization.BrowserSession.form;
import static org.muster.local.authorization.BrowserSession.hiddenFields;
import static org.muster.local.authorization.BrowserSession.query;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuthorizationServerTest {

    @TempDir
    static Path directory;

    private static AuthorizationServer server;

    private final JsonMapper json = new JsonMapper();
    private final BrowserSession browser = new BrowserSession(server.issuer());

    @BeforeAll
    static void start() throws IOException {
        server = AuthorizationServer.start(freePort(), PAGE, directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "integrator, commands",
        "importer, commands import",
        "dashboard, reports",
        "auditor, audit reports",
        "admin, admin reports roster"
    })
    void each_role_gets_a_signed_token_with_its_scopes_for_fifteen_minutes(String role, String scopes)
            throws Exception {
        DemoClient client = client(role);
        HttpResponse<String> answer = token(client.id(), client.secret(), scopes);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = json.readTree(answer.body());
        assertThat(body.path("expires_in").asInt()).isBetween(890, 900);
        SignedJWT token = SignedJWT.parse(body.path("access_token").asString());
        JWKSet keys = JWKSet.parse(browser.get(server.issuer() + "/oauth2/jwks").body());
        assertThat(token.verify(new RSASSAVerifier(keys.getKeys().getFirst().toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(server.issuer());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(role);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("muster");
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactlyInAnyOrder(scopes.split(" "));
    }

    @Test
    void a_wrong_secret_and_a_scope_of_another_role_are_refused() throws Exception {
        assertThat(token("integrator", "wrong", "commands").statusCode()).isEqualTo(401);
        assertThat(token("nobody", "wrong", "commands").statusCode()).isEqualTo(401);
        DemoClient integrator = client("integrator");
        HttpResponse<String> beyond = token(integrator.id(), integrator.secret(), "commands import");
        assertThat(beyond.statusCode()).isEqualTo(400);
        assertThat(beyond.body()).contains("invalid_scope");
    }

    @Test
    void the_key_set_holds_no_private_part() throws Exception {
        String keys = browser.get(server.issuer() + "/oauth2/jwks").body();
        assertThat(json.readTree(keys).path("keys").get(0).propertyNames()).doesNotContain("d", "p", "q");
    }

    @Test
    void secrets_and_key_are_for_the_owner_only_and_stay_over_a_restart() throws Exception {
        assertThat(mode("clients.json")).isEqualTo("rw-------");
        assertThat(mode("signing-key.json")).isEqualTo("rw-------");
        JsonNode file = json.readTree(Files.readString(directory.resolve("clients.json")));
        assertThat(file.size()).isEqualTo(5);
        assertThat(file.get(0).propertyNames())
                .containsExactlyInAnyOrder("client_id", "client_secret", "scopes", "token_url");
        assertThat(DemoClients.in(directory.resolve("clients.json"), server.issuer() + "/oauth2/token"))
                .isEqualTo(server.clients());
        assertThat(SigningKey.in(directory.resolve("signing-key.json")).getKeyID())
                .isEqualTo(SigningKey.in(directory.resolve("signing-key.json")).getKeyID());
    }

    @Test
    void another_port_changes_the_address_in_the_file_but_no_secret(@TempDir Path other) {
        Path file = other.resolve("clients.json");
        List<DemoClient> before = DemoClients.in(file, "http://localhost:1/oauth2/token");
        List<DemoClient> after = DemoClients.in(file, "http://localhost:2/oauth2/token");
        assertThat(after.stream().map(DemoClient::secret))
                .isEqualTo(before.stream().map(DemoClient::secret).toList());
        assertThat(after).allMatch(client -> client.tokenUrl().equals("http://localhost:2/oauth2/token"));
        assertThat(before.stream().map(DemoClient::secret).distinct()).hasSize(5);
    }

    @Test
    void the_page_signs_in_with_one_click_and_proof_of_its_code() throws Exception {
        HttpResponse<String> asked = browser.get(browser.authorize(Map.of()));
        assertThat(asked.statusCode()).isEqualTo(302);
        HttpResponse<String> login = browser.get(browser.location(asked));
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.body())
                .contains("Continue as demo viewer", "Continue as demo administrator")
                .doesNotContain("<script", "<style", " style=");
        assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self' http://localhost:8081");
        assertThat(browser.get(server.issuer() + "/login.css").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));

        HttpResponse<String> clicked = browser.click("demo-viewer", login);
        assertThat(clicked.statusCode()).isEqualTo(302);
        HttpResponse<String> back = browser.get(browser.location(clicked));
        String target = browser.location(back);
        assertThat(target).startsWith(PAGE + "?code=").contains("state=xyz");
        String code = query(target).get("code");

        assertThat(browser.exchange(code, "another-verifier-that-is-also-at-least-43-characters-long")
                        .statusCode())
                .isEqualTo(400);
        String fresh = query(browser.location(browser.get(browser.authorize(Map.of()))))
                .get("code");
        HttpResponse<String> exchanged = browser.exchange(fresh, VERIFIER);
        assertThat(exchanged.statusCode()).isEqualTo(200);
        assertThat(exchanged.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("http://localhost:8081");
        SignedJWT token = SignedJWT.parse(
                json.readTree(exchanged.body()).path("access_token").asString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("demo-viewer");
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactlyInAnyOrder("openid", "reports");
        assertThat(browser.exchange(fresh, VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void the_page_gets_no_code_without_a_challenge_and_is_sent_nowhere_else() throws Exception {
        browser.signIn("demo-viewer");
        HttpResponse<String> plain =
                browser.get(browser.authorize(Map.of("code_challenge", "", "code_challenge_method", "")));
        assertThat(plain.headers().firstValue("Location").orElse("")).doesNotContain("code=");
        HttpResponse<String> elsewhere =
                browser.get(browser.authorize(Map.of("redirect_uri", "http://localhost:9999/")));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        HttpResponse<String> more = browser.get(browser.authorize(Map.of("scope", "openid commands")));
        assertThat(browser.location(more)).contains("error=invalid_scope");
    }

    @Test
    void the_demo_administrator_may_administer_without_being_asked_what_for() throws Exception {
        browser.signIn("demo-administrator");

        HttpResponse<String> widened = browser.get(browser.authorize(Map.of()));
        HttpResponse<String> back = browser.get(browser.location(widened));
        JsonNode granted =
                json.readTree(browser.exchange(query(browser.location(back)).get("code"), VERIFIER)
                        .body());

        assertThat(browser.location(back)).startsWith(PAGE + "?code=").contains("state=xyz");
        assertThat(granted.path("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "reports", "admin");
        SignedJWT token = SignedJWT.parse(granted.path("access_token").asString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("demo-administrator");
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope"))
                .containsExactlyInAnyOrder("openid", "reports", "admin");
    }

    @Test
    void the_demo_viewer_may_not_administer_and_is_asked_to_be_somebody_else() throws Exception {
        browser.signIn("demo-viewer");
        String administering = browser.authorize(Map.of("scope", "openid reports admin"));

        HttpResponse<String> asked = browser.get(administering);
        HttpResponse<String> login = browser.get(browser.location(asked));
        assertThat(browser.location(asked)).isEqualTo(server.issuer() + "/login");
        assertThat(login.body()).contains("demo administrator").doesNotContain("demo viewer");

        HttpResponse<String> viewerAgain = browser.click("demo-viewer", login);
        assertThat(browser.location(browser.get(browser.location(viewerAgain)))).isEqualTo(server.issuer() + "/login");

        HttpResponse<String> administrator = browser.click(
                "demo-administrator", browser.get(browser.location(browser.get(browser.location(viewerAgain)))));
        assertThat(browser.location(browser.get(browser.location(administrator))))
                .startsWith(PAGE + "?code=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "roster", "personal-data"})
    void what_is_not_for_viewers_is_given_to_the_demo_administrator_only(String scope) throws Exception {
        browser.signIn("demo-viewer");
        String more = browser.authorize(Map.of("scope", "openid reports " + scope));

        HttpResponse<String> asked = browser.get(more);
        assertThat(browser.location(asked)).isEqualTo(server.issuer() + "/login");
        HttpResponse<String> login = browser.get(browser.location(asked));
        assertThat(login.body()).doesNotContain("demo viewer");
        HttpResponse<String> clicked = browser.click("demo-administrator", login);
        String back = browser.location(browser.get(browser.location(browser.get(browser.location(clicked)))));
        JsonNode granted = json.readTree(
                browser.exchange(query(back).get("code"), VERIFIER).body());
        assertThat(granted.path("scope").asString().split(" "))
                .containsExactlyInAnyOrder("openid", "reports", "admin", scope);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/%61uthorize", "/oauth2/authoriz%65", "/%6fauth2/authorize", "/oauth2/authorize;x=y",
                "/oauth2;x=y/authorize", "/oauth2//authorize", "/oauth2/./authorize", "/oauth2/x/../authorize"
            })
    void the_demo_viewer_may_not_administer_however_the_address_is_written(String path) throws Exception {
        browser.signIn("demo-viewer");

        HttpResponse<String> asked = browser.get(
                browser.authorize(Map.of("scope", "openid reports admin")).replace("/oauth2/authorize", path));

        String target = asked.headers().firstValue("Location").orElse("");
        if (target.contains("?code=")) {
            HttpResponse<String> exchanged = browser.exchange(query(target).get("code"), VERIFIER);
            assertThat(exchanged.statusCode()).isEqualTo(400);
            assertThat(exchanged.body()).contains("invalid_scope");
        }
    }

    @Test
    void an_access_token_is_no_code() throws Exception {
        browser.signIn("demo-viewer");
        String code = query(browser.location(browser.get(browser.authorize(Map.of()))))
                .get("code");
        JsonNode granted = json.readTree(browser.exchange(code, VERIFIER).body());
        for (String token : List.of(
                granted.path("access_token").asString(),
                granted.path("id_token").asString(),
                "x")) {
            HttpResponse<String> answer = browser.exchange(token, VERIFIER);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_grant");
        }
    }

    @Test
    void other_origins_are_not_allowed_to_read_tokens() throws Exception {
        HttpResponse<String> answer = browser.http()
                .send(
                        HttpRequest.newBuilder(URI.create(server.issuer() + "/oauth2/token"))
                                .header("Origin", "http://evil.example")
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void a_login_without_the_form_is_refused() throws Exception {
        assertThat(browser.post(server.issuer() + "/login", Map.of("username", "demo-viewer"))
                        .statusCode())
                .isEqualTo(403);
        Map<String, String> fields = new HashMap<>(
                hiddenFields(browser.get(server.issuer() + "/login").body()));
        fields.put("username", "admin");
        assertThat(browser.location(browser.post(server.issuer() + "/login", fields)))
                .contains("/login?error");
    }

    private HttpResponse<String> token(String id, String secret, String scope) throws Exception {
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return browser.http()
                .send(
                        HttpRequest.newBuilder(URI.create(server.issuer() + "/oauth2/token"))
                                .header("Authorization", "Basic " + credentials)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(
                                        form(Map.of("grant_type", "client_credentials", "scope", scope))))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static DemoClient client(String id) {
        return server.clients().stream()
                .filter(client -> client.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
    }
}
