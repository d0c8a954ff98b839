package org.muster.local.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.local.authorization.BrowserSession.PAGE;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line is let in by a person with a browser (RFC 8628), for what that person may do, and each time anew. */
class DeviceFlowTest {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    @TempDir
    static Path directory;

    private static AuthorizationServer server;

    private final JsonMapper json = JsonMapper.shared();
    private final BrowserSession browser = new BrowserSession(server.issuer());

    @BeforeAll
    static void start() throws IOException {
        server = AuthorizationServer.start(AuthorizationServerTest.freePort(), PAGE, directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_person_lets_it_in_and_each_refresh_token_is_good_once() throws Exception {
        JsonNode code = code("reports");
        assertThat(code.path("verification_uri").asString()).isEqualTo(server.issuer() + "/device");
        assertThat(code.path("user_code").asString()).matches("[A-Z]{4}-[A-Z]{4}");
        assertThat(poll(code).path("error").asString()).isEqualTo("authorization_pending");

        HttpResponse<String> login = browser.get(browser.location(
                browser.get(code.path("verification_uri_complete").asString())));
        String typed = browser.get(browser.location(browser.click("demo-viewer", login)))
                .body();
        assertThat(typed).contains(code.path("user_code").asString()).doesNotContain("<script", "<style", " style=");
        String consent = consent(code);
        assertThat(consent)
                .contains(
                        "command-line",
                        "demo-viewer",
                        "Allow: reports",
                        code.path("user_code").asString());
        assertThat(submit(consent, "Allow: reports")).isEqualTo(server.issuer() + "/device/allowed");

        JsonNode granted = poll(code);
        SignedJWT token = SignedJWT.parse(granted.path("access_token").asString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("demo-viewer");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("muster");
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope")).containsExactly("reports");
        assertThat(poll(code).has("access_token")).as("a code is good once").isFalse();

        JsonNode renewed = refresh(granted.path("refresh_token").asString());
        assertThat(SignedJWT.parse(renewed.path("access_token").asString())
                        .getJWTClaimsSet()
                        .getSubject())
                .isEqualTo("demo-viewer");
        assertThat(refresh(granted.path("refresh_token").asString())
                        .path("error")
                        .asString())
                .isEqualTo("invalid_grant");
        String last = renewed.path("refresh_token").asString();
        assertThat(post("/oauth2/revoke", "client_id", "command-line", "token", last)
                        .statusCode())
                .isEqualTo(200);
        assertThat(refresh(last).path("error").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void the_administrator_gives_what_the_viewer_may_not_however_the_form_is_filled_in() throws Exception {
        signIn("demo-viewer");
        JsonNode code = code("commands reports");
        String consent = consent(code);
        assertThat(consent).contains("with: commands, reports").contains("Allow: reports");
        assertThat(submit(consent.replace("value=\"reports\"", "value=\"commands\""), "Allow: reports"))
                .isEqualTo(server.issuer() + "/device/allowed");
        assertThat(poll(code).path("error").asString()).isEqualTo("invalid_scope");
        assertThat(consent(code("admin commands")))
                .contains("None of it is yours")
                .doesNotContain("Allow: ");

        signIn("demo-administrator");
        JsonNode theirs = code("commands reports");
        assertThat(submit(consent(theirs), "Allow: commands, reports")).endsWith("/device/allowed");
        SignedJWT token = SignedJWT.parse(poll(theirs).path("access_token").asString());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("demo-administrator");
        assertThat(token.getJWTClaimsSet().getStringListClaim("scope"))
                .containsExactlyInAnyOrder("commands", "reports");
    }

    @Test
    void a_person_is_asked_every_time_and_may_refuse() throws Exception {
        signIn("demo-viewer");
        submit(consent(code("reports")), "Allow: reports");

        JsonNode again = code("reports");
        assertThat(browser.location(verify(again.path("user_code").asString())))
                .as("a link with a code in it lets nobody in")
                .startsWith(server.issuer() + "/device/consent?");
        assertThat(submit(consent(again), "Do not allow it")).isEqualTo(server.issuer() + "/device/denied");
        assertThat(poll(again).path("error").asString()).isEqualTo("access_denied");
        assertThat(browser.location(verify("BBBB-BBBB"))).isEqualTo(server.issuer() + "/device?unknown=true");
        assertThat(browser.location(verify(again.path("user_code").asString())))
                .as("a code is good once")
                .isEqualTo(server.issuer() + "/device?unknown=true");
    }

    @Test
    void nothing_is_echoed_as_markup() throws Exception {
        signIn("demo-viewer");
        String canary = "%22%3E%3Cscript%3E";

        for (String address : List.of(
                "/device?user_code=" + canary,
                "/device/consent?client_id=" + canary + "&state=" + canary + "&user_code=" + canary + "&scope="
                        + canary)) {
            assertThat(browser.get(server.issuer() + address).body())
                    .contains("&lt;script")
                    .doesNotContain("<script");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "integrator", "dashboard-page", "nobody", ""})
    void no_other_client_comes_in_by_its_name_alone(String client) throws Exception {
        assertThat(post("/oauth2/device_authorization", "client_id", client, "scope", "reports")
                        .statusCode())
                .isIn(400, 401);
        HttpResponse<String> renewed =
                post("/oauth2/token", "grant_type", "refresh_token", "refresh_token", "x", "client_id", client);
        assertThat(renewed.statusCode()).isIn(400, 401);
        assertThat(renewed.body()).doesNotContain("access_token");
    }

    @Test
    void the_command_line_gets_no_token_without_a_person() throws Exception {
        HttpResponse<String> asked = post(
                "/oauth2/token", "grant_type", "client_credentials", "client_id", "command-line", "scope", "reports");
        assertThat(asked.statusCode()).isIn(400, 401);
        assertThat(asked.body()).doesNotContain("access_token");
        assertThat(post("/oauth2/device_authorization", "client_id", "command-line", "scope", "everything")
                        .body())
                .contains("invalid_scope");
    }

    private void signIn(String user) throws Exception {
        browser.click(user, browser.get(server.issuer() + "/login"));
    }

    private JsonNode code(String scopes) throws Exception {
        HttpResponse<String> answer =
                post("/oauth2/device_authorization", "client_id", "command-line", "scope", scopes);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> verify(String userCode) throws Exception {
        return browser.get(server.issuer() + "/oauth2/device_verification?user_code=" + userCode);
    }

    private String consent(JsonNode code) throws Exception {
        return browser.get(browser.location(verify(code.path("user_code").asString())))
                .body();
    }

    /** Presses a button, and says where that leads. */
    private String submit(String page, String button) throws Exception {
        String form = Pattern.compile("(?s)<form .*?</form>")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .filter(found -> found.contains(">" + button + "</button>"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(button + " is not in " + page));
        List<String> fields = new ArrayList<>();
        Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(form)
                .results()
                .forEach(field -> {
                    fields.add(field.group(1));
                    fields.add(field.group(2));
                });
        return browser.location(post("/oauth2/device_verification", fields.toArray(String[]::new)));
    }

    private JsonNode poll(JsonNode code) throws Exception {
        return json.readTree(post(
                        "/oauth2/token",
                        "grant_type",
                        GRANT,
                        "device_code",
                        code.path("device_code").asString(),
                        "client_id",
                        "command-line")
                .body());
    }

    private JsonNode refresh(String token) throws Exception {
        return json.readTree(post(
                        "/oauth2/token",
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        "command-line")
                .body());
    }

    private HttpResponse<String> post(String path, String... namesAndValues) throws Exception {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return browser.http()
                .send(
                        HttpRequest.newBuilder(URI.create(server.issuer() + path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(fields.stream().collect(Collectors.joining("&"))))
                                .build(),
                        BodyHandlers.ofString());
    }
}
