package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A session at the desk: sign-in, renewal and sign-out, what a visit and a reload cost, and when it is stale. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class DeskSessionTest extends DeskBrowser {

    @Test
    void signs_in_and_comes_back_to_the_view_that_was_asked_for() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "/ends?on=2003-03-01");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in to see the register"))
                    .click();

            assertThat(page.getByText("S/RES/1")).isVisible();
            assertThat(page).hasURL(querySide.address() + "/ends?on=2003-03-01");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            assertThat(page.locator("#view")).isEmpty();
        }
    }

    @Test
    void says_since_when_it_is_stale() {
        try (BrowserContext context = signedIn()) {
            Page page = context.newPage();
            page.route(Pattern.compile("/live$"), Route::abort);
            page.navigate(querySide.address() + "/quality");

            assertThat(page.locator("#live-text"))
                    .containsText("Stale since", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
        }
    }

    @Test
    void a_first_visit_costs_at_most_20_requests_and_220_kilobytes() {
        try (BrowserContext context = signedIn()) {
            Set<Request> asked = ConcurrentHashMap.newKeySet();
            Page page = context.newPage();
            page.onRequest(asked::add);
            page.navigate(querySide.address() + "/?on=2002-10-15");
            assertThat(page.locator(".attention li")).hasCount(2);
            page.waitForTimeout(500);

            long bytes = asked.stream()
                    .filter(request -> !request.url().endsWith("/live"))
                    .mapToLong(request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
                    .sum();
            System.out.printf("A first visit to the desk: %d requests, %d bytes%n", asked.size(), bytes);
            assertThat(asked).hasSizeLessThanOrEqualTo(20);
            assertThat(bytes).isLessThanOrEqualTo(220_000);
        }
    }

    @Test
    void a_reload_costs_at_most_5_requests_and_shows_the_same() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/?on=2002-10-15");
            assertThat(page.locator(".attention li")).hasCount(2);
            assertThat(page.locator("#gender tbody")).isVisible();
            Map<String, String> asked = new ConcurrentHashMap<>();
            CDPSession network = context.newCDPSession(page);
            network.send("Network.enable");
            network.on("Network.requestWillBeSent", sent -> asked.put(id(sent), address(sent, "request")));
            network.on("Network.requestServedFromCache", cached -> asked.remove(id(cached)));
            network.on("Network.responseReceived", received -> {
                if (received.getAsJsonObject("response").get("fromDiskCache").getAsBoolean()) {
                    asked.remove(id(received));
                }
            });

            page.reload();
            assertThat(figure(page, "serving")).hasText("1");
            assertThat(page.locator(".attention li")).hasCount(2);
            page.waitForTimeout(1_000);

            System.out.printf("A reload of the desk: %s%n", asked.values());
            assertThat(asked.values()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void assets_are_kept_for_ever_and_the_page_is_asked_for_anew() throws Exception {
        HttpResponse<String> page = querySide.getAs(null, "/ends");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String script = page.body().replaceAll("(?s).*src=\"(/assets/[0-9a-f]{16}/desk.js)\".*", "$1");
        HttpResponse<String> asset = querySide.getAs(null, script);
        assertThat(asset.statusCode()).as(script).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");

        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertThat(querySide.get("/ends", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(querySide
                        .getAs(null, script.replaceFirst("/assets/.", "/assets/x"))
                        .statusCode())
                .as("a version that there is not")
                .isEqualTo(404);
    }

    @Test
    void a_session_that_ends_soon_is_renewed_and_nobody_notices() {
        try (BrowserContext context = signedIn(new Browser.NewContextOptions(), "reports", Duration.ofSeconds(60))) {
            Page page = open(context, "/quality");
            assertThat(page.locator("#live-text"))
                    .containsText("Live", new LocatorAssertions.ContainsTextOptions().setTimeout(10_000));

            page.waitForCondition(() -> (Boolean) page.evaluate(
                    "JSON.parse(sessionStorage.getItem('muster.token')).expiresAt > Date.now() + 300_000"));

            assertThat(page.locator("iframe")).hasCount(0);
            assertThat(page.locator("#stay")).hasCount(0);
            assertThat(page).hasURL(querySide.address() + "/quality");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void where_the_issuer_does_not_renew_it_one_is_asked_to_stay() {
        try (BrowserContext context = signedIn(new Browser.NewContextOptions(), "reports", Duration.ofSeconds(60))) {
            Page page = context.newPage();
            page.route(Pattern.compile("/authorize\\?.*prompt=none"), this::refuse);
            page.navigate(querySide.address() + "/quality");

            Locator stay = page.getByText("Session ends soon: stay signed in");
            assertThat(stay).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(15_000));
            stay.click();
            page.waitForCondition(() -> (Boolean) page.evaluate(
                    "JSON.parse(sessionStorage.getItem('muster.token')).expiresAt > Date.now() + 30_000"));
            assertThat(page).hasURL(querySide.address() + "/quality");
        }
    }

    /** What an issuer answers that does not know the person any more. */
    private void refuse(Route route) {
        String state = route.request().url().replaceAll(".*[?&]state=([^&]*).*", "$1");
        route.fulfill(new Route.FulfillOptions()
                .setStatus(302)
                .setHeaders(Map.of("Location", querySide.address() + "/?error=login_required&state=" + state)));
    }

    @Test
    void sign_out_ends_the_session_at_the_issuer_too_and_forgets_what_was_shown() {
        try (BrowserContext context = browser.newContext()) {
            int before = querySide.issuer().logouts();
            Page page = open(context, "/?on=2002-10-15");
            page.locator("#sign-in").click();
            assertThat(page.locator(".attention li")).hasCount(2);
            assertThat(page.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('muster.kept'))"))
                    .isEqualTo(true);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();

            assertThat(page.locator("#sign-in")).isVisible();
            page.waitForURL(querySide.address() + "/");
            assertThat(querySide.issuer().logouts()).isEqualTo(before + 1);
            assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
        }
    }

    private static String id(JsonObject message) {
        return message.get("requestId").getAsString();
    }

    private static String address(JsonObject message, String member) {
        return message.getAsJsonObject(member).get("url").getAsString();
    }
}
