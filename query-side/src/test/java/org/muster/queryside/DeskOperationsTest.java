package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.assignment.VolunteerDeployed;

/** The view of operations in a real browser: what is parked, retried and discarded, rebuilt, and by whom it may be. */
class DeskOperationsTest extends DeskBrowser {

    private static final String ADMINISTRATOR = "reports admin";

    private long poison;

    @Override
    RunningQuerySide started() {
        RunningQuerySide started = new RunningQuerySide("--muster.query.position-timeout=30s");
        started.publishAndApply(History.ofUnmiset());
        poison =
                started.publish("muster.volunteer.deployed.v2", "volunteer:BAD", "{}".getBytes(StandardCharsets.UTF_8));
        VolunteerDeployed behind = History.deployed("BAD-1", "BAD", "UNMISET", Category.NATIONAL_EXPERT, "2002-06-01");
        started.publish(List.of(behind));
        return started;
    }

    @AfterAll
    void stop() {
        if (querySide != null) {
            querySide.close();
        }
    }

    @Test
    void a_parked_subject_is_freed_by_a_discard_with_a_reason_and_a_retry_and_both_are_on_record() throws Exception {
        try (BrowserContext context = administrator()) {
            Page page = open(context, "/operations");
            Locator subjects = group(page, "Parked subjects");
            assertThat(subjects).containsText("volunteer:BAD");
            assertThat(page.getByText("Every read model has handled all that was published"))
                    .isVisible();

            button(page, "Discard " + poison).click();
            assertThat(page.getByText("Leave it as it is")).isFocused();
            button(page, "Discard it").click();
            assertThat(page.locator("dialog")).isVisible(); // A reason is needed.
            page.getByLabel("Reason").fill("published by a program that never went live");
            button(page, "Discard it").click();
            assertThat(page.locator("dialog")).hasCount(0);

            button(page, "Retry volunteer:BAD").click();
            button(page, "Retry").click();
            assertThat(page.getByText("Nothing is parked.")).isVisible();
            assertThat(group(page, "Acts")).containsText("published by a program that never went live");

            Download saved = page.waitForDownload(() ->
                    page.getByLabel("What people did in assignments as CSV").click());
            assertThat(Files.readString(saved.path()))
                    .startsWith("\uFEFF\"When\",\"Who\"")
                    .contains("\"published by a program that never went live\"");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void a_rebuild_is_asked_about_before_it_begins_and_switches_only_if_the_rows_are_equal() {
        try (BrowserContext context = administrator()) {
            Page page = open(context, "/operations?projection=missions");
            assertThat(page.locator("select[data-key=projection]")).hasValue("missions");

            button(page, "Rebuild missions").click();
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog")).hasCount(0); // What is safe has the focus.
            assertThat(group(page, "Read models")).not().containsText("Switched");

            button(page, "Rebuild missions").click();
            assertThat(page.getByLabel("Switch to them")).hasValue("if-equal");
            button(page, "Rebuild missions now").click();
            assertThat(group(page, "Read models"))
                    .containsText(
                            "Switched. The rows are equal to those before.",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        }
    }

    @Test
    void who_is_no_administrator_stays_signed_in_and_is_told_what_is_needed() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/operations");

            assertThat(page.getByText("This view needs the scope of administrators."))
                    .isVisible();
            page.getByText("Ends", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.getByText("What ends within 90 days")).isVisible();

            page.goBack();
            button(page, "Sign in as administrator").click();
            assertThat(group(page, "Read models")).containsText("assignments");
            assertThat(page).hasURL(querySide.address() + "/operations");
        }
    }

    @Test
    void what_fails_fails_alone_and_recovers_alone() {
        try (BrowserContext context = administrator()) {
            Page page = context.newPage();
            Pattern completeness = Pattern.compile("/admin/completeness$");
            page.route(
                    completeness,
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(500).setBody("{}")));
            page.navigate(querySide.address() + "/operations");

            assertThat(page.locator(".failed")).containsText("Completeness could not be read");
            assertThat(group(page, "Read models")).containsText("missions");
            page.unroute(completeness);
            assertThat(page.locator(".failed")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        }
    }

    @Test
    void fits_a_phone_and_has_no_barrier_that_axe_finds() throws Exception {
        assertNoBarrier("/operations", ADMINISTRATOR);
    }

    private BrowserContext administrator() {
        return signedIn(new Browser.NewContextOptions(), ADMINISTRATOR, Duration.ofMinutes(4));
    }

    private static Locator group(Page page, String name) {
        return page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
