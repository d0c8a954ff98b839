package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The desk in a real browser: each view by its address, what fails alone, what Back does, what it costs. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class DeskTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String AXE = "/axe.min.js";

    private static RunningQuerySide querySide;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the desk is not tested");
        querySide = RunningQuerySide.shared();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void says_who_serves_what_is_vacant_and_what_needs_attention_on_a_day() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/?on=2002-10-15");

            assertThat(figure(page, "serving")).hasText("1");
            assertThat(figure(page, "authorized")).hasText("3");
            assertThat(figure(page, "filled")).hasText("33.3 %");
            assertThat(figure(page, "vacant")).hasText("2");
            assertThat(page.locator(".attention li"))
                    .containsText(new String[] {"international posts 50 % vacant", "national posts 100 % vacant"});
            assertThat(page.locator("#missions tbody tr")).hasCount(1);
            assertThat(page.locator("#missions tbody tr")).containsText("1 of 3");
            assertThat(page).hasTitle("Today – Muster");
            assertThat(complaints)
                    .as("errors, and what the content security policy blocked")
                    .isEmpty();
        }
    }

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
    void a_bar_filters_the_address_says_so_and_back_undoes_it() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/?on=2002-08-15");
            Locator national = page.locator(".bars button[data-key='type NATIONAL']");
            assertThat(figure(page, "serving")).hasText("3");

            national.focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("on=2002-08-15&type=NATIONAL$"));
            assertThat(figure(page, "serving")).hasText("1");
            assertThat(figure(page, "authorized")).hasText("1");
            assertThat(national).hasAttribute("aria-pressed", "true");

            page.goBack();
            assertThat(figure(page, "serving")).hasText("3");
            page.locator("#missions tbody a").first().click();
            assertThat(page).hasURL(querySide.address() + "/m/UNMISET?on=2002-08-15");
            page.goBack();
            assertThat(figure(page, "serving")).hasText("3");
            page.reload();
            assertThat(figure(page, "serving")).hasText("3");
        }
    }

    @Test
    void shows_the_life_of_a_mission() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/m/UNMISET?on=2003-02-15");

            assertThat(page.locator(".timeline li")).containsText(new String[] {"Planned", "Active", "Closed"});
            assertThat(page.getByText("S/RES/2")).isVisible();
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Duty stations"))
                            .last())
                    .containsText("Dili");
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Joined and left by year"))
                            .locator("tbody tr")
                            .last())
                    .containsText("2002");
        }
    }

    @Test
    void shows_who_joined_and_left_and_why() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/changes?from=2002-06&to=2002-12");

            assertThat(figure(page, "joined")).hasText("3");
            assertThat(figure(page, "left")).hasText("2");
            assertThat(page.getByText("Completion")).isVisible();
        }
    }

    @Test
    void shows_what_was_said_then_and_is_known_now_with_the_events_between() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/known?on=2002-07-15&then=5&now=16");

            assertThat(figure(page, "said then")).hasText("2");
            assertThat(figure(page, "known now")).hasText("3");
            assertThat(figure(page, "difference")).hasText("1");
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Events recorded in between"))
                            .locator("tbody th"))
                    .hasText(new String[] {"6", "7"});
        }
    }

    @Test
    void shows_published_figures_beside_computed_ones() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/quality");

            assertThat(page.locator("tbody tr")).hasCount(21);
        }
    }

    @Test
    void a_report_that_fails_fails_alone_and_recovers_alone() {
        try (BrowserContext context = signedIn()) {
            Page page = context.newPage();
            page.route(
                    Pattern.compile("/reports/ends"),
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(500).setBody("{}")));
            page.navigate(querySide.address() + "/?on=2002-10-15");

            assertThat(page.locator(".failed")).hasCount(1);
            assertThat(page.locator(".failed")).containsText("Needs attention could not be read");
            assertThat(figure(page, "serving")).hasText("1");

            page.unroute(Pattern.compile("/reports/ends"));
            assertThat(page.locator(".attention li"))
                    .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
            assertThat(page.locator(".failed")).hasCount(0);
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
    void every_panel_can_be_saved_as_csv() throws Exception {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/ends?on=2003-03-01");
            assertThat(page.getByText("S/RES/1")).isVisible();

            Download saved = page.waitForDownload(
                    () -> page.getByLabel("Mandates as CSV").click());

            assertThat(saved.suggestedFilename()).isEqualTo("muster-ends-on-2003-03-01-position-16.csv");
            assertThat(Files.readString(saved.path()))
                    .startsWith("\uFEFF\"what\"")
                    .contains("\"S/RES/1\"");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?on=2002-10-15",
                "/m/UNMISET?on=2003-02-15",
                "/ends?on=2003-03-01",
                "/changes?from=2002-06&to=2002-12",
                "/known?on=2002-07-15&then=5&now=16",
                "/quality"
            })
    void every_view_fits_a_phone_and_has_no_barrier_that_axe_finds(String view) throws Exception {
        String axe;
        try (InputStream source = DeskTest.class.getResourceAsStream(AXE)) {
            axe = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (int width : new int[] {320, 1280}) {
            try (BrowserContext context = signedIn(new Browser.NewContextOptions().setViewportSize(width, 800))) {
                Page page = open(context, view);
                assertThat(page.locator(".panel table, .panel .figures, .panel .none")
                                .first())
                        .isVisible();
                page.waitForTimeout(500);

                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .as("no sideways scrolling at %d", width)
                        .isEqualTo(width);
                page.evaluate(axe);
                assertThat(
                                (String)
                                        page.evaluate(
                                                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})"
                                                        + ".then(found => JSON.stringify(found.violations.map(it => it.id + ' ' + it.nodes[0].html)))"))
                        .as("%s at %d", view, width)
                        .isEqualTo("[]");
            }
        }
    }

    private static Locator figure(Page page, String name) {
        return page.locator(".figures div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                "dt", new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$")))))
                .locator("dd");
    }

    private static BrowserContext signedIn() {
        return signedIn(new Browser.NewContextOptions());
    }

    /** A context whose tabs have a token, as after a sign-in. */
    private static BrowserContext signedIn(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        String session = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "accessToken", querySide.issuer().tokenWith("reports"),
                        "expiresAt", Instant.now().plus(Duration.ofMinutes(4)).toEpochMilli(),
                        "scopes", List.of("reports")));
        context.addInitScript(
                "sessionStorage.setItem('muster.token', " + JsonMapper.shared().writeValueAsString(session) + ")");
        return context;
    }

    private Page open(BrowserContext context, String address) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(querySide.address() + address);
        return page;
    }
}
