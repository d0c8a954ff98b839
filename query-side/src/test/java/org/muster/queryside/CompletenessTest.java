package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.DomainEvent;

/** Whether the read models hold what was published: calm while they do, and loud, but in service, when they do not. */
class CompletenessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void is_calm_through_load_and_restarts_and_finds_a_batch_that_was_skipped() throws Exception {
        try (RunningQuerySide querySide = new RunningQuerySide()) {
            querySide.publish(List.of(History.established("ONE", "A mission")));
            for (int round = 0; round < 10; round++) {
                querySide.publish(deployments(round));
                DocumentContext found = completeness(querySide);
                assertThat(found.<List<String>>read("$.projections[*].partitions[*].result"))
                        .doesNotContain("DIFFERENT");
            }
            awaitComplete(querySide, 1001);
            assertThat(health(querySide)).isEqualTo("UP");

            // Events come while it is stopped, and of one partition its checkpoint says they were handled.
            querySide.stop();
            querySide.publish(deployments(10));
            querySide.publish(deployments(11));
            await().atMost(LIMIT).until(() -> querySide.publishedPosition() == 1201);
            assertThat(querySide
                            .tables()
                            .update(
                                    "update projection_checkpoint set next_offset = ?, last_position = 1201"
                                            + " where projection = 'assignments' and partition = 2",
                                    querySide.endOffset(2)))
                    .isOne();
            querySide.start();

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(completeness(querySide)
                                    .<List<String>>read("$.projections[?(@.name=='assignments')].result"))
                            .containsExactly("DIFFERENT"));
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(completeness(querySide)
                                    .<List<String>>read("$.projections[?(@.name=='assignments')].partitions[*].result"))
                            .containsExactly("EQUAL", "EQUAL", "DIFFERENT", "EQUAL"));
            assertThat(completeness(querySide).<Boolean>read("$.complete")).isFalse();
            assertThat(health(querySide)).isEqualTo("DEGRADED");
            HttpResponse<String> open = querySide.getAs(null, "/actuator/health");
            assertThat(open.statusCode()).as("in service").isEqualTo(200);
            assertThat(open.body()).as("causes are for the administrator").doesNotContain("causes");
            assertThat(admin(querySide, "/actuator/prometheus"))
                    .containsPattern("muster_completeness_partitions_different\\{[^}]*assignments[^}]*} 1\\.0")
                    .containsPattern("muster_completeness_partitions_different\\{[^}]*missions[^}]*} 0\\.0")
                    .contains("muster_completeness_unverified_seconds");
            assertThat(querySide.get("/admin/completeness").statusCode())
                    .as("reports do not open it")
                    .isEqualTo(403);
        }
    }

    private static void awaitComplete(RunningQuerySide querySide, int events) {
        await().atMost(LIMIT).untilAsserted(() -> {
            DocumentContext found = completeness(querySide);
            assertThat(found.<Boolean>read("$.complete")).isTrue();
            assertThat(found.<List<String>>read("$.projections[0].partitions[*].handled").stream()
                            .mapToInt(handled -> Integer.parseInt(handled.split(":")[0]))
                            .sum())
                    .isEqualTo(events);
        });
    }

    private static List<DomainEvent> deployments(int round) {
        List<DomainEvent> facts = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            String volunteer = "V" + round + "-" + n;
            facts.add(History.deployed(
                    "A-" + volunteer, volunteer, "ONE", Category.INTERNATIONAL_SPECIALIST, "2010-01-01"));
        }
        return facts;
    }

    private static String health(RunningQuerySide querySide) throws Exception {
        return JsonPath.read(admin(querySide, "/actuator/health"), "$.components.completeness.status");
    }

    private static DocumentContext completeness(RunningQuerySide querySide) throws Exception {
        return JsonPath.parse(admin(querySide, "/admin/completeness"));
    }

    private static String admin(RunningQuerySide querySide, String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path).body();
    }
}
