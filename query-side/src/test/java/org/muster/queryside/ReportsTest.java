package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reports answer to known events, over HTTP from Kafka through PostgreSQL. */
@ResourceLock(value = RunningQuerySide.SHARED, mode = ResourceAccessMode.READ)
class ReportsTest {

    private static final RunningQuerySide QUERY_SIDE = RunningQuerySide.shared();
    private static final String POSITION = Integer.toString(History.ofUnmiset().size());

    @ParameterizedTest
    @CsvSource({
        "2002-05-31, 0",
        "2002-06-01, 2",
        "2002-07-01, 3",
        "2002-08-31, 3",
        "2002-09-01, 2",
        "2002-09-30, 2",
        "2002-10-01, 1",
        "2003-01-30, 2",
        "2003-01-31, 1",
        "2026-11-23, 1"
    })
    void counts_who_serves_from_entry_on_duty_to_the_last_day(String on, int persons) throws Exception {
        HttpResponse<String> answer = ask("/reports/headcount?on=" + on);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.total.persons")).isEqualTo(persons);
        assertThat(JsonPath.<String>read(answer.body(), "$.on")).isEqualTo(on);
        assertThat(JsonPath.<Integer>read(answer.body(), "$.position")).isEqualTo(Integer.parseInt(POSITION));
        assertThat(answer.headers().firstValue(RunningQuerySide.POSITION)).hasValue(POSITION);
    }

    @Test
    void breaks_the_headcount_down_by_mission_type_and_service_area() throws Exception {
        assertThat(JsonPath.<List<Map<String, Object>>>read(
                        ask("/reports/headcount?on=2002-07-01&mission=UNMISET").body(), "$.rows"))
                .containsExactly(
                        Map.of(
                                "mission", "UNMISET",
                                "type", "INTERNATIONAL",
                                "serviceArea", "ELECTORAL_SUPPORT",
                                "persons", 2),
                        Map.of(
                                "mission", "UNMISET",
                                "type", "NATIONAL",
                                "serviceArea", "ELECTORAL_SUPPORT",
                                "persons", 1));
    }

    @Test
    void counts_today_where_no_day_is_given() throws Exception {
        assertThat(JsonPath.<Integer>read(ask("/reports/headcount").body(), "$.total.persons"))
                .isEqualTo(1);
    }

