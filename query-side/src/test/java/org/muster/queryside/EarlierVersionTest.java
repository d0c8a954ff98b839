package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
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

/** Events that were published in an earlier version are read live, in a rebuild, and when their subject was parked. */
class EarlierVersionTest {

    private static final String V1 = "muster.mission.mandate-extended.v1";
    private static final String MISSIONS = "/admin/projections/missions";
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
    void is_read_live_and_in_a_rebuild() throws Exception {
        querySide.publish(List.of(History.established("LIVE", "A mission")));
        applied(extended("LIVE"));
        assertThat(expiries("LIVE")).contains(Date.valueOf("2031-12-31"));

        HttpResponse<String> asked = querySide.post(MISSIONS + "/rebuild", "{\"switch\": \"if-equal\"}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String where = asked.headers().firstValue("Location").orElseThrow();
        String ended =
                await().atMost(LIMIT).until(() -> admin(where), state -> !JsonPath.<Boolean>read(state, "$.open"));
        assertThat(JsonPath.<String>read(ended, "$.phase")).as(ended).isEqualTo("SWITCHED");
        assertThat(expiries("LIVE")).contains(Date.valueOf("2031-12-31"));
    }

    @Test
    void is_read_when_what_held_up_its_subject_is_gone() throws Exception {
        querySide.publish(List.of(History.established("HELD", "A mission")));
        long poison =
                querySide.publish("muster.mission.started.v7", "mission:HELD", "{}".getBytes(StandardCharsets.UTF_8));
        applied(extended("HELD"));
        assertThat(expiries("HELD")).doesNotContain(Date.valueOf("2031-12-31"));

        assertThat(querySide
                        .post(MISSIONS + "/parked/events/" + poison + "/discard", "{\"reason\":\"never went live\"}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> retried = querySide.post(MISSIONS + "/parked/mission:HELD/retry", "");

        assertThat(JsonPath.<Map<String, Object>>read(retried.body(), "$"))
                .containsEntry("freed", true)
                .containsEntry("applied", 1);
        assertThat(expiries("HELD")).contains(Date.valueOf("2031-12-31"));
    }

    private static long extended(String mission) {
        return querySide.publish(
                V1,
                "mission:" + mission,
                "{\"mission\":\"%s\",\"instrument\":\"S/RES/860\",\"adoptedOn\":\"2030-08-27\",\"newExpiry\":\"2031-12-31\"}"
                        .formatted(mission)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void applied(long position) throws Exception {
        assertThat(querySide
                        .get("/missions", RunningQuerySide.POSITION, Long.toString(position))
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<Date> expiries(String mission) {
        return querySide.tables().queryForList("select expires_on from mandate where mission = ?", Date.class, mission);
    }

    private static String admin(String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path).body();
    }
}
