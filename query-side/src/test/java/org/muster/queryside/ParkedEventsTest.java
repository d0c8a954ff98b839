package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.events.Category;
import org.muster.events.assignment.VolunteerDeployed;
import tools.jackson.databind.json.JsonMapper;

/** An event that cannot be taken in holds up its subject, and people get it going again. Each test has subjects of its own. */
class ParkedEventsTest {

    private static final String PROJECTION = "/admin/projections/assignments";
    private static final String DEPLOYED = "muster.volunteer.deployed.v1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        querySide = new RunningQuerySide("--muster.query.position-timeout=30s");
    }

    @AfterAll
    static void close() {
        querySide.close();
    }

    @Test
    void parks_the_subject_of_an_event_that_it_cannot_take_in_and_nobody_else() throws Exception {
        VolunteerDeployed unbegun = deployed("UNBEGUN", "1", "2010-01-01");
        List<String> bad = List.of("V2", "EMPTY", "TEXT", "NULLS", "PIRATE", "OTHER", "NUL", "UNBEGUN");
        publish("muster.volunteer.deployed.v2", "V2", "{}");
        publish(DEPLOYED, "EMPTY", "");
        publish(DEPLOYED, "TEXT", "not JSON");
        publish(DEPLOYED, "NULLS", "{}");
        publish(DEPLOYED, "PIRATE", json(deployed("PIRATE", "1", "2010-01-01")).replace("NATIONAL_EXPERT", "PIRATE"));
        publish(DEPLOYED, "OTHER", json(deployed("SOMEBODY", "1", "2010-01-01")));
        publish(DEPLOYED, "NUL", json(deployed("NUL", "1", "2010-01-01")).replace("ONE-CITY", "ONE\\u0000CITY"));
        querySide.publish(List.of(History.ended(unbegun, "2010-02-01")));
        for (String volunteer : bad) {
            querySide.publish(List.of(deployed(volunteer, "later", "2010-01-01")));
        }
        long position = querySide.publish(
                List.of(History.established("ONE", "A mission"), deployed("GOOD", "1", "2010-01-01")));

        assertThat(headcount(position)).isOne();
        String parked = admin(PROJECTION + "/parked").body();
        assertThat(JsonPath.<List<String>>read(parked, "$.subjects[*].subject"))
                .containsAll(
                        bad.stream().map(volunteer -> "volunteer:" + volunteer).toList());
        for (String volunteer : bad) {
            String events =
                    admin(PROJECTION + "/parked?subject=volunteer:" + volunteer).body();
            assertThat(JsonPath.<List<Object>>read(events, "$.events")).hasSize(2);
            assertThat(JsonPath.<String>read(events, "$.events[0].cause")).isNotBlank();
            assertThat(JsonPath.<Map<String, Object>>read(events, "$.events[1]"))
                    .doesNotContainKey("cause");
            assertThat(JsonPath.<String>read(events, "$.events[1].data.assignment"))
                    .isEqualTo(volunteer + "-later");
            assertThat(JsonPath.<String>read(events, "$.events[1].attributes.ce_type"))
                    .isEqualTo(DEPLOYED);
        }
        await().atMost(LIMIT).untilAsserted(() -> {
            String states = admin("/admin/projections").body();
            assertThat(JsonPath.<List<String>>read(states, "$.projections[*].phase"))
                    .hasSize(3)
                    .containsOnly("RUNNING");
            assertThat(JsonPath.<List<Integer>>read(states, "$.projections[?(@.name=='assignments')].parkedSubjects"))
                    .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(bad.size()));
            String health = admin("/actuator/health").body();
            assertThat(JsonPath.<String>read(health, "$.status")).isEqualTo("DEGRADED");
            assertThat(JsonPath.<List<String>>read(health, "$.components.delivery.details.causes"))
                    .anySatisfy(cause ->
                            assertThat(cause).contains("assignments has").contains("subjects parked"))
                    .noneSatisfy(cause -> assertThat(cause).contains("missions has"));
            assertThat(admin("/actuator/prometheus").body())
                    .containsPattern("muster_projection_parked_subjects\\{[^}]*projection=\"assignments\"[^}]*} [1-9]")
                    .containsPattern("muster_projection_lag_seconds\\{[^}]*projection=\"assignments\"[^}]*} 0\\.0");
        });
        HttpResponse<String> open = querySide.getAs(null, "/actuator/health");
        assertThat(open.statusCode()).as("degraded is still in service").isEqualTo(200);
        assertThat(open.body()).as("causes are for the administrator").doesNotContain("causes");
        assertThat(querySide.getAs(null, "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
    }

    @Test
    void frees_a_subject_once_what_held_it_up_is_discarded_and_the_rest_retried() throws Exception {
        long poison = publish("muster.volunteer.deployed.v2", "TWO", "{}");
        VolunteerDeployed deployed = deployedTo("TWO", "TWO", "1", "2010-01-01");
        querySide.publish(List.of(deployed));
        long last = querySide.publish(List.of(History.ended(deployed, "2010-02-01")));
        headcount(last);
        assertThat(rows("TWO")).isEmpty();

        HttpResponse<String> tooEarly = querySide.post(PROJECTION + "/parked/volunteer:TWO/retry", "");
        assertThat(JsonPath.<Map<String, Object>>read(tooEarly.body(), "$"))
                .containsEntry("freed", false)
                .containsEntry("applied", 0)
                .containsEntry("failed", (int) poison);
        assertThat(querySide
                        .post(
                                PROJECTION + "/parked/events/" + poison + "/discard",
                                "{\"reason\":\"published by a program that never went live\"}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> retried = querySide.post(PROJECTION + "/parked/volunteer:TWO/retry", "");

        assertThat(JsonPath.<Map<String, Object>>read(retried.body(), "$"))
                .isEqualTo(Map.of("freed", true, "applied", 2, "last", (int) last));
        assertThat(rows("TWO"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("known_from", last)
                        .containsEntry("separation_on", Date.valueOf("2010-02-02")));
        headcount(querySide.publish(List.of(deployedTo("TWO", "TWO", "2", "2011-01-01"))));
        assertThat(rows("TWO")).as("later events flow again").hasSize(2);

        List<Map<String, Object>> acts =
                JsonPath.read(admin(PROJECTION + "/acts").body(), "$.acts[?(@.subject=='volunteer:TWO')]");
        assertThat(acts)
                .allSatisfy(
                        act -> assertThat(act).containsEntry("who", "tester").containsKey("at"));
        assertThat(acts)
                .extracting(act -> act.get("act"), act -> act.get("position"))
                .containsExactly(
                        tuple("RETRIED", (int) last), tuple("DISCARDED", (int) poison), tuple("RETRIED", null));
        assertThat(acts.get(1)).containsEntry("reason", "published by a program that never went live");
    }

    @Test
    void frees_a_subject_once_the_row_is_mended_that_its_event_did_not_fit() throws Exception {
        VolunteerDeployed lost = deployedTo("THREE", "THREE", "1", "2010-01-01");
        headcount(querySide.publish(List.of(lost)));
        querySide.tables().update("delete from assignment where volunteer = 'THREE'");
        long ended = querySide.publish(List.of(History.ended(lost, "2010-02-01")));
        long later = querySide.publish(List.of(deployedTo("THREE", "THREE", "2", "2011-01-01")));
        headcount(later);
        assertThat(JsonPath.<List<String>>read(
                        admin(PROJECTION + "/parked?subject=volunteer:THREE").body(), "$.events[*].cause"))
                .singleElement()
                .asString()
                .contains("assignment THREE-1 was never created");

        querySide.tables().update("""
                insert into assignment (assignment, volunteer, mission, type, category, service_area, station,
                                        entry_on_duty, known_from, recorded_at, subject_hash)
                values ('THREE-1', 'THREE', 'THREE', 'NATIONAL', 'NATIONAL_EXPERT', 'ELECTORAL_SUPPORT', 'ONE-CITY',
                        '2010-01-01', 1, '2026-11-23', %d)""".formatted("volunteer:THREE".hashCode()));
        HttpResponse<String> retried = querySide.post(PROJECTION + "/parked/volunteer:THREE/retry", "");

        assertThat(JsonPath.<Map<String, Object>>read(retried.body(), "$"))
                .isEqualTo(Map.of("freed", true, "applied", 2, "last", (int) later));
        assertThat(rows("THREE")).extracting(row -> row.get("known_from")).containsExactlyInAnyOrder(ended, later);
        HttpResponse<String> again = querySide.post(PROJECTION + "/parked/volunteer:THREE/retry", "");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(again.body(), "$.code")).isEqualTo("NOT_PARKED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|{}|400|INVALID|/reason",
                "1||400|MALFORMED_JSON|",
                "1|[]|400|INVALID|''",
                "1|{\"reason\":null}|400|INVALID|/reason",
                "1|{\"reason\":7}|400|INVALID|/reason",
                "1|{\"reason\":\"  \"}|400|INVALID|/reason",
                "1|{\"reason\":\"a\\u0000b\"}|400|INVALID|/reason",
                "1|{\"reason\":\"a\\nb\"}|400|INVALID|/reason",
                "1|{\"reason\":\"a\",\"force\":true}|400|INVALID|/force",
                "1|{\"reason\"|400|MALFORMED_JSON|",
                "one|{\"reason\":\"a\"}|400|INVALID|position",
                "1e3|{\"reason\":\"a\"}|400|INVALID|position",
                "9223372036854775808|{\"reason\":\"a\"}|400|INVALID|position",
                "999999999999999999|{\"reason\":\"a\"}|404|NOT_PARKED|",
                "-1|{\"reason\":\"a\"}|404|NOT_PARKED|"
            })
    void says_what_is_wrong_with_a_discard(String position, String body, int status, String code, String field)
            throws Exception {
        HttpResponse<String> answer =
                querySide.post(PROJECTION + "/parked/events/" + position + "/discard", body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
        if (field != null) {
            assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field"))
                    .containsExactly(field);
        }
    }

    @Test
    void takes_no_reason_that_is_longer_than_anybody_reads() throws Exception {
        for (int length : List.of(501, 4096, 100_000)) {
            HttpResponse<String> answer = querySide.post(
                    PROJECTION + "/parked/events/1/discard", "{\"reason\":\"" + "x".repeat(length) + "\"}");

            assertThat(answer.statusCode()).isEqualTo(length == 501 ? 400 : 413);
        }
    }

    @Test
    void knows_its_projections() throws Exception {
        for (HttpResponse<String> answer : List.of(
                admin("/admin/projections/nothing/parked"),
                admin("/admin/projections/nothing/acts"),
                querySide.post("/admin/projections/nothing/parked/mission:ONE/retry", ""),
                querySide.post("/admin/projections/nothing/parked/events/1/discard", "{\"reason\":\"a\"}"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo("UNKNOWN_PROJECTION");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /admin/projections/assignments/parked",
                "GET /admin/projections/assignments/acts",
                "POST /admin/projections/assignments/parked/volunteer:V2/retry",
                "POST /admin/projections/assignments/parked/events/1/discard"
            })
    void only_an_administrator_may_look_and_act(String methodAndPath) throws Exception {
        String method = methodAndPath.split(" ")[0];
        String path = methodAndPath.split(" ")[1];

        assertThat(querySide.send(method, null, path).statusCode()).isEqualTo(401);
        assertThat(querySide
                        .send(method, querySide.issuer().expiredTokenWith("admin"), path)
                        .statusCode())
                .isEqualTo(401);
        assertThat(querySide
                        .send(method, querySide.issuer().tokenWith("reports commands audit personal-data"), path)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void documents_what_people_may_do() throws Exception {
        String document = admin("/v3/api-docs").body();

        assertThat(JsonPath.<Map<String, Object>>read(document, "$.paths"))
                .containsKeys(
                        "/admin/projections/{name}/parked",
                        "/admin/projections/{name}/acts",
                        "/admin/projections/{name}/parked/{subject}/retry",
                        "/admin/projections/{name}/parked/events/{position}/discard");
        assertThat(JsonPath.<Map<String, Object>>read(
                        document,
                        "$.paths['/admin/projections/{name}/parked/events/{position}/discard'].post.responses"))
                .containsKeys("204", "400", "401", "403", "404", "415", "503");
    }

    private static VolunteerDeployed deployed(String volunteer, String assignment, String on) {
        return deployedTo("ONE", volunteer, assignment, on);
    }

    private static VolunteerDeployed deployedTo(String mission, String volunteer, String assignment, String on) {
        return History.deployed(volunteer + "-" + assignment, volunteer, mission, Category.NATIONAL_EXPERT, on);
    }

    private static long publish(String type, String volunteer, String data) {
        return querySide.publish(type, "volunteer:" + volunteer, data.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Object event) {
        return JsonMapper.shared().writeValueAsString(event);
    }

    private static HttpResponse<String> admin(String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path);
    }

    private static List<Map<String, Object>> rows(String volunteer) {
        return querySide.tables().queryForList("select * from assignment where volunteer = ?", volunteer);
    }

    /** Of mission ONE, once everything up to the position is handled. */
    private static int headcount(long position) throws Exception {
        HttpResponse<String> answer = querySide.get(
                "/reports/headcount?on=2010-01-15&mission=ONE", RunningQuerySide.POSITION, Long.toString(position));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 404);
        return answer.statusCode() == 404 ? 0 : JsonPath.read(answer.body(), "$.total.persons");
    }
}
