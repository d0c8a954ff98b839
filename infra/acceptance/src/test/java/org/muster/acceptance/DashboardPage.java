package org.muster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The dashboard's page in a real browser. Without a browser its tests are skipped with a message. */
final class DashboardPage {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final int PHONE_WIDTH = 390;
    private static final double SLOW_MILLIS = 30_000;

    private final Application application;
    private final Page page;

    private DashboardPage(Application application, Page page) {
        this.application = application;
        this.page = page;
    }

    static void inBrowser(Application application, Consumer<DashboardPage> story) {
        assumeTrue(Files.isExecutable(BROWSER), "no chromium at " + BROWSER + ": the page is not tested");
        Playwright.CreateOptions noDownload =
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        try (Playwright playwright = Playwright.create(noDownload);
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(BROWSER)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync")))) {
            Page page = browser.newPage();
            List<String> complaints = new ArrayList<>();
            page.onPageError(complaints::add);
            page.onRequest(request -> {
                if (!request.url().startsWith("http://localhost:")
                        && !request.url().startsWith("data:")) {
                    complaints.add("asks another server: " + request.url());
                }
            });
            story.accept(new DashboardPage(application, page));
            assertThat(complaints).isEmpty();
        }
    }

    Page page() {
        return page;
    }

    /** Signs in from the page of the whole history by keyboard alone. */
    void signInAsDemoViewer() {
        page.navigate(application.querySide("/history").toString());
        page.locator("#sign-in").focus();
        page.keyboard().press("Enter");
        Locator oneClick = page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("demo viewer", Pattern.CASE_INSENSITIVE)));
        oneClick.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#register-content")).isVisible(slowly());
    }

    /** Signs in from the same page to the administrator's panel: one click on each of two pages. */
    void signInAsDemoAdministrator() {
        page.navigate(application.querySide("/history").toString());
        page.locator("#sign-in").click();
        page.getByRole(AriaRole.BUTTON, named("Continue as demo administrator")).click();
        assertThat(page.locator("#register-content")).isVisible(slowly());
    }

    void showsReadModelsToRebuild() {
        assertThat(page.locator("#read-models")).isVisible(slowly());
        assertThat(page.getByRole(AriaRole.BUTTON, named("Rebuild: missions"))).isVisible(slowly());
    }

    void rebuilds(String readModel) {
        page.getByRole(AriaRole.BUTTON, named("Rebuild: " + readModel)).click();
        assertThat(page.locator("#read-models-table tbody tr")
                        .filter(new Locator.FilterOptions().setHasText(readModel)))
                .containsText(
                        "The rows are equal to those before.",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW_MILLIS));
    }

    void showsNoReadModels() {
        assertThat(page.locator("#read-models")).isHidden();
    }

    /** Follows the link at the page's foot as viewer; the login page then offers only the administrator. */
    void becomeAdministratorByTheLink() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                .click();
        page.locator("#sign-in").click();
        assertThat(page.getByRole(AriaRole.BUTTON)).hasText("Continue as demo administrator");
        page.getByRole(AriaRole.BUTTON).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    void showsMissions(int count) {
        Locator rows = page.locator("#missions tbody tr");
        assertThat(rows).hasCount(count);
        page.locator("#find").fill("Cambodia");
        assertThat(rows.first()).containsText("UNTAC");
        assertThat(rows.count()).isLessThan(count);
        page.locator("#find").fill("");
        assertThat(rows).hasCount(count);
    }

    void showsTheChart() {
        assertThat(page.locator("#chart canvas, #chart svg").first()).isVisible(slowly());
        String before = page.locator("#readout").textContent();
        page.locator("#month").focus();
        page.keyboard().press("Home");
        assertThat(page.locator("#readout")).not().hasText(before);
        assertThat(page.locator("#live-events")).not().hasText("0");
    }

    void holdsNoTokenInItsSource() {
        String source = application.querySide("/").toString();
        assertThat(page.request().get(source).text()).doesNotContain("eyJ").doesNotContainIgnoringCase("access_token");
        assertThat(page.url()).as("the code does not stay in the address").doesNotContain("code=");
    }

    void fitsAPhone() {
        page.setViewportSize(PHONE_WIDTH, 844);
        assertThat(page.locator("#missions")).isVisible();
        Object width = page.evaluate("document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue())
                .as("nothing is wider than the phone")
                .isLessThanOrEqualTo(PHONE_WIDTH);
    }

    private static LocatorAssertions.IsVisibleOptions slowly() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SLOW_MILLIS);
    }
}
