package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.commands.Command;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.History;
import org.muster.local.history.HistoryStream;
import org.muster.local.present.PresentDay;
import tools.jackson.databind.JsonNode;

/**
 * An empty folder becomes the register from 1992 to today, however often the load is interrupted.
 */
@Order(1) // It takes longest.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryTest {

    @TempDir
    private static Path folder;

    /** The number of kills during the load; more in the profile {@code nightly}. */
    private static final int KILLS = Integer.getInteger("muster.kills", 1);

    private static final long SEED = Long.getLong("muster.seed", System.nanoTime());

    /** The events of automations. */
    private static final String AUTOMATIC = "muster.volunteer.contract-reminder-issued,"
            + "muster.volunteer.contract-overdue-flagged,muster.mission.mandate-expiry-warned";

    private static final List<Command> commands = commands();

    private static List<Command> commands() {
        List<HistoryStream> history = History.streams();
        HistoryStream present = PresentDay.on(LocalDate.now(ZoneOffset.UTC), history);
        return Stream.concat(history.stream(), Stream.of(present))
                .flatMap(stream -> stream.commands().stream())
                .map(HistoricalCommand::body)
                .toList();
    }

    private static Application application;
    private static Application.Ports ports;

    /** Kills at random moments: each run tries others, and prints them. */
    @BeforeAll
    static void load_history_and_kill_the_application_on_the_way() {
        ports = Application.Ports.free();
        Path data = folder.resolve("data");
        long[] moments = new Random(SEED)
                .longs(KILLS, 0, commands.size() * 9L / 10)
                .sorted()
                .toArray();
        System.out.printf("HistoryTest, muster.seed=%d: killed above %s%n", SEED, Arrays.toString(moments));
        for (long killedAfter : moments) {
            application = Application.start(data, "full", ports);
            application.awaitPositionAbove(killedAfter);
            assertThat(application.isReady()).as("not ready while loading").isFalse();
            application.kill();
        }
        application = Application.start(data, "full", ports);
        application.awaitReady();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    @Order(1)
    @DisplayName("after kills during the load nothing is lost and nothing is recorded twice")
    void nothing_is_lost_and_nothing_is_recorded_twice() {
        long last = lastPosition();
        long automatic = events("types=" + AUTOMATIC).stream()
                .filter(event -> event.get("position").asLong() <= last)
                .count();
        assertThat(last - automatic)
                .as("each command of the history is one event")
                .isEqualTo(commands.size());
        assertThat(automatic)
                .as("automations do not storm on historic contracts")
                .isLessThan(100);
        JsonNode totals = query("/reports/cumulative").get("total");
        assertThat(totals.get("persons").asInt())
                .isEqualTo((int) commands.stream()
                        .filter(DeployVolunteer.class::isInstance)
                        .map(command -> ((DeployVolunteer) command).volunteer())
                        .distinct()
                        .count())
                .isGreaterThanOrEqualTo(14_000);
        assertThat(totals.get("assignments").asInt())
                .isEqualTo(count(commands, DeployVolunteer.class) + count(commands, TransferVolunteer.class));
        assertThat(query("/missions").get("missions")).hasSize(50);
    }

    @Test
    @Order(2)
    @DisplayName("every exact figure of one day stands, with its source, beside the same computed one")
    void exact_figures_of_one_day_are_met() {
        List<JsonNode> exact = query("/reports/published")
                .get("rows")
                .valueStream()
                .filter(row -> row.get("relation").asString().equals("exactly"))
                .filter(row -> row.get("measure").asString("").equals("HEADCOUNT"))
                .filter(row -> row.get("from").equals(row.get("to")))
                .toList();
        assertThat(exact).hasSizeGreaterThanOrEqualTo(22).allSatisfy(row -> {
            assertThat(row.get("least").asLong())
                    .as(row.toString())
                    .isEqualTo(row.get("published").asLong());
            assertThat(row.get("source").asString()).isNotBlank();
        });
    }

    @Test
    @Order(2)
    @DisplayName("UNAMA on 2024-09-30: 68 international and 19 national")
    void types_are_counted_apart() {
        int[] persons = new int[2];
        query("/reports/headcount?on=2024-09-30&mission=UNAMA")
                .get("rows")
                .forEach(row -> persons[row.get("type").asString().equals("INTERNATIONAL") ? 0 : 1] +=
                        row.get("persons").asInt());
        assertThat(persons).containsExactly(68, 19);
    }

    @ParameterizedTest(name = "peacekeeping operations on {0}: {1}")
    @Order(2)
    @CsvSource({"2013-12-31,2029", "2015-03-31,1846"})
    void peacekeeping_totals_equal_the_published_ones(String on, int persons) {
        Set<String> peacekeeping = new HashSet<>();
        query("/missions").get("missions").forEach(mission -> {
            if (mission.get("kind").asString().equals("PEACEKEEPING")) {
                peacekeeping.add(mission.get("mission").asString());
            }
        });
        int[] total = new int[1];
        query("/reports/headcount?on=" + on).get("rows").forEach(row -> {
            if (peacekeeping.contains(row.get("mission").asString())) {
                total[0] += row.get("persons").asInt();
            }
        });
        assertThat(total[0]).isEqualTo(persons);
    }

    @Test
    @Order(2)
    @DisplayName("more than 700 serve in Cambodia through the elections of May 1993")
    void cambodia() {
        assertThat(Stream.of("1993-05-23", "1993-05-28")
                        .map(on -> query("/reports/headcount?mission=UNTAC&on=" + on)
                                .at("/total/persons")
                                .asInt()))
                .allSatisfy(persons -> assertThat(persons).isGreaterThan(700));
    }

    @Test
    @Order(3)
    @DisplayName(
            "the page shows the register to a viewer who signs in with one click, from the keyboard and on a phone")
    void the_page_works_in_a_browser() {
        DashboardPage.inBrowser(application, page -> {
            page.signInAsDemoViewer();
            page.showsMissions(50);
            page.showsTheChart();
            page.holdsNoTokenInItsSource();
            page.fitsAPhone();
        });
    }

    @Test
    @Order(4)
    @DisplayName("a second start keeps everything, loads nothing and is ready soon")
    void a_second_start_loads_nothing() {
        long before = lastPosition();
        application.close();
        Instant start = Instant.now();
        application = Application.start(folder.resolve("data"), "full", ports);
        application.awaitReady();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(3)); // 15 s on a quiet machine
        assertThat(lastPosition()).isEqualTo(before);
    }

    @Nested
    @DisplayName("cases from history")
    class Cases extends HistoricalCases {}

    @Nested
    @DisplayName("the register is alive today")
    class Today extends PresentDayCases {}

    private static int count(List<Command> commands, Class<? extends Command> kind) {
        return (int) commands.stream().filter(kind::isInstance).count();
    }

    static JsonNode query(String path) {
        Caller.Reply reply = application.as("dashboard").query(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    static Caller integrator() {
        return application.as("integrator");
    }

    /** Events as the auditor reads them. */
    static List<JsonNode> events(String parameters) {
        Caller.Reply reply = application.as("auditor").audit("/audit/events?" + parameters);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.lines();
    }

    /** Who serves on a day, by assignment. */
    static List<JsonNode> roster(String mission, String on) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; ; page++) {
            Caller.Reply reply =
                    application.as("admin").query("/reports/roster?mission=" + mission + "&on=" + on + "&page=" + page);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            List<JsonNode> rows = reply.json().get("rows").valueStream().toList();
            if (rows.isEmpty()) {
                return all;
            }
            all.addAll(rows);
        }
    }

    private static long lastPosition() {
        return query("/reports/headcount").get("position").asLong();
    }
}
