package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.CommandTopics.LIMIT;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;
import static org.muster.commandside.system.CommandTopics.set;
import static org.muster.commandside.system.CommandTopics.text;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.CommandTopics.Result;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** Commands over Kafka are the commands of HTTP: same rights, same checks, same outcome; and each record is answered once. */
@ResourceLock(CommandsOverKafkaStage.LOCK)
class CommandsOverKafkaTest extends CommandsOverKafkaStage {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void decides_each_command_once_in_order_and_answers_each_record_once_also_across_a_restart() {
        Map<UUID, ProducerRecord<byte[], byte[]>> commands = new LinkedHashMap<>();
        List<String> missions = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            String mission = fresh("M");
            missions.add(mission);
            openMission(mission, 5).forEach(line -> {
                UUID id = (UUID) line.get("id");
                commands.put(
                        id, command((String) line.get("command"), id, "mission:" + mission, line.get("data"), TOKEN));
            });
        }
        List<ProducerRecord<byte[], byte[]>> all = List.copyOf(commands.values());
        all.subList(0, 16).forEach(TOPICS::send);
        // While it decides: what it has in hand is answered, before it ends or after it is back.
        SYSTEM.restart();
        all.subList(8, 24).forEach(TOPICS::send);
        all.subList(0, 8).forEach(TOPICS::send);

        TOPICS.awaitAllAnswered();

