package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.without;
import static org.muster.commandside.system.CommandTopics.LIMIT;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;
import static org.muster.commandside.system.CommandTopics.set;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.CommandTopics.Result;
import org.muster.embedded.KafkaServer;
import org.muster.testing.TestKafka;
import tools.jackson.databind.JsonNode;

/** What the topic's ACL stands for where an operator says so, and that nobody else says so (decision 0011). */
class TrustedTopicAclTest {

    private static final String TRUSTING = "--muster.kafka.commands.trust-topic-acl=true";

    private static KafkaServer kafka;
    private static RunningCommandSide system;
    private static CommandTopics topics;
    private static boolean trusting;

    @BeforeAll
    static void start() {
        kafka = TestKafka.start();
        system = RunningCommandSide.fresh(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(), "--muster.kafka.commands.member=one");
        awaitTaking();
        topics = new CommandTopics(kafka);
    }

    @AfterAll
    static void close() {
        topics.close();
        system.close();
        kafka.close();
    }

    private static void trust(boolean wanted) {
        if (trusting != wanted) {
            system.restart(wanted ? new String[] {TRUSTING} : new String[0]);
            awaitTaking();
            trusting = wanted;
        }
    }

    @Test
    void stands_for_nothing_where_nobody_says_so() {
        trust(false);
        String mission = fresh("M");

        assertRejected(establishing(mission, null), "UNAUTHENTICATED: header authorization is missing");
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
    }

    @Test
    void stands_for_the_scope_commands_and_for_nothing_else() {
        trust(true);
        String mission = fresh("M");
        assertThat(recorded(establishing(mission, null)).path("actor").asString())
                .isEqualTo("kafka:muster.commands");
        String volunteer = fresh("V");
        assertThat(recorded(sent("RegisterVolunteer", "volunteer:" + volunteer, register(volunteer, "Made Up"), null))
                        .path("actor")
                        .asString())
                .isEqualTo("kafka:muster.commands");
        UUID again = establishing(mission, null);
        assertThat(topics.resultsOf(again))
                .as("the rules are the same")
                .singleElement()
                .satisfies(result ->
                        assertThat(result.data().path("code").asString()).isEqualTo("ACRONYM_IN_USE"));
        String past = fresh("M");
        assertRejected(
                sent("EstablishMission", "mission:" + past, establish(past), null),
                "IMPORT_SCOPE_REQUIRED: Historical");
        assertThat(system.history("?tag=mission:" + past)).isEmpty();

        // Over HTTP there is no topic whose ACL could stand for anything.
        assertThat(system.command("EstablishMission", UUID.randomUUID(), establish(past), null)
                        .status())
                .isEqualTo(401);
        assertThat(system.history("?tag=mission:" + past)).isEmpty();
    }

    @Test
    void never_stands_for_a_token_that_is_there() {
        trust(true);
        TestIssuer issuer = RunningCommandSide.ISSUER;
        String good = issuer.token("integrator-7", "commands", "import");

        assertThat(recorded(establishing(fresh("M"), "Bearer " + good))
                        .path("actor")
                        .asString())
                .as("a good one says who it is")
                .isEqualTo("integrator-7");
        String past = fresh("M");
        assertThat(recorded(sent("EstablishMission", "mission:" + past, establish(past), "Bearer " + good))
                        .path("actor")
                        .asString())
                .as("and may import")
                .isEqualTo("integrator-7");

        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("", "UNAUTHENTICATED: header authorization must be");
        bad.put(" ", "UNAUTHENTICATED: header authorization must be");
        bad.put("Bearer", "UNAUTHENTICATED: header authorization must be");
        bad.put("Bearer nonsense", "UNAUTHENTICATED: ");
        bad.put("Basic dGVzdDp0ZXN0", "UNAUTHENTICATED: header authorization must be");
        bad.put("Bearer " + new TestIssuer().token("x", "commands"), "UNAUTHENTICATED: ");
        bad.put("Bearer " + issuer.token("x", Instant.now().minusSeconds(3600), "commands"), "UNAUTHENTICATED: ");
        bad.put("Bearer " + issuer.token("x", "audit", "import", "admin"), "FORBIDDEN: ");
        bad.put("Bearer " + issuer.token("x"), "FORBIDDEN: ");
        String mission = fresh("M");
        bad.forEach((authorization, reason) -> assertRejected(establishing(mission, authorization), reason));
        ProducerRecord<byte[], byte[]> empty = withoutToken(mission);
        assertRejected(sent(set(empty, "authorization", null)), "UNAUTHENTICATED: header authorization is empty");
        ProducerRecord<byte[], byte[]> two = withoutToken(mission);
        for (String name : List.of("authorization", "Authorization")) {
            two.headers().add(name, ("Bearer " + good).getBytes(StandardCharsets.UTF_8));
        }
        assertRejected(sent(two), "UNAUTHENTICATED: header authorization is given twice");
        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
    }

    /** Sends it, not as an import, with this value of the header; null: without the header. */
    private static UUID establishing(String mission, String authorization) {
        return sent(authorized(withoutToken(mission), authorization));
    }

    private static UUID sent(String name, String key, Object body, String authorization) {
        return sent(authorized(command(name, UUID.randomUUID(), key, body, null), authorization));
    }

    private static ProducerRecord<byte[], byte[]> authorized(
            ProducerRecord<byte[], byte[]> command, String authorization) {
        return authorization == null ? command : set(command, "authorization", authorization);
    }

    private static UUID sent(ProducerRecord<byte[], byte[]> command) {
        topics.send(command);
        topics.awaitAllAnswered();
        return UUID.fromString(
                CommandTopics.text(command.headers().lastHeader("ce_id").value()));
    }

    private static ProducerRecord<byte[], byte[]> withoutToken(String mission) {
        return command(
                "EstablishMission",
                UUID.randomUUID(),
                "mission:" + mission,
                without(establish(mission), "imported"),
                null);
    }

    /** The metadata of the event of a command that must have been accepted. */
    private static JsonNode recorded(UUID command) {
        assertThat(topics.rejected().stream()
                        .filter(rejected -> command.toString().equals(header(rejected, "ce_id"))))
                .isEmpty();
        assertThat(topics.resultsOf(command)).singleElement().matches(Result::accepted);
        List<JsonNode> events = system.history("?tag=command:" + command);
        assertThat(events).hasSize(1);
        return events.getFirst().path("metadata");
    }

    private static void assertRejected(UUID command, String reason) {
        assertThat(topics.rejected().stream()
                        .filter(rejected -> command.toString().equals(header(rejected, "ce_id")))
                        .map(rejected -> header(rejected, "muster-rejection-reason")))
                .singleElement()
                .asString()
                .startsWith(reason);
        assertThat(topics.resultsOf(command)).isEmpty();
        assertThat(system.history("?tag=command:" + command)).isEmpty();
    }

    private static void awaitTaking() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(system.get("/actuator/health/commandsOverKafka", "admin")
                                .json()
                                .path("status")
                                .asString())
                        .isEqualTo("UP"));
    }
}
