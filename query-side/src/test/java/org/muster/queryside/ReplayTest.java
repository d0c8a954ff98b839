package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.queryside.report.Report;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole register replayed to a point answers every report as the live read models do as known at that point. */
class ReplayTest {

    private static RunningQuerySide querySide;
    private static long last;

    @BeforeAll
    static void start() {
        querySide = new RunningQuerySide();
        last = querySide.publishAndApply(History.ofUnmiset());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    private static HttpResponse<String> ask(String method, String path) throws Exception {
        return querySide.send(method, querySide.issuer().tokenWith("audit"), path);
    }

    private static String replayed(String to) throws Exception {
        HttpResponse<String> begun = ask("POST", "/audit/replays?to=" + to);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String where = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> JsonPath.<String>read(ask("GET", where).body(), "$.endedAt") != null);
        return ask("GET", where).body();
    }

    private static int schemas() {
        return querySide
                .tables()
                .queryForObject("select count(*) from pg_namespace where nspname like 'replay%'", Integer.class);
    }

    @Test
    void answers_every_report_as_it_is_known_at_any_position() throws Exception {
        for (long to : List.of(last, last / 2, 1L)) {
            String state = replayed(Long.toString(to));

            assertThat(JsonPath.<String>read(state, "$.phase")).as(state).isEqualTo("EQUAL");
            assertThat(JsonPath.<Integer>read(state, "$.events")).isEqualTo((int) to);
            assertThat(JsonPath.<Integer>read(state, "$.reports"))
                    .isEqualTo(querySide.beans(Report.class).size());
            assertThat(JsonPath.<Integer>read(state, "$.questions"))
                    .isGreaterThan(querySide.beans(Report.class).size());
        }
        assertThat(schemas()).as("nothing is left of it").isZero();
    }

    @Test
    void finds_a_row_that_was_changed_by_hand() throws Exception {
        querySide.tables().update("update assignment set entry_on_duty = entry_on_duty - 400");
        try {
            String state = replayed(Long.toString(last));

            assertThat(JsonPath.<String>read(state, "$.phase")).isEqualTo("DIFFERENT");
            assertThat(JsonPath.<List<String>>read(state, "$.differences"))
                    .anyMatch(difference -> difference.startsWith("headcount"));
        } finally {
            querySide.tables().update("update assignment set entry_on_duty = entry_on_duty + 400");
        }
    }

    @Test
    void removes_what_a_killed_replay_left_and_nothing_of_one_that_runs() throws Exception {
        String killed = "replay_" + "0".repeat(32);
        String runs = "replay_" + "1".repeat(32);
        for (String schema : List.of(killed, runs)) {
            querySide.tables().execute("create schema " + schema + "; create table " + schema + ".assignment ()");
        }
        JdbcTemplate jdbc = querySide.tables();
        try (Connection other = jdbc.getDataSource().getConnection();
                Statement lock = other.createStatement()) {
            lock.execute("select pg_advisory_lock(hashtextextended('" + runs + "', 0))");
            try {
                assertThat(JsonPath.<String>read(replayed("1"), "$.phase")).isEqualTo("EQUAL");
                assertThat(jdbc.queryForList(
                                "select nspname from pg_namespace where nspname like 'replay%'", String.class))
                        .containsExactly(runs);
            } finally {
                lock.execute("select pg_advisory_unlock(hashtextextended('" + runs + "', 0))");
            }
        }
        assertThat(JsonPath.<String>read(replayed("1"), "$.phase")).isEqualTo("EQUAL");
        assertThat(schemas()).isZero();
    }

    @Test
    void takes_an_instant_and_refuses_what_is_neither() throws Exception {
        assertThat(JsonPath.<String>read(replayed("2026-01-01T00:00:00Z"), "$.phase"))
                .isEqualTo("EQUAL");
        assertThat(ask("POST", "/audit/replays?to=yesterday").statusCode()).isEqualTo(400);
        assertThat(ask("POST", "/audit/replays?to=" + (last + 1)).statusCode()).isEqualTo(400);
        assertThat(ask("POST", "/audit/replays").statusCode()).isEqualTo(400);
        assertThat(querySide
                        .send("POST", querySide.issuer().tokenWith("reports"), "/audit/replays?to=1")
                        .statusCode())
                .isEqualTo(403);
    }
}
