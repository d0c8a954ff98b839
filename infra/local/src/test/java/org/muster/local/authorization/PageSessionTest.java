package org.muster.local.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.local.authorization.BrowserSession.PAGE;
import static org.muster.local.authorization.BrowserSession.VERIFIER;
import static org.muster.local.authorization.BrowserSession.form;
import static org.muster.local.authorization.BrowserSession.query;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A session of the page with the demo server: renewed without a question while it lasts, and ended by a sign-out. */
class PageSessionTest {

    private static final Map<String, String> SILENTLY = Map.of("prompt", "none");

    @Test
    void is_renewed_without_a_question_until_the_sign_out(@TempDir Path directory) throws Exception {
        try (AuthorizationServer server =
                AuthorizationServer.start(AuthorizationServerTest.freePort(), PAGE, directory)) {
            BrowserSession browser = new BrowserSession(server.issuer());
            assertThat(silently(browser)).containsEntry("error", "login_required");

            browser.signIn("demo-viewer");
            Map<String, String> renewed = silently(browser);
            assertThat(renewed).containsKey("code").containsEntry("state", "xyz");
            HttpResponse<String> exchanged = browser.exchange(renewed.get("code"), VERIFIER);
            assertThat(exchanged.statusCode()).isEqualTo(200);
            JsonMapper json = JsonMapper.shared();
            String identity = json.readTree(exchanged.body()).path("id_token").asString();

            JsonNode discovered = json.readTree(browser.get(server.issuer() + "/.well-known/openid-configuration")
                    .body());
            HttpResponse<String> left =
                    browser.get(discovered.path("end_session_endpoint").asString() + "?"
                            + form(Map.of(
                                    "id_token_hint",
                                    identity,
                                    "client_id",
                                    "dashboard-page",
                                    "post_logout_redirect_uri",
                                    PAGE)));
            assertThat(left.statusCode()).isEqualTo(302);
            assertThat(browser.location(left)).isEqualTo(PAGE);
            assertThat(silently(browser)).containsEntry("error", "login_required");
        }
    }

    private static Map<String, String> silently(BrowserSession browser) throws Exception {
        String back = browser.location(browser.get(browser.authorize(SILENTLY)));
        assertThat(back).startsWith(PAGE);
        return query(back);
    }
}