    @Test
    void shows_authorized_encumbered_and_vacant_posts_on_each_month_s_last_day() throws Exception {
        HttpResponse<String> answer = ask("/reports/strength?from=2002-06&to=2003-02", "Accept", "text/csv");

        assertThat(csv(answer.body(), 6))
                .containsExactly(
                        "mission,month,type,authorized,encumbered,vacancy",
                        "UNMISET,2002-06,INTERNATIONAL,0,2,-2",
                        "UNMISET,2002-07,INTERNATIONAL,2,2,0",
                        "UNMISET,2002-07,NATIONAL,1,1,0",
                        "UNMISET,2002-08,INTERNATIONAL,2,2,0",
                        "UNMISET,2002-08,NATIONAL,1,1,0",
                        "UNMISET,2002-09,INTERNATIONAL,2,1,1",
                        "UNMISET,2002-09,NATIONAL,1,1,0",
                        "UNMISET,2002-10,INTERNATIONAL,2,1,1",
                        "UNMISET,2002-10,NATIONAL,1,0,1",
                        "UNMISET,2002-11,INTERNATIONAL,2,1,1",
                        "UNMISET,2002-11,NATIONAL,1,0,1",
                        "UNMISET,2002-12,INTERNATIONAL,2,1,1",
                        "UNMISET,2002-12,NATIONAL,1,0,1",
                        "UNMISET,2003-01,INTERNATIONAL,1,1,0",
                        "UNMISET,2003-01,NATIONAL,1,0,1",
                        "UNMISET,2003-02,INTERNATIONAL,1,1,0",
                        "UNMISET,2003-02,NATIONAL,1,0,1");
        assertThat(csv(
                        ask("/reports/strength?from=2002-06-30&to=2003-02-01", "Accept", "text/csv")
                                .body(),
                        6))
                .isEqualTo(csv(answer.body(), 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2002-06", "2002-08", "2003-01", "2003-07", "2010-02"})
    void agrees_with_the_headcount_of_the_month_s_last_day(String month) throws Exception {
        String lastDay = YearMonth.parse(month).atEndOfMonth().toString();
        List<Integer> encumbered = JsonPath.read(
                ask("/reports/strength?from=" + month + "&to=" + month).body(), "$.rows[*].encumbered");

        assertThat(encumbered.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(JsonPath.<Integer>read(
                        ask("/reports/headcount?on=" + lastDay).body(), "$.total.persons"));
    }

    @Test
    void counts_persons_assignments_and_volunteer_months_apart() throws Exception {
        String body = ask("/reports/cumulative?on=2003-05-31").body();

        // 92 + 30 days of V1, 365 of V2 up to and with the day, 92 of V3: 579 days × 12 / 365.25.
        assertThat(JsonPath.<Map<String, Object>>read(body, "$.rows[0]"))
                .containsEntry("mission", "UNMISET")
                .containsEntry("persons", 3)
                .containsEntry("assignments", 4)
                .containsEntry("volunteerMonths", 19.0);
        assertThat(JsonPath.<Map<String, Object>>read(body, "$.total"))
                .containsEntry("persons", 3)
                .containsEntry("missions", 1);
    }

    @Test
    void shows_published_claims_beside_what_it_computes_and_asserts_nothing() throws Exception {
        String body = ask("/reports/published?mission=UNMISET").body();

        assertThat(JsonPath.<List<Map<String, Object>>>read(body, "$.rows[?(@.when == '2005-04-30')]"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("published", 100)
                        .containsEntry("least", 1)
                        .containsEntry("greatest", 1));
        assertThat(JsonPath.<List<Object>>read(body, "$.rows[?(@.relation == 'provision')].greatest"))
                .hasSize(2)
                .containsOnlyNulls();
        assertThat(JsonPath.<List<Object>>read(ask("/reports/published").body(), "$.rows"))
                .hasSize(64);
    }

    @Test
    void lists_missions_with_their_phase_and_links() throws Exception {
        assertThat(JsonPath.<Map<String, Object>>read(ask("/missions").body(), "$.missions[0]"))
                .containsEntry("mission", "UNMISET")
                .containsEntry("phase", "CLOSED")
                .containsEntry("instrument", "S/RES/2")
                .containsEntry("expiresOn", "2005-05-20")
                .containsEntry("closedOn", "2005-05-20")
                .containsEntry("successors", List.of("UNOTIL"))
                .containsEntry("countries", List.of("TLS"));
    }

    @Test
    void tells_everything_of_one_mission() throws Exception {
        String body = ask("/missions/UNMISET").body();

        assertThat(JsonPath.<List<String>>read(body, "$.phases[*].phase"))
                .containsExactly("PLANNED", "ACTIVE", "CLOSED");
        assertThat(JsonPath.<List<String>>read(body, "$.phases[*].until"))
                .containsExactly("2002-05-20", "2005-05-20", null);
        assertThat(JsonPath.<List<String>>read(body, "$.mandates[*].instrument"))
                .containsExactly("S/RES/1", "S/RES/2");
        assertThat(JsonPath.<List<String>>read(body, "$.strength[?(@.type == 'INTERNATIONAL')].to"))
                .containsExactly("2003-01-14", "2003-06-30");
        assertThat(JsonPath.<String>read(body, "$.dutyStations[0].name")).isEqualTo("Dili");
        assertThat(csv(ask("/missions/UNMISET", "Accept", "text/csv").body(), 7))
                .hasSize(11)
                .contains("UNMISET,PHASE,PLANNED,2002-05-17,2002-05-19,,")
                .contains("UNMISET,STRENGTH,NATIONAL,2003-01-15,2003-06-30,A/57/1,1");
    }

    @Test
    void sends_csv_quoted_and_without_formulas() throws Exception {
        HttpResponse<String> answer = ask("/missions", "Accept", "text/csv");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"muster-missions-on-" + LocalDate.now(ZoneOffset.UTC) + "-position-"
                        + POSITION + ".csv\"");
        assertThat(answer.body())
                .startsWith("\"mission\",\"name\",\"countries\",")
                .contains("\r\n\"UNMISET\",\"'=1+1 Mission of \"\"Support\"\", East Timor\",\"TLS\",\"PEACEKEEPING\",");
    }

    @Test
    void sends_the_form_that_is_named_before_the_one_that_is_accepted() throws Exception {
        assertThat(ask("/reports/headcount?on=2002-07-01&format=csv", "Accept", "application/json")
                        .body())
                .startsWith("\uFEFF\"mission\"");
        assertThat(ask("/reports/headcount?on=2002-07-01&format=xlsx").body()).startsWith("PK");
        assertThat(ask("/reports/headcount?on=2002-07-01", "Accept", "application/x-ndjson")
                        .body()
                        .lines())
                .hasSize(3);
        assertThat(ask("/reports/headcount?on=2002-07-01", "Accept", "text/csv;q=0.5, application/json;q=0.4")
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow())
                .startsWith("text/csv");
    }

    @Test
    void answers_304_to_a_caller_that_has_the_answer_at_this_position() throws Exception {
        HttpResponse<String> first = ask("/reports/headcount?on=2002-07-01");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = ask("/reports/headcount?on=2002-07-01", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue(RunningQuerySide.POSITION)).hasValue(POSITION);
        for (String other : List.of(
                "/reports/headcount?on=2002-07-02",
                "/reports/headcount?on=2002-07-01&knownAt=5",
                "/reports/headcount?on=2002-07-01&format=csv",
                "/reports/cumulative?on=2002-07-01")) {
            assertThat(ask(other, "If-None-Match", tag).statusCode()).as(other).isEqualTo(200);
        }
    }

    @Test
    void tells_persons_apart_by_what_is_asked_for() throws Exception {
        assertThat(csv(
                        ask("/reports/headcount?on=2002-07-01&groupBy=category,station", "Accept", "text/csv")
                                .body(),
                        3))
                .containsExactly(
                        "category,station,persons",
                        "INTERNATIONAL_EXPERT,UNMISET-CITY,1",
                        "INTERNATIONAL_SPECIALIST,UNMISET-CITY,1",
                        "NATIONAL_YOUTH,UNMISET-CITY,1");
        assertThat(JsonPath.<Integer>read(
                        ask("/reports/headcount?on=2002-07-01&category=NATIONAL_YOUTH")
                                .body(),
                        "$.total.persons"))
                .isEqualTo(1);
        for (String refused : List.of("gender", "nationality", "mission,mission", "", "mission,")) {
            assertThat(ask("/reports/headcount?groupBy=" + refused).statusCode())
                    .as(refused)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missions/UNKNOWN",
                "/reports/headcount?mission=UNKNOWN",
                "/reports/strength?from=2002-01&to=2002-02&mission=UNKNOWN",
                "/reports/cumulative?mission=UNKNOWN"
            })
    void answers_404_for_a_mission_that_there_is_not(String path) throws Exception {
        HttpResponse<String> answer = ask(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNKNOWN_MISSION");
    }

    /** The first columns of each line, without quotes. */
    private static List<String> csv(String body, int columns) throws Exception {
        return CSVFormat.RFC4180.parse(new StringReader(body)).getRecords().stream()
                .map(line -> line.stream().limit(columns).collect(Collectors.joining(",")))
                .toList();
    }

    private static HttpResponse<String> ask(String path, String... headers) throws Exception {
        return QUERY_SIDE.get(path, headers);
    }
}
