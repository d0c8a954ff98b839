package org.muster.queryside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk in a real browser: each view by its address, what fails alone, what Back does. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class DeskTest extends DeskBrowser {

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
    void a_brush_over_all_years_moves_the_desk_to_the_end_of_another_month() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/?on=2002-10-15");
            Locator brush = page.getByLabel("Move to the end of a month");
            assertThat(brush).hasAttribute("aria-valuetext", "October 2002");

            brush.press("ArrowLeft");
            assertThat(page).hasURL(querySide.address() + "/?on=2002-09-30");
            assertThat(figure(page, "serving")).hasText("2");
            assertThat(brush).isFocused();
            page.goBack();
            assertThat(page).hasURL(querySide.address() + "/?on=2002-10-15");
            assertThat(figure(page, "serving")).hasText("1");
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
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Rest and recuperation"))
                            .locator("tbody tr"))
                    .hasText(Pattern.compile("UNMISET-CITY\\s*8\\s*1\\s*1\\s*0\\s*0\\s*27 Jul 2002"));
            assertThat(page.getByText("None was ordered.")).isVisible();
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
    void shows_where_people_served_in_a_month_and_plays_the_years() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/map?month=2002-08");

            assertThat(page.locator(".play output")).hasText("August 2002: 3 serving");
            assertThat(page.locator("svg.map circle")).hasCount(1);
            assertThat(page.getByText("do not imply the expression of any opinion whatsoever"))
                    .isVisible();
            assertThat(page.getByRole(
                            AriaRole.GROUP, new Page.GetByRoleOptions().setName("Serving by country, August 2002")))
                    .containsText("Timor-Leste");

            page.getByLabel("Month").press("ArrowRight");
            assertThat(page.locator(".play output")).hasText("September 2002: 2 serving");
            assertThat(page).hasURL(querySide.address() + "/map?month=2002-09");
            page.getByText("Play", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".play output")).hasText(Pattern.compile(" 200[2-9]: 1 serving$"));
            page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page).hasURL(Pattern.compile("/map\\?month=20[0-9]{2}-[0-9]{2}$"));
            assertThat(complaints)
                    .as("nothing from another host, which the policy would block")
                    .isEmpty();
        }
    }

    @Test
    void the_map_fails_alone_and_recovers() {
        try (BrowserContext context = signedIn()) {
            Page page = context.newPage();
            page.route(
                    Pattern.compile("/reports/strength"),
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(500).setBody("{}")));
            page.navigate(querySide.address() + "/map?month=2002-08");

            assertThat(page.locator(".failed")).containsText("Serving by country could not be read");
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Where missions are")))
                    .containsText("UNMISET");
            page.unroute(Pattern.compile("/reports/strength"));
            assertThat(page.locator("svg.map circle"))
                    .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(15_000));
        }
    }

    @Test
    void shows_published_figures_beside_computed_ones() {
        try (BrowserContext context = signedIn()) {
            Page page = open(context, "/quality");

            assertThat(page.locator("tbody tr")).hasCount(64);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?on=2002-10-15",
                "/m/UNMISET?on=2003-02-15",
                "/ends?on=2003-03-01",
                "/changes?from=2002-06&to=2002-12",
                "/known?on=2002-07-15&then=5&now=16",
                "/quality",
                "/map?month=2002-08"
            })
    void every_view_fits_a_phone_and_has_no_barrier_that_axe_finds(String view) throws Exception {
        assertNoBarrier(view, "reports");
    }
}
