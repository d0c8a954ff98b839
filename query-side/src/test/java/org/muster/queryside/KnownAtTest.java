package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reports answer as known at a position or an instant, over HTTP. All of the history was recorded at one instant. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class KnownAtTest {

    private static final RunningQuerySide QUERY_SIDE = RunningQuerySide.shared();
    private static final int LAST = History.ofUnmiset().size();

    /** The history: A1 from 2002-06-01 at position 1, its end on 2002-08-31 at 2, A3 from 2002-06-01 at 5, A4 from July at 6. */
    @ParameterizedTest
    @CsvSource({
        "2002-07-15, 0, 0",
        "2002-07-15, 1, 1",
        "2002-07-15, 4, 1",
        "2002-07-15, 5, 2",
        "2002-07-15, 6, 3",
        "2002-07-15, 16, 3",
        "2002-12-01, 1, 1",
        "2002-12-01, 2, 0",
        "2002-12-01, 6, 2",
        "2002-12-01, 7, 1",
    })
    void counts_on_a_day_as_known_at_a_position(String on, int knownAt, int persons) throws Exception {
        HttpResponse<String> answer = ask("/reports/headcount?on=" + on + "&knownAt=" + knownAt);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.total.persons")).isEqualTo(persons);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.position")).isEqualTo(knownAt);
        assertThat(JsonPath.<Object>read(answer.body(), "$.knownAt")).isNull();
        assertThat(answer.headers().firstValue(RunningQuerySide.POSITION)).hasValue(Integer.toString(knownAt));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T11:59:59.999999Z, 0, 0",
        "2026-11-23T12:00:00Z, 0, 0",
        "2026-11-23T12:00:00.000001Z, 16, 3",
        "2026-11-23T12:00:00.000000001Z, 16, 3",
        "2026-11-23T14:00:00+02:00, 0, 0",
        "2026-11-23T13:00:00+01:00, 0, 0",
        "1992-01-01T00:00:00Z, 0, 0"
    })
    void an_instant_leaves_out_what_was_recorded_at_or_after_it(String knownAt, int position, int persons)
            throws Exception {
        HttpResponse<String> answer = ask("/reports/headcount?on=2002-07-15&knownAt=" + encoded(knownAt));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.position")).isEqualTo(position);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.total.persons")).isEqualTo(persons);
        assertThat(Instant.parse(JsonPath.read(answer.body(), "$.knownAt")))
                .isEqualTo(java.time.OffsetDateTime.parse(knownAt).toInstant());
    }

    @Test
    void changes_are_the_rows_that_differ_and_the_events_between() throws Exception {
        // A4 enters on duty by event 6; A1 has ended by event 2, A4 ends by event 7 after that day.
        String body = ask("/reports/headcount/changes?on=2002-07-15&mission=UNMISET&knownAt=5,16")
                .body();

        assertThat(JsonPath.<List<Map<String, Object>>>read(body, "$.changes"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.get("before")).isNull();
                    assertThat(change.get("after"))
                            .isEqualTo(Map.of(
                                    "mission", "UNMISET",
                                    "type", "NATIONAL",
                                    "serviceArea", "ELECTORAL_SUPPORT",
                                    "persons", 1));
                });
        assertThat(JsonPath.<List<Integer>>read(body, "$.events[*].position")).containsExactly(6, 7);
        assertThat(body).as("a figure's reader sees no single assignment").doesNotContain("A4");
        assertThat(JsonPath.<Integer>read(body, "$.earlier.total.persons")).isEqualTo(2);
        assertThat(JsonPath.<Integer>read(body, "$.later.total.persons")).isEqualTo(3);

        String counted = ask("/reports/headcount/changes?on=2002-07-15&groupBy=mission&knownAt=1,5")
                .body();
        assertThat(JsonPath.<Integer>read(counted, "$.changes[0].before.persons"))
                .isEqualTo(1);
        assertThat(JsonPath.<Integer>read(counted, "$.changes[0].after.persons"))
                .isEqualTo(2);
        for (String refused :
                List.of("", "?knownAt=5", "?knownAt=5,", "?knownAt=5,99", "?knownAt=5,6,7", "?knownAt=5,6&x=1")) {
            assertThat(ask("/reports/headcount/changes" + refused).statusCode())
                    .as(refused)
                    .isEqualTo(400);
        }
        assertThat(ask("/reports/unknown/changes?knownAt=5,6").statusCode()).isEqualTo(404);
        assertThat(ask("/reports/demographics/changes?from=2002-06&to=2002-07&knownAt=5,6")
                        .statusCode())
                .as("two answers that differ by one person tell of that person")
                .isEqualTo(404);
        assertThat(ask("/reports/service-history/changes?volunteer=V1&knownAt=5,6")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void is_known_now_where_nothing_is_said() throws Exception {
        HttpResponse<String> answer = ask("/reports/headcount?on=2002-07-15");

        assertThat(JsonPath.<Integer>read(answer.body(), "$.position")).isEqualTo(LAST);
        assertThat(Instant.parse(JsonPath.read(answer.body(), "$.knownAt")))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    }

    @Test
    void every_report_is_known_at_what_was_asked_for() throws Exception {
        assertThat(JsonPath.<List<Object>>read(ask("/missions?knownAt=7").body(), "$.missions"))
                .isEmpty();
        assertThat(JsonPath.<List<String>>read(ask("/missions?knownAt=8").body(), "$.missions[*].phase"))
                .containsExactly("PLANNED");
        assertThat(ask("/missions/UNMISET?knownAt=7").statusCode()).isEqualTo(404);
        String early = ask("/missions/UNMISET?knownAt=9").body();
        assertThat(JsonPath.<List<String>>read(early, "$.phases[*].phase")).containsExactly("PLANNED", "ACTIVE");
        assertThat(JsonPath.<List<Object>>read(early, "$.dutyStations")).isEmpty();
        assertThat(JsonPath.<List<Integer>>read(
                        ask("/reports/strength?from=2003-02&to=2003-02&knownAt=11")
                                .body(),
                        "$.rows[?(@.type == 'INTERNATIONAL')].authorized"))
                .as("before the revision was recorded")
                .containsExactly(2);
        assertThat(JsonPath.<Integer>read(
                        ask("/reports/cumulative?on=2005-01-01&knownAt=3").body(), "$.total.assignments"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1e3",
                "now",
                "2026-11-23",
                "2026-11-23T12:00:00",
                "2026-13-23T12:00:00Z",
                "2026-02-30T12:00:00Z",
                "9223372036854775808",
                "+999999999-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "2999-01-01T00:00:00Z",
                "17",
                "999999999999999999"
            })
    void refuses_what_is_neither_or_lies_in_the_future(String knownAt) throws Exception {
        for (String path : List.of(
                "/missions?",
                "/missions/UNMISET?",
                "/reports/headcount?",
                "/reports/strength?from=2003-02&to=2003-02&",
                "/reports/cumulative?")) {
            HttpResponse<String> answer = ask(path + "knownAt=" + encoded(knownAt));

            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("INVALID");
            assertThat(answer.body()).contains("knownAt");
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        return QUERY_SIDE.get(path);
    }
}
