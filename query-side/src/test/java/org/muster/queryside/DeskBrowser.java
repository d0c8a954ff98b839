package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** A real browser at the desk, mostly of the shared query side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeskBrowser {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String AXE = "/axe.min.js";

    RunningQuerySide querySide;
    Browser browser;
    private Playwright playwright;

    final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the desk is not tested");
        querySide = started();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    /** The query side at whose desk it is. */
    RunningQuerySide started() {
        return RunningQuerySide.shared();
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    static Locator figure(Page page, String name) {
        return page.locator(".figures div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                "dt", new Page.LocatorOptions().setHasText(Pattern.compile("^" + name + "$")))))
                .locator("dd");
    }

    BrowserContext signedIn() {
        return signedIn(new Browser.NewContextOptions(), "reports", Duration.ofMinutes(4));
    }

    /** A context whose tabs have a token, as after a sign-in. */
    BrowserContext signedIn(Browser.NewContextOptions options, String scopes, Duration left) {
        BrowserContext context = browser.newContext(options);
        String session = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "accessToken", querySide.issuer().tokenWith(scopes),
                        "expiresAt", Instant.now().plus(left).toEpochMilli(),
                        "scopes", List.of(scopes.split(" "))));
        context.addInitScript("if (window === parent) sessionStorage.setItem('muster.token', "
                + JsonMapper.shared().writeValueAsString(session) + ")");
        return context;
    }

    Page open(BrowserContext context, String address) {
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

    /** The view fits a phone and a screen, and axe finds nothing in it. */
    void assertNoBarrier(String view, String scopes) throws Exception {
        String axe;
        try (InputStream source = DeskBrowser.class.getResourceAsStream(AXE)) {
            axe = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }

        for (int width : new int[] {320, 1280}) {
            try (BrowserContext context = signedIn(
                    new Browser.NewContextOptions().setViewportSize(width, 800), scopes, Duration.ofMinutes(4))) {
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
}
