package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;
import static org.muster.commandside.system.CommandTopics.set;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The header {@code muster-dry-run}: what a command over Kafka would be answered, without a trace of it. */
@ResourceLock(CommandsOverKafkaStage.LOCK)
class DryRunOverKafkaTest extends CommandsOverKafkaStage {

    private static final String DRY_RUN = "muster-dry-run";

    private static UUID tell(String name, String key, Object body) {
        UUID id = UUID.randomUUID();
        TOPICS.send(set(command(name, id, key, body, TOKEN), DRY_RUN, "true"));
        return id;
    }

    @Test
    void tells_what_would_be_and_records_nothing() {
        StoreContents store = StoreContents.of(SYSTEM);
        String mission = fresh("M");
        SYSTEM.accepted("EstablishMission", establish(fresh("M")));
        long events = store.rows("eventstore.event");
        long keys = store.rows("vault.volunteer_key");

        UUID first = tell("EstablishMission", "mission:" + mission, establish(mission));
        UUID second = tell("EstablishMission", "mission:" + mission, establish(mission));
        UUID person = tell("RegisterVolunteer", "volunteer:" + mission, register(mission, "Solveig Fictional"));
        UUID refused =
                tell("StartMission", "mission:" + mission, Map.of("mission", mission, "startedOn", "1992-03-15"));
        TOPICS.awaitAllAnswered();

        assertThat(List.of(first, second))
                .allSatisfy(id -> assertThat(TOPICS.resultsOf(id))
                        .singleElement()
                        .satisfies(result -> {
                            assertThat(result.type()).isEqualTo("muster.command.would-be-accepted.v1");
                            assertThat(result.key()).isEqualTo("mission:" + mission);
                            assertThat(result.data()).isEqualTo(RunningCommandSide.JSON.readTree("""
                            {"dryRun": true, "commandId": "%s", "alreadyRecorded": false,
                             "events": [{"type": "muster.mission.established.v1"}]}""".formatted(id)));
                        }));
        assertThat(TOPICS.resultsOf(person))
                .singleElement()
                .satisfies(result -> assertThat(result.type()).isEqualTo("muster.command.would-be-accepted.v1"));
        assertThat(TOPICS.resultsOf(refused)).singleElement().satisfies(result -> {
            assertThat(result.type()).isEqualTo("muster.command.would-be-refused.v1");
            assertThat(result.data().path("dryRun").asBoolean()).isTrue();
            assertThat(result.data().path("commandId").asString()).isEqualTo(refused.toString());
            assertThat(result.data().path("code").asString()).isEqualTo("UNKNOWN_MISSION");
            assertThat(result.data().path("details").propertyNames()).contains("mission");
        });
        assertThat(store.rows("eventstore.event")).isEqualTo(events);
        assertThat(store.rows("vault.volunteer_key")).isEqualTo(keys);

        // The id was not used up; what is published behind it shows that nothing of the dry runs was.
        send("EstablishMission", first, "mission:" + mission, establish(mission));
        TOPICS.awaitAllAnswered();
        assertThat(TOPICS.resultsOf(first).getLast().accepted()).isTrue();
        assertThat(header(TOPICS.event(read -> first.toString().equals(header(read, "ce_commandid"))), "ce_type"))
                .isEqualTo("muster.mission.established.v1");
        assertThat(SYSTEM.history("?tag=mission:" + mission)).hasSize(1);
        assertThat(SYSTEM.history("?tag=volunteer:" + mission)).isEmpty();
        // The log of refusals is written behind the commands: a later one is there, the dry run's is not.
        UUID later = UUID.randomUUID();
        SYSTEM.command("EstablishMission", later, establish(mission));
        await().until(() -> SYSTEM.get("/audit/decisions/" + later, "audit").status() == 200);
        assertThat(SYSTEM.get("/audit/decisions/" + refused, "audit").status()).isEqualTo(404);
    }

    @Test
    void what_is_meant_as_a_dry_run_is_never_recorded() {
        String mission = fresh("M");
        Map<UUID, ProducerRecord<byte[], byte[]>> meant = new LinkedHashMap<>();
        for (String value : new String[] {"", "TRUE", "1", "yes", " true", null}) {
            add(meant, mission, DRY_RUN, value);
        }
        for (String name : List.of("dry-run", "dryRun", "ce_dryrun", "muster-dryrun", "Muster_Dry_Run")) {
            add(meant, mission, name, "true");
        }
        UUID twice = add(meant, mission, DRY_RUN, "true");
        meant.get(twice).headers().add("Muster-Dry-Run", "false".getBytes(StandardCharsets.UTF_8));
        meant.values().forEach(TOPICS::send);
        TOPICS.awaitAllAnswered();

        meant.keySet()
                .forEach(id ->
                        assertThat(reasonsFor(id)).singleElement().asString().matches("(INVALID|MALFORMED): .+"));
        assertThat(SYSTEM.history("?tag=mission:" + mission)).isEmpty();

        // As HTTP: in any case of the name, and false is the same as nothing.
        UUID told = UUID.randomUUID();
        UUID sent = UUID.randomUUID();
        TOPICS.send(set(good(told, mission), "Muster-Dry-Run", "true"));
        TOPICS.send(set(good(sent, mission), DRY_RUN, "false"));
        TOPICS.awaitAllAnswered();
        assertThat(TOPICS.resultsOf(told).getFirst().type()).isEqualTo("muster.command.would-be-accepted.v1");
        assertThat(TOPICS.resultsOf(sent).getFirst().accepted()).isTrue();
    }

    @Test
    void a_rejected_dry_run_says_that_it_was_one_so_that_nobody_sends_it_again_as_a_command() {
        String mission = fresh("M");
        SYSTEM.accepted("EstablishMission", establish(mission));
        UUID reused = UUID.randomUUID();
        send("StartMission", reused, "mission:" + mission, Map.of("mission", mission, "startedOn", "1992-03-15"));
        TOPICS.send(set(
                command(
                        "StartMission",
                        reused,
                        "mission:" + mission,
                        Map.of("mission", mission, "startedOn", "1992-03-16"),
                        TOKEN),
                DRY_RUN,
                "true"));
        TOPICS.awaitAllAnswered();

        assertThat(rejectedOf(reused)).singleElement().satisfies(rejected -> {
            assertThat(header(rejected, "muster-rejection-reason")).startsWith("IDEMPOTENCY_KEY_REUSED");
            assertThat(header(rejected, DRY_RUN)).isEqualTo("true");
        });
    }

    private static UUID add(
            Map<UUID, ProducerRecord<byte[], byte[]>> commands, String mission, String header, String value) {
        UUID id = UUID.randomUUID();
        commands.put(id, set(good(id, mission), header, value));
        return id;
    }

    private static ProducerRecord<byte[], byte[]> good(UUID id, String mission) {
        return command("EstablishMission", id, "mission:" + mission, establish(mission), TOKEN);
    }
}
