package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page in a real browser: signing in, its figures, the keyboard, a phone's width. */
@ResourceLock(RunningQuerySide.SHARED)
class PageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static RunningQuerySide querySide;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + ": the page is not tested");
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
    void signs_in_and_shows_what_the_reports_say() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context);
            assertThat(page.getByText("Persons are synthetic. Missions and published figures are real and sourced."))
                    .isVisible();
            assertThat(page.locator("#register-content")).isHidden();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in to see the register"))
                    .click();

            assertThat(page.locator("#total-serving")).hasText("1");
            assertThat(page.locator("#total-persons")).hasText("3");
            assertThat(page.locator("#live-events")).hasText("16");
            assertThat(page.locator("#readout strong")).hasText("3");
            assertThat(page.locator("#chart canvas")).isVisible();
            assertThat(page.locator("#missions tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/history$"));
            assertThat(complaints)
                    .as("errors, and what the content security policy blocked")
                    .isEmpty();

            page.reload();
            assertThat(page.locator("#total-persons")).hasText("3");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                    .click();
            assertThat(page.locator("#register-content")).isHidden();
        }
    }

    @Test
    void works_from_the_keyboard_alone() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context);
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to the content")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#sign-in")).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#readout h3")).hasText("July 2002");

            page.locator("#month").focus();
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("#readout h3")).hasText("June 2002");
            assertThat(page.locator("#month")).hasAttribute("aria-valuetext", "June 2002: 2 serving");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Where"))
                    .focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#missions th[aria-sort]")).hasText("Where");

            page.locator("#missions .open").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog .timeline").first()).containsText("Planned");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).isHidden();

            page.locator("#find").fill("nowhere");
            assertThat(page.getByText("No mission matches.")).isVisible();
        }
    }

    @Test
    void fits_a_phone() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(360, 740))) {
            Page page = open(context);
            page.locator("#sign-in").click();
            assertThat(page.locator("#readout strong")).isVisible();

            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("no sideways scrolling")
                    .isEqualTo(360);
        }
    }

    @Test
    void lets_an_administrator_rebuild_a_read_model_and_nobody_else_see_that() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context);
            page.locator("#sign-in").click();
            assertThat(page.locator("#total-persons")).hasText("3");
            assertThat(page.locator("#read-models")).isHidden();

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                    .click();
            page.locator("#sign-in").click();
            page.getByLabel("Rebuild: missions").click();
            assertThat(page.locator("#read-models-table tbody tr").first())
                    .containsText(
                            "The rows are equal to those before.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void refuses_an_answer_that_it_did_not_ask_for() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(querySide.address() + "/?code=stolen&state=made-up");

            assertThat(page.locator("#status")).containsText("does not belong to a sign-in");
            assertThat(page.locator("#register-content")).isHidden();
        }
    }

    @Test
    void asks_nobody_but_this_server_and_the_issuer() {
        try (BrowserContext context = browser.newContext()) {
            List<String> asked = new ArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = open(context);
            page.locator("#sign-in").click();
            assertThat(page.locator("#chart canvas")).isVisible();

            assertThat(asked)
                    .isNotEmpty()
                    .allMatch(url -> url.startsWith(querySide.address() + "/")
                            || url.startsWith(querySide.issuer().issuer() + "/")
                            || url.startsWith("data:"));
        }
    }

    private Page open(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(querySide.address() + "/history");
        return page;
    }
}
