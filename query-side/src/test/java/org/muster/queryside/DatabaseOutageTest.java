package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.embedded.LocalPostgres;
import org.muster.events.Category;
import org.muster.events.DomainEvent;

class DatabaseOutageTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BEFORE = 50;
    private static final int MEANWHILE = 300;

    @Test
    void waits_while_its_database_is_away_says_so_and_then_applies_everything_once() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.temporary();
                RunningQuerySide querySide = new RunningQuerySide(
                        postgres.createDatabase("queries", "queries"),
                        "--muster.query.position-timeout=20s",
                        // Short, so that this test waits less for connections that nobody gives.
                        "--spring.datasource.hikari.connection-timeout=1000")) {
            querySide.publish(List.of(History.established("UNTAC", "A mission")));
            querySide.publishAndApply(deployments(0, BEFORE));

            postgres.kill();
            long last = querySide.publish(deployments(BEFORE, MEANWHILE));

            await().atMost(LIMIT).untilAsserted(() -> {
                String health = admin(querySide, "/actuator/health").body();
                assertThat(JsonPath.<String>read(health, "$.status")).isEqualTo("DOWN");
                assertThat(JsonPath.<String>read(health, "$.components.db.status"))
                        .isEqualTo("DOWN");
                assertThat(JsonPath.<String>read(health, "$.components.delivery.status"))
                        .isEqualTo("DOWN");
                assertThat(admin(querySide, "/actuator/prometheus").body())
                        .containsPattern("muster_projection_running\\{[^}]*projection=\"assignments\"[^}]*} 0\\.0")
                        .containsPattern(
                                "muster_projection_lag_positions\\{[^}]*projection=\"assignments\"[^}]*} 300\\.0");
            });
            HttpResponse<String> refused = querySide.get("/missions");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(JsonPath.<String>read(refused.body(), "$.code")).isEqualTo("UNAVAILABLE");
            HttpResponse<String> nothingDone =
                    querySide.post("/admin/projections/assignments/parked/volunteer:V1/retry", "");
            assertThat(nothingDone.statusCode()).isEqualTo(503);

            postgres.start();

            await().atMost(LIMIT)
                    .until(() -> querySide
                                    .get("/missions", RunningQuerySide.POSITION, Long.toString(last))
                                    .statusCode()
                            == 200);
            assertThat(querySide.tables().queryForObject("select count(*) from assignment", Integer.class))
                    .isEqualTo(BEFORE + MEANWHILE);
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(JsonPath.<String>read(
                                    admin(querySide, "/actuator/health").body(), "$.status"))
                            .isEqualTo("UP"));
        }
    }

    private static HttpResponse<String> admin(RunningQuerySide querySide, String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path);
    }

    private static List<DomainEvent> deployments(int from, int count) {
        List<DomainEvent> events = new ArrayList<>();
        for (int n = from; n < from + count; n++) {
            events.add(History.deployed("A" + n, "V" + n, "UNTAC", Category.NATIONAL_EXPERT, "2002-06-01"));
        }
        return events;
    }
}
