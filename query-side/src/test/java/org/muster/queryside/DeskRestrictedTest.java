package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The views of events and of the roster in a real browser, without the scopes that they need and while the command side is unavailable. What
 * they show of a running command side is tested with the whole system.
 */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class DeskRestrictedTest extends DeskBrowser {

    private static final String UNAVAILABLE = "The command side, which keeps the history, does not answer.";

    @BeforeEach
    void forgetComplaints() {
        complaints.clear();
    }

    @ParameterizedTest
    @CsvSource({"/events,audit,Sign in as auditor", "/roster,roster,Sign in for the roster"})
    void who_lacks_the_scope_is_told_so_and_nothing_is_asked_for(String view, String scope, String button) {
        try (BrowserContext context = signedIn()) {
            List<String> asked = new CopyOnWriteArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = open(context, view);

            assertThat(page.getByText("needs the scope " + scope + ", which your sign-in does not have"))
                    .isVisible();
            assertThat(button(page, button)).isVisible();
            page.waitForTimeout(300);
            assertThat(asked)
                    .noneMatch(
                            url -> url.contains("/audit/") || url.contains("/reports/") || url.contains("/personal"));
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void who_signs_in_as_auditor_comes_back_to_the_view_and_keeps_the_scopes_of_before() {
        try (BrowserContext context = browser.newContext()) {
            Page page = open(context, "/events?tag=mission:UNMISET");
            page.locator("#sign-in").click();
            button(page, "Sign in as auditor").click();

            assertThat(page.locator(".failed")).containsText(UNAVAILABLE);
            assertThat(page).hasURL(querySide.address() + "/events?tag=mission:UNMISET");
            assertThat((String)
                            page.evaluate("JSON.parse(sessionStorage.getItem('muster.token')).scopes.sort().join(' ')"))
                    .isEqualTo("audit openid reports");
        }
    }

    @Test
    void while_the_command_side_is_unavailable_the_view_of_events_says_so_and_tries_again() {
        try (BrowserContext context = with("reports audit")) {
            List<String> asked = new CopyOnWriteArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = open(context, "/events?actor=somebody&tail=off");

            assertThat(page.locator(".failed")).containsText(UNAVAILABLE + " It is tried again.");
            assertThat(page.getByLabel("Who sent the command")).hasValue("somebody");
            assertThat(button(page, "Show what is recorded now")).isVisible();
            page.waitForCondition(
                    () -> asked.stream()
                                    .filter(url -> url.contains("/audit/events"))
                                    .count()
                            > 1,
                    new Page.WaitForConditionOptions().setTimeout(15_000));

            page.getByText("Ends", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByText("What ends within 90 days")).isVisible();
        }
    }

    @Test
    void the_roster_shows_identifiers_and_offers_no_name_to_who_may_not_see_it() {
        try (BrowserContext context = with("reports roster")) {
            Page page = open(context, "/roster?mission=UNMISET&on=2002-07-15");

            Locator rows = page.locator("tbody tr");
            assertThat(rows).hasCount(3);
            assertThat(page.getByText("Name", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
            rows.first().locator("th a").click();
            assertThat(page.getByText("Months so far")).isVisible();
            assertThat(page).hasURL(Pattern.compile("/roster\\?volunteer=[A-Z0-9-]+&on=2002-07-15$"));
            assertThat(page.getByText("Name", new Page.GetByTextOptions().setExact(true)))
                    .hasCount(0);
            assertThat(stored(page))
                    .as("single volunteers are not kept")
                    .doesNotContain("reports/roster", "service-history");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void a_name_is_asked_for_with_a_purpose_and_that_it_cannot_be_had_is_said_in_its_window() {
        try (BrowserContext context = with("reports roster personal-data")) {
            List<String> asked = new CopyOnWriteArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = open(context, "/roster?mission=UNMISET&on=2002-07-15");
            Locator name = page.locator("tbody button").first();
            name.click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            assertThat(dialog.getByLabel("Purpose")).isFocused();

            button(page, "Show, and record that I looked").click();
            assertThat(asked).noneMatch(url -> url.contains("/personal-data"));
            dialog.getByLabel("Purpose").selectOption("DUTY_OF_CARE");
            button(page, "Show, and record that I looked").click();
            assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("does not answer");

            page.keyboard().press("Escape");
            assertThat(dialog).hasCount(0);
            assertThat(name).isFocused();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/events,reports audit",
        "/events,reports",
        "/roster?on=2002-07-15,reports roster personal-data",
        "/roster?volunteer=V1&on=2003-07-15,reports roster"
    })
    void fits_a_phone_and_has_no_barrier_that_axe_finds(String view, String scopes) throws Exception {
        assertNoBarrier(view, scopes);
    }

    private BrowserContext with(String scopes) {
        return signedIn(new Browser.NewContextOptions(), scopes, Duration.ofMinutes(4));
    }

    private static String stored(Page page) {
        return (String) page.evaluate("JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