        for (String mission : missions) {
            assertThat(SYSTEM.history("?tag=mission:" + mission).stream()
                            .map(event -> event.path("type").asString()))
                    .as("recorded once, in the order in which they were sent")
                    .containsExactly(
                            "muster.mission.established.v1",
                            "muster.mission.started.v1",
                            "muster.mission.volunteer-strength-authorized.v1",
                            "muster.mission.duty-station-opened.v1");
        }
        commands.forEach((id, sent) -> {
            List<Result> results = TOPICS.resultsOf(id);
            JsonNode event = SYSTEM.history("?tag=command:" + id).getFirst();
            assertThat(results).isNotEmpty().allSatisfy(result -> {
                assertThat(result.accepted()).isTrue();
                assertThat(result.key()).isEqualTo(text(sent.key()));
                assertThat(result.data().path("commandId").asString()).isEqualTo(id.toString());
                assertThat(result.data().path("position").asLong())
                        .isEqualTo(event.path("position").asLong());
                assertThat(result.data().path("events").path(0).path("id")).isEqualTo(event.path("id"));
            });
            assertThat(results.stream().map(Result::data).distinct())
                    .as("one outcome")
                    .hasSize(1);
        });
        assertThat(TOPICS.results().stream()
                        .map(result -> header(result.read(), "ce_id"))
                        .collect(Collectors.groupingBy(origin -> origin, Collectors.counting())))
                .as("one answer to each record")
                .allSatisfy((origin, answers) -> assertThat(answers).isOne());
        assertThat(TOPICS.results().size() + TOPICS.rejected().size()).isEqualTo(TOPICS.sent());
    }

    @Test
    void takes_a_correction_under_any_subject_whose_event_it_may_be_and_under_no_other_key() {
        String mission = fresh("M");
        SYSTEM.bulk(new ArrayList<>(openMission(mission, 5)));
        JsonNode started = SYSTEM.history("?tag=mission:" + mission + "&types=muster.mission.started")
                .getFirst();
        Map<String, Object> body = Map.of(
                "event", started.path("id").asString(),
                "position", started.path("position").asLong(),
                "field", "startedOn",
                "after", "1992-03-16",
                "reason", "TYPING_ERROR");
        UUID asItsMission = UUID.randomUUID();
        UUID again = UUID.randomUUID();
        UUID nobody = UUID.randomUUID();
        send("CorrectRecord", asItsMission, "mission:" + mission, body);
        TOPICS.awaitAllAnswered();
        send("CorrectRecord", again, "volunteer:" + fresh("V"), with(body, "after", "1992-03-17"));
        send("CorrectRecord", nobody, "station:" + mission + "-HQ", with(body, "after", "1992-03-18"));
        TOPICS.awaitAllAnswered();

        for (UUID accepted : List.of(asItsMission, again)) {
            assertThat(TOPICS.resultsOf(accepted))
                    .singleElement()
                    .satisfies(result -> assertThat(result.accepted()).isTrue());
        }
        assertThat(reasonsFor(nobody)).singleElement().asString().startsWith("INVALID");
        assertThat(SYSTEM.history("?tag=event:" + started.path("id").asString()).stream()
                        .map(event -> event.path("data").path("after").asString()))
                .containsExactly("1992-03-16", "1992-03-17");
    }

    @Test
    void answers_a_refusal_with_its_code_and_what_decided_it() {
        String mission = fresh("M");
        send("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission));
        UUID again = UUID.randomUUID();
        send("EstablishMission", again, "mission:" + mission, establish(mission));
        TOPICS.awaitAllAnswered();

        Answer overHttp = SYSTEM.command("EstablishMission", UUID.randomUUID(), establish(mission));
        assertThat(overHttp.code()).isEqualTo("ACRONYM_IN_USE");
        assertThat(TOPICS.resultsOf(again)).singleElement().satisfies(result -> {
            assertThat(result.type()).isEqualTo("muster.command.refused.v1");
            assertThat(result.data().path("commandId").asString()).isEqualTo(again.toString());
            assertThat(result.data().path("code")).isEqualTo(overHttp.json().path("code"));
            assertThat(result.data().path("events")).isEqualTo(overHttp.json().path("events"));
        });
    }

    @Test
    void one_id_has_one_outcome_whether_it_comes_over_http_or_kafka() {
        String first = fresh("M");
        UUID overHttpFirst = UUID.randomUUID();
        Answer http = SYSTEM.command("EstablishMission", overHttpFirst, establish(first), TOKEN);
        send("EstablishMission", overHttpFirst, "mission:" + first, establish(first));
        String second = fresh("M");
        UUID overKafkaFirst = UUID.randomUUID();
        send("EstablishMission", overKafkaFirst, "mission:" + second, establish(second));
        send("EstablishMission", overKafkaFirst, "mission:" + second, with(establish(second), "name", "Another"));
        TOPICS.awaitAllAnswered();

        assertThat(TOPICS.resultsOf(overHttpFirst))
                .singleElement()
                .satisfies(result -> assertThat(result.data()).isEqualTo(http.json()));
        assertThat(TOPICS.resultsOf(overKafkaFirst))
                .singleElement()
                .satisfies(result -> assertThat(
                                SYSTEM.command("EstablishMission", overKafkaFirst, establish(second), TOKEN)
                                        .json())
                        .isEqualTo(result.data()));
        assertThat(reasonsFor(overKafkaFirst)).singleElement().asString().startsWith("IDEMPOTENCY_KEY_REUSED:");
        assertThat(SYSTEM.history("?tag=mission:" + first)).hasSize(1);
        assertThat(SYSTEM.history("?tag=mission:" + second)).hasSize(1);
    }

    @Test
    void takes_the_content_types_that_http_takes() {
        for (String contentType : List.of(
                "application/json",
                "application/json; charset=\"utf-8\"",
                "application/json;charset=UTF-8",
                "Application/JSON ; Charset=utf-8",
                "application/json; profile=x")) {
            String mission = fresh("M");
            UUID id = UUID.randomUUID();
            TOPICS.send(set(
                    command("EstablishMission", id, "mission:" + mission, establish(mission), TOKEN),
                    "content-type",
                    contentType));
            TOPICS.awaitAllAnswered();
            Answer overHttp = RunningCommandSide.send(SYSTEM.request("/commands/EstablishMission", TOKEN)
                    .header("Content-Type", contentType)
                    .header("Idempotency-Key", id.toString())
                    .POST(BodyPublishers.ofString(RunningCommandSide.JSON.writeValueAsString(establish(mission))))
                    .build());

            assertThat(overHttp.status()).as(contentType + overHttp.text()).isEqualTo(200);
            assertThat(TOPICS.resultsOf(id)).as(contentType).singleElement().matches(Result::accepted);
        }
    }

    @Test
    void drops_a_trace_of_zeros() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        TOPICS.send(set(
                command("EstablishMission", id, "mission:" + mission, establish(mission), TOKEN),
                "traceparent",
                "00-00000000000000000000000000000000-0000000000000000-01"));
        TOPICS.awaitAllAnswered();

        assertThat(header(TOPICS.event(read -> id.toString().equals(header(read, "ce_commandid"))), "ce_traceparent"))
                .isNull();
    }

    @Test
    void records_who_sent_it_and_carries_the_trace_to_the_published_event() {
        String mission = fresh("M");
        UUID byHeader = UUID.randomUUID();
        TOPICS.send(set(
                command("EstablishMission", byHeader, "mission:" + mission, establish(mission), TOKEN),
                "traceparent",
                TRACE));
        UUID byExtension = UUID.randomUUID();
        TOPICS.send(set(
                command(
                        "StartMission",
                        byExtension,
                        "mission:" + mission,
                        Map.of("mission", mission, "startedOn", "1992-03-15"),
                        TOKEN),
                "ce_traceparent",
                TRACE));
        TOPICS.awaitAllAnswered();

        for (UUID id : List.of(byHeader, byExtension)) {
            JsonNode metadata = SYSTEM.history("?tag=command:" + id).getFirst().path("metadata");
            assertThat(metadata.path("actor").asString()).isEqualTo("integrator-7");
            assertThat(metadata.path("channel").asString()).isEqualTo("KAFKA");
            ConsumerRecord<byte[], byte[]> event =
                    TOPICS.event(read -> id.toString().equals(header(read, "ce_commandid")));
            assertThat(header(event, "ce_traceparent")).isEqualTo(TRACE);
            assertThat(header(TOPICS.resultsOf(id).getFirst().read(), "ce_traceparent"))
                    .isEqualTo(TRACE);
        }
    }

    @Test
    void names_the_schema_of_each_published_event_which_is_there_to_be_read() {
        String mission = fresh("M");
        SYSTEM.accepted("EstablishMission", establish(mission));

        ConsumerRecord<byte[], byte[]> event = TOPICS.event(read -> ("mission:" + mission).equals(text(read.key())));
        Answer schema = RunningCommandSide.send(
                SYSTEM.request("/schemas/" + header(event, "ce_type"), null).build());

        assertThat(header(event, "ce_dataschema")).isEqualTo("urn:muster:schema:muster.mission.established.v1");
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.json().path("$id").asString()).isEqualTo(header(event, "ce_dataschema"));
        assertThat(schema.json().path("properties").propertyNames())
                .containsAll(RunningCommandSide.JSON.readTree(event.value()).propertyNames());
        assertThat(RunningCommandSide.send(
                                SYSTEM.request("/schemas/nothing.v1", null).build())
                        .code())
                .isEqualTo("UNKNOWN_EVENT_TYPE");
    }

    @Test
    void waits_while_the_store_is_away_and_then_decides_everything_in_order() {
        String mission = fresh("M");
        List<UUID> ids = new ArrayList<>();
        POSTGRES.kill();
        try {
            openMission(mission, 1).forEach(line -> {
                UUID id = (UUID) line.get("id");
                ids.add(id);
                send((String) line.get("command"), id, "mission:" + mission, line.get("data"));
            });
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode commands = SYSTEM.get("/actuator/health/commandsOverKafka", "admin")
                        .json();
                assertThat(commands.path("status").asString()).isEqualTo("DEGRADED");
                assertThat(commands.path("details").path("problem").asString())
                        .containsAnyOf("STORE_UNAVAILABLE", "OUTCOME_UNKNOWN");
            });
            assertThat(SYSTEM.get("/actuator/health/db", "admin")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("DOWN");
        } finally {
            POSTGRES.start();
        }

        TOPICS.awaitAllAnswered();

        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(TOPICS.resultsOf(id)).singleElement().matches(Result::accepted));
        assertThat(SYSTEM.history("?tag=mission:" + mission)).hasSize(4);
        awaitRunning();
    }
}
