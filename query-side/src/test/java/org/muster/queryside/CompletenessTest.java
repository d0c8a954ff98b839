package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.DomainEvent;

/**
 * Whether the read models hold what was published: calm while they do, and loud, but in service, when they do not. What a test
 * spoils, it repairs as people would.
 */
class CompletenessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ASSIGNMENTS = "$.projections[?(@.name=='assignments')]";

    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        querySide = new RunningQuerySide();
    }

    @AfterAll
    static void close() {
        querySide.close();
    }

    @Test
    void is_calm_under_load_and_finds_a_batch_that_was_skipped() throws Exception {
        querySide.publish(List.of(History.established("ONE", "A mission")));
        for (int round = 0; round < 10; round++) {
            querySide.publish(deployments("ONE", round));
            assertThat(completeness().<List<String>>read("$.projections[*].partitions[*].result"))
                    .doesNotContain("DIFFERENT");
        }
        awaitComplete();

        // Events come while it is stopped, and of one partition its checkpoint says that they were handled.
        querySide.stop();
        querySide.publish(deployments("ONE", 10));
        long last = querySide.publish(deployments("ONE", 11));
        await().atMost(LIMIT).until(() -> querySide.publishedPosition() == last);
        assertThat(querySide
                        .tables()
                        .update(
                                "update projection_checkpoint set next_offset = ?"
                                        + " where projection = 'assignments' and partition = 2",
                                querySide.endOffset(2)))
                .isOne();
        querySide.start();

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(completeness().<List<String>>read(ASSIGNMENTS + ".partitions[*].result"))
                                .containsExactly("EQUAL", "EQUAL", "DIFFERENT", "EQUAL"));
        assertThat(completeness().<Boolean>read("$.complete")).isFalse();
        assertLoudButInService("did not handle what was published in partitions [2]");
        assertThat(admin("/actuator/prometheus"))
                .containsPattern("muster_completeness_partitions_different\\{[^}]*assignments[^}]*} 1\\.0")
                .containsPattern("muster_completeness_partitions_different\\{[^}]*missions[^}]*} 0\\.0")
                .contains("muster_completeness_unverified_seconds");
        assertThat(querySide.get("/admin/completeness").statusCode())
                .as("reports do not open it")
                .isEqualTo(403);

        rebuild();
        awaitComplete();
        assertThat(health()).isEqualTo("UP");
    }

    @Test
    void finds_rows_that_were_changed_by_hand() throws Exception {
        querySide.publish(List.of(History.established("TWO", "A mission")));
        querySide.publishAndApply(deployments("TWO", 0));
        verify();
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(completeness().<List<Boolean>>read(ASSIGNMENTS + ".rows.equal"))
                        .containsExactly(true));

        change("update assignment set mission = 'THREE' where assignment = 'A-TWO-0-7'");
        change("delete from assignment where assignment = 'A-TWO-0-8'");
        verify();

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(completeness().<List<Integer>>read(ASSIGNMENTS + ".rows.different"))
                        .containsExactly(2));
        DocumentContext found = completeness();
        assertThat(found.<List<String>>read(ASSIGNMENTS + ".result")).containsExactly("DIFFERENT");
        assertThat(found.<List<String>>read("$.projections[?(@.name=='missions')].result"))
                .containsExactly("EQUAL");
        assertThat(found.<List<String>>read(ASSIGNMENTS + ".rows.tables[*].examples[*].before.mission"))
                .containsExactly("THREE");
        assertThat(found.<List<String>>read(ASSIGNMENTS + ".rows.tables[*].examples[*].after.assignment"))
                .containsExactly("A-TWO-0-7", "A-TWO-0-8");
        assertLoudButInService("assignments has 2 rows that are not what the events say");
        assertThat(admin("/actuator/prometheus"))
                .containsPattern("muster_completeness_rows_different\\{[^}]*assignments[^}]*} 2\\.0")
                .containsPattern("muster_completeness_rows_different\\{[^}]*missions[^}]*} 0\\.0");

        rebuild();
        awaitComplete();
        assertThat(querySide
                        .tables()
                        .queryForObject("select count(*) from assignment where mission = 'TWO'", Long.class))
                .isEqualTo(100);
    }

    private static void change(String sql) {
        assertThat(querySide.tables().update(sql)).isOne();
    }

    private static void verify() throws Exception {
        HttpResponse<String> asked = querySide.post("/admin/completeness/verify", "");
        assertThat(asked.statusCode()).isEqualTo(202);
        int rebuild = JsonPath.read(asked.body(), "$.rebuilds.assignments");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(completeness().<List<Integer>>read(ASSIGNMENTS + ".rows.rebuild"))
                        .containsExactly(rebuild));
    }

    private static void rebuild() throws Exception {
        await().atMost(LIMIT)
                .until(() -> querySide
                                .post("/admin/projections/assignments/rebuild", "{\"switch\": \"always\"}")
                                .statusCode()
                        == 202);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(completeness().<List<Boolean>>read(ASSIGNMENTS + ".rows.switched"))
                        .containsExactly(true));
    }

    /** Everything that was published was handled by all, as far as can be known. */
    private static void awaitComplete() {
        await().atMost(LIMIT).untilAsserted(() -> {
            DocumentContext found = completeness();
            assertThat(found.<Boolean>read("$.complete")).isTrue();
            assertThat(found.<List<String>>read("$.projections[0].partitions[*].handled").stream()
                            .mapToLong(handled -> Long.parseLong(handled.split(":")[0]))
                            .sum())
                    .isEqualTo(querySide.publishedPosition());
            assertThat(health()).isEqualTo("UP");
        });
    }

    private static void assertLoudButInService(String cause) throws Exception {
        assertThat(health()).isEqualTo("DEGRADED");
        assertThat(JsonPath.<List<String>>read(admin("/actuator/health"), "$.components.completeness.details.causes"))
                .anySatisfy(told -> assertThat(told).contains(cause));
        HttpResponse<String> open = querySide.getAs(null, "/actuator/health");
        assertThat(open.statusCode()).as("in service").isEqualTo(200);
        assertThat(open.body()).as("causes are for the administrator").doesNotContain("causes");
    }

    private static List<DomainEvent> deployments(String mission, int round) {
        List<DomainEvent> events = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            String volunteer = mission + "-" + round + "-" + n;
            events.add(History.deployed(
                    "A-" + volunteer, volunteer, mission, Category.INTERNATIONAL_SPECIALIST, "2010-01-01"));
        }
        return events;
    }

    private static String health() throws Exception {
        return JsonPath.read(admin("/actuator/health"), "$.components.completeness.status");
    }

    private static DocumentContext completeness() throws Exception {
        return JsonPath.parse(admin("/admin/completeness"));
    }

    private static String admin(String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path).body();
    }
}
