package org.muster.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The desk's views of what the command side holds, on both running sides: events as they are recorded, and names from the vault. */
@ExtendWith(RunningApplication.class)
class AuditorsDeskTest {

    private static final double SLOW_MILLIS = 30_000;

    private final Application application;
    private final Scene scene;
    private final Caller importer;

    AuditorsDeskTest(Application application) {
        this.application = application;
        this.importer = application.as("importer");
        this.scene = new Scene(importer);
    }

    @Test
    void events_are_shown_as_they_are_recorded_with_their_history_command_and_decision() {
        String mission = scene.activeMission(3);
        DashboardPage.inBrowser(application, desk -> {
            Page page = asAdministrator(desk.page(), "/events?tag=mission:" + mission, "Sign in as auditor");
            Locator rows = page.locator("tbody tr");
            assertThat(rows).hasCount(4);
            assertThat(rows.first()).containsText("volunteer-strength");
            assertThat(rows.last()).containsText("mission.established");

            page.getByText(Pattern.compile("^Live:")).waitFor();
            openStation(mission, "While one looks");
            assertThat(rows).hasCount(5);
            assertThat(rows.first()).containsText("While one looks");

            button(page, "Pause").click();
            assertThat(page).hasURL(Pattern.compile("&tail=off$"));
            assertThat(page.getByText(Pattern.compile("^Paused"))).isVisible();
            openStation(mission, "While it is paused");
            page.waitForTimeout(1_000);
            assertThat(rows).hasCount(5);
            button(page, "Show what is recorded now").click();
            assertThat(rows).hasCount(6);

            rows.last()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("EstablishMission"))
                    .click();
            assertThat(page).hasURL(Pattern.compile("/events\\?tag=command%3A[0-9a-f-]{36}$"));
            assertThat(rows.filter(new Locator.FilterOptions().setHasText("The same, to the byte")))
                    .hasCount(1);
            page.goBack();
            assertThat(rows).hasCount(6);
            page.getByLabel("Type, like").fill("muster.nothing");
            page.getByLabel("Type, like").press("Enter");
            assertThat(page.locator(".failed")).containsText("types must be names of the catalog");
        });
    }

    private void openStation(String mission, String name) {
        importer.bulk(List.of(entry(
                "OpenDutyStation",
                Map.of(
                        "station",
                        Scene.fresh("S"),
                        "mission",
                        mission,
                        "name",
                        name,
                        "country",
                        "KHM",
                        "openedOn",
                        "1992-05-01"))));
    }

    @Test
    void a_volunteers_service_leads_to_the_volunteers_history() {
        String mission = scene.activeMission(1);
        String volunteer = deployed(mission);
        DashboardPage.inBrowser(application, desk -> {
            Page page = asAdministrator(
                    desk.page(), "/roster?volunteer=" + volunteer + "&on=1992-07-01", "Sign in for the roster");
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("events").setExact(true))
                    .click();
            button(page, "Sign in as auditor").click();
            Locator rows = page.locator("tbody tr");
            assertThat(rows).hasCount(2);
            assertThat(rows.first()).containsText("volunteer.deployed");
            assertThat(rows.last()).containsText("volunteer.registered");
        });
    }

    @Test
    void a_name_is_shown_for_a_purpose_is_on_record_and_stays_nowhere() {
        String mission = scene.activeMission(1);
        String volunteer = deployed(mission);
        String name = "Synthetic Person " + volunteer;
        DashboardPage.inBrowser(application, desk -> {
            List<String> asked = new CopyOnWriteArrayList<>();
            desk.page().onRequest(request -> asked.add(request.url()));
            Page page = asAdministrator(
                    desk.page(),
                    "/roster?mission=" + mission + "&on=1992-07-01",
                    "Sign in for the roster and names on demand");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Name of " + volunteer))
                    .click();
            page.getByLabel("Purpose").selectOption("DUTY_OF_CARE");
            button(page, "Show, and record that I looked").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText(name);

            assertThat(asked).noneMatch(url -> url.contains("Synthetic"));
            assertThat(page.url()).doesNotContain("Synthetic");
            assertThat(
                            (String)
                                    page.evaluate(
                                            "caches.keys().then(keys => JSON.stringify([keys, Object.entries(sessionStorage), Object.entries(localStorage)]))"))
                    .doesNotContain("Synthetic")
                    .doesNotContain("personal-data/")
                    .startsWith("[[],");
            assertThat((Boolean) page.evaluate(
                            "address => fetch(address, {cache: 'only-if-cached', mode: 'same-origin'}).then(() => true, () => false)",
                            asked.stream()
                                    .filter(url -> url.contains("/personal-data/"))
                                    .findFirst()
                                    .orElseThrow()))
                    .as("in the browser's cache")
                    .isFalse();
            button(page, "Close").click();
            assertThat(page.getByText(name)).hasCount(0);
        });

        List<JsonNode> accesses = application
                .as("auditor")
                .audit("/audit/accesses?volunteer=" + volunteer)
                .lines();
        assertThat(accesses).singleElement().satisfies(access -> {
            assertThat(access.path("purpose").asString()).isEqualTo("DUTY_OF_CARE");
            assertThat(access.path("outcome").asString()).isEqualTo("SHOWN");
            assertThat(access.path("actor").asString()).isEqualTo("demo-administrator");
        });
    }

    /** A volunteer who serves in the mission, once the register has recorded it. */
    private String deployed(String mission) {
        String volunteer = scene.volunteers(1).getFirst();
        long position = importer.bulk(List.of(entry("DeployVolunteer", Scene.deployment(volunteer, mission))))
                .getFirst()
                .path("position")
                .asLong();
        application.awaitPositionAbove(position - 1);
        return volunteer;
    }

    /** Signs in at a view, and there for what the view needs. */
    private Page asAdministrator(Page page, String view, String button) {
        page.setDefaultTimeout(SLOW_MILLIS);
        page.navigate(application.querySide(view).toString());
        page.locator("#sign-in").click();
        button(page, "Continue as demo administrator").click();
        button(page, button).click();
        assertThat(page.locator("tbody tr").first()).isVisible();
        assertThat(page).hasURL(application.querySide(view).toString());
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
