package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.line;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.muster.embedded.LocalKafka;
import tools.jackson.databind.JsonNode;

/** The standing comparison of store and topic: calm while both agree, and loud, but not in the way, when they do not. */
class CompletenessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int VOLUNTEERS = 60;

    @Test
    void says_that_the_topic_is_complete_and_finds_what_is_not_while_commands_go_on() throws Exception {
        try (LocalKafka kafka = LocalKafka.temporary();
                RunningCommandSide system = RunningCommandSide.fresh(
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--muster.completeness.pause=100ms")) {
            List<Map<String, Object>> lines = new ArrayList<>(openMission("UNTAC", VOLUNTEERS));
            for (int n = 0; n < VOLUNTEERS; n++) {
                lines.add(line("RegisterVolunteer", register("V-" + n, "Person " + n)));
                lines.add(line("DeployVolunteer", deploy("V-" + n, "A-" + n, "UNTAC")));
            }
            assertThat(system.bulk(lines))
                    .allMatch(answer -> answer.path("status").asInt() == 200);
            int head = system.history("").size();

            JsonNode calm = await(
                    system,
                    found -> found.path("verifiedPosition").asInt() == head
                            && found.path("complete").asBoolean());

            assertThat(calm.path("mismatches").asInt()).isZero();
            JsonNode range = calm.path("shown").path(0);
            assertThat(range.path("from").asInt()).isOne();
            assertThat(range.path("stored")).isEqualTo(range.path("published"));
            assertThat(range.path("stored").size()).isGreaterThan(6);
            assertThat(health(system)).isEqualTo("UP");

            Set<Integer> deleted = deleteOnePartition(kafka, calm);
            // And in the store, what no command did.
            change(
                    system,
                    "UPDATE eventstore.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'),"
                            + " 'UNTAC', 'UNTAX'), 'UTF8') WHERE position = 1");

            JsonNode loud = await(
                    system,
                    found -> found.path("mismatches").asInt()
                            >= deleted.iterator().next());
            assertThat(kinds(loud)).contains("MISSING");
            await(
                    system,
                    found -> kinds(found).contains("DIFFERENT")
                            || positions(found).contains(1));
            assertThat(health(system)).isEqualTo("DEGRADED");
            assertThat(RunningCommandSide.send(
                                    system.request("/actuator/health", null).build())
                            .status())
                    .isEqualTo(200);
            assertThat(system.get("/actuator/prometheus", "admin").text())
                    .contains("muster_completeness_mismatches ")
                    .doesNotContain("muster_completeness_mismatches 0.0");

            system.accepted("EstablishMission", establish("UNAMIR"));
            try (RunningCommandSide other = system.second()) {
                await(
                        other,
                        found -> found.path("mismatches").asInt() > 0
                                && found.path("verifiedPosition").asInt() == head + 1);
            }
        }
    }

    /** @return how many events were in it, alone */
    private static Set<Integer> deleteOnePartition(LocalKafka kafka, JsonNode complete) throws Exception {
        Map.Entry<String, JsonNode> any = complete.path("shown")
                .path(0)
                .path("published")
                .properties()
                .iterator()
                .next();
        TopicPartition partition = new TopicPartition("muster.events", Integer.parseInt(any.getKey()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // Up to the high watermark.
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        return Set.of(Integer.parseInt(any.getValue().asString().split(":")[0]));
    }

    private static void change(RunningCommandSide system, String sql) throws Exception {
        try (Connection connection = system.database().connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isOne();
        }
    }

    private static JsonNode await(RunningCommandSide system, Predicate<JsonNode> condition) {
        return Awaitility.await()
                .atMost(LIMIT)
                .until(() -> system.get("/admin/completeness", "admin").json(), condition::test);
    }

    private static Set<String> kinds(JsonNode found) {
        return found.path("examples")
                .valueStream()
                .map(mismatch -> mismatch.path("kind").asString())
                .collect(Collectors.toSet());
    }

    private static Set<Integer> positions(JsonNode found) {
        return found.path("examples")
                .valueStream()
                .map(mismatch -> mismatch.path("position").asInt())
                .collect(Collectors.toSet());
    }

    private static String health(RunningCommandSide system) {
        return system.get("/actuator/health", "admin")
                .json()
                .path("components")
                .path("completeness")
                .path("status")
                .asString();
    }
}
