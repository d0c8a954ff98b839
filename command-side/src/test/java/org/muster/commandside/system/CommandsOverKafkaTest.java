package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.CommandTopics.LIMIT;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;
import static org.muster.commandside.system.CommandTopics.set;
import static org.muster.commandside.system.CommandTopics.text;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.CommandTopics.Result;
import org.muster.commandside.system.RunningCommandSide.Answer;
import org.muster.embedded.KafkaServer;
import org.muster.embedded.LocalPostgres;
import org.muster.testing.TestKafka;
import tools.jackson.databind.JsonNode;

/** Commands over Kafka are the commands of HTTP: same rights, same checks, same outcome; and each record is answered once. */
class CommandsOverKafkaTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static KafkaServer kafka;
    private static LocalPostgres postgres;
    private static RunningCommandSide system;
    private static CommandTopics topics;
    private static String token;

    @BeforeAll
    static void start() {
        kafka = TestKafka.start();
        postgres = LocalPostgres.temporary();
        system = RunningCommandSide.on(
                postgres.createDatabase("muster", "muster"),
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--muster.kafka.commands.member=one",
                // A store that is unavailable is noticed so soon.
                "--muster.commands.timeout=3s");
        awaitRunning();
        topics = new CommandTopics(kafka);
        token = RunningCommandSide.ISSUER.token("integrator-7", "commands", "import");
    }

    @AfterAll
    static void close() {
        topics.close();
        system.close();
        postgres.close();
        kafka.close();
    }

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
                        id, command((String) line.get("command"), id, "mission:" + mission, line.get("data"), token));
            });
        }
        List<ProducerRecord<byte[], byte[]>> all = List.copyOf(commands.values());
        all.subList(0, 16).forEach(topics::send);
        // While it decides: what it has in hand is answered, before it ends or after it is back.
        system.restart();
        all.subList(8, 24).forEach(topics::send);
        all.subList(0, 8).forEach(topics::send);

        topics.awaitAllAnswered();

        for (String mission : missions) {
            assertThat(system.history("?tag=mission:" + mission).stream()
                            .map(event -> event.path("type").asString()))
                    .as("recorded once, in the order in which they were sent")
                    .containsExactly(
                            "muster.mission.established.v1",
                            "muster.mission.started.v1",
                            "muster.mission.volunteer-strength-authorized.v1",
                            "muster.mission.duty-station-opened.v1");
        }
        commands.forEach((id, sent) -> {
            List<Result> results = topics.resultsOf(id);
            JsonNode event = system.history("?tag=command:" + id).getFirst();
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
        assertThat(topics.results().stream()
                        .map(result -> header(result.read(), "ce_id"))
                        .collect(Collectors.groupingBy(origin -> origin, Collectors.counting())))
                .as("one answer to each record")
                .allSatisfy((origin, answers) -> assertThat(answers).isOne());
        assertThat(topics.results().size() + topics.rejected().size()).isEqualTo(topics.sent());
    }

    @Test
    void answers_a_refusal_with_its_code_and_what_decided_it() {
        String mission = fresh("M");
        send("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission));
        UUID again = UUID.randomUUID();
        send("EstablishMission", again, "mission:" + mission, establish(mission));
        topics.awaitAllAnswered();

        Answer overHttp = system.command("EstablishMission", UUID.randomUUID(), establish(mission));
        assertThat(overHttp.code()).isEqualTo("ACRONYM_IN_USE");
        assertThat(topics.resultsOf(again)).singleElement().satisfies(result -> {
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
        Answer http = system.command("EstablishMission", overHttpFirst, establish(first), token);
        send("EstablishMission", overHttpFirst, "mission:" + first, establish(first));
        String second = fresh("M");
        UUID overKafkaFirst = UUID.randomUUID();
        send("EstablishMission", overKafkaFirst, "mission:" + second, establish(second));
        send("EstablishMission", overKafkaFirst, "mission:" + second, with(establish(second), "name", "Another"));
        topics.awaitAllAnswered();

        assertThat(topics.resultsOf(overHttpFirst))
                .singleElement()
                .satisfies(result -> assertThat(result.data()).isEqualTo(http.json()));
        assertThat(topics.resultsOf(overKafkaFirst))
                .singleElement()
                .satisfies(result -> assertThat(
                                system.command("EstablishMission", overKafkaFirst, establish(second), token)
                                        .json())
                        .isEqualTo(result.data()));
        assertThat(reasonsFor(overKafkaFirst)).singleElement().asString().startsWith("IDEMPOTENCY_KEY_REUSED:");
        assertThat(system.history("?tag=mission:" + first)).hasSize(1);
        assertThat(system.history("?tag=mission:" + second)).hasSize(1);
    }

    @Test
    void takes_nothing_from_whom_http_would_take_nothing() {
        TestIssuer issuer = RunningCommandSide.ISSUER;
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("", "UNAUTHENTICATED: header authorization is missing");
        tokens.put("Basic dGVzdDp0ZXN0", "UNAUTHENTICATED: header authorization must be");
        tokens.put("Bearer", "UNAUTHENTICATED");
        tokens.put("Bearer x", "UNAUTHENTICATED");
        tokens.put("Bearer a.b.c", "UNAUTHENTICATED");
        tokens.put("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2NvcGUiOiJjb21tYW5kcyJ9.", "UNAUTHENTICATED");
        tokens.put("Bearer " + "x".repeat(20_000), "UNAUTHENTICATED");
        tokens.put(
                "Bearer " + issuer.token("x", Instant.now().minusSeconds(3600), "commands", "import"),
                "UNAUTHENTICATED: ");
        tokens.put("Bearer " + new TestIssuer().token("x", "commands", "import"), "UNAUTHENTICATED");
        tokens.put("Bearer " + issuer.token("x", "audit", "import", "admin"), "FORBIDDEN: ");
        tokens.put("Bearer " + issuer.token("x"), "FORBIDDEN: ");
        tokens.put("Bearer " + issuer.token("x", "commands"), "IMPORT_SCOPE_REQUIRED: ");
        String mission = fresh("M");
        tokens.forEach((authorization, reason) -> {
            UUID id = UUID.randomUUID();
            ProducerRecord<byte[], byte[]> command =
                    command("EstablishMission", id, "mission:" + mission, establish(mission), null);
            topics.send(authorization.isEmpty() ? command : set(command, "authorization", authorization));
            topics.awaitAllAnswered();

            assertThat(reasonsFor(id))
                    .as(authorization)
                    .singleElement()
                    .asString()
                    .startsWith(reason);
            assertThat(topics.resultsOf(id)).isEmpty();
        });
        ProducerRecord<byte[], byte[]> twoTokens =
                command("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission), token);
        twoTokens.headers().add("Authorization", ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
        topics.send(twoTokens);
        topics.awaitAllAnswered();

        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
        assertThat(topics.rejected()).allSatisfy(rejected -> {
            assertThat(rejected.headers().lastHeader("authorization")).isNull();
            assertThat(rejected.headers().lastHeader("Authorization")).isNull();
        });
    }

    @Test
    void puts_aside_whatever_is_no_command_and_goes_on() {
        String mission = fresh("M");
        String key = "mission:" + mission;
        List<ProducerRecord<byte[], byte[]>> bad = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        expect(bad, codes, "MALFORMED", new ProducerRecord<>("muster.commands", null, null));
        expect(bad, codes, "MALFORMED", tombstone(good(mission)));
        for (String missing : List.of("ce_specversion", "ce_id", "ce_type", "ce_source")) {
            ProducerRecord<byte[], byte[]> command = good(mission);
            command.headers().remove(missing);
            expect(bad, codes, "MALFORMED", command);
            expect(bad, codes, missing.equals("ce_type") ? "UNKNOWN_COMMAND" : "", set(good(mission), missing, ""));
            expect(bad, codes, "MALFORMED", twice(good(mission), missing));
        }
        expect(bad, codes, "MALFORMED", set(good(mission), "ce_id", null));
        expect(bad, codes, "MALFORMED", set(good(mission), "content-type", null));
        for (String version : List.of("0.3", "2.0", "x")) {
            expect(bad, codes, "MALFORMED", set(good(mission), "ce_specversion", version));
        }
        for (String id : List.of("1", "1-1-1-1-1", "x".repeat(5000), UUID.randomUUID() + " ", "\u0000")) {
            expect(bad, codes, "INVALID", set(good(mission), "ce_id", id));
        }
        for (String type : List.of(
                "EstablishMission",
                "muster.command.EstablishMission",
                "muster.command.EstablishMission.v2",
                "muster.command.establishmission.v1",
                "muster.mission.established.v1",
                "org.muster.commands.mission.EstablishMission",
                "x".repeat(5000))) {
            expect(bad, codes, "UNKNOWN_COMMAND", set(good(mission), "ce_type", type));
        }
        expect(bad, codes, "MALFORMED", set(good(mission), "ce_source", "not a URI: %zz"));
        expect(bad, codes, "MALFORMED", set(good(mission), "ce_time", "yesterday"));
        expect(bad, codes, "INVALID", set(good(mission), "ce_subject", "mission:OTHER"));
        for (String key2 : List.of("whatever", "mission:OTHER", "volunteer:" + mission, mission, key + " ")) {
            expect(
                    bad,
                    codes,
                    "INVALID",
                    command("EstablishMission", UUID.randomUUID(), key2, establish(mission), token));
        }
        for (String contentType : List.of("text/plain", "application/xml", "application/json;charset=utf-16")) {
            expect(bad, codes, "INVALID", set(good(mission), "content-type", contentType));
        }
        expect(bad, codes, "MALFORMED", set(good(mission), "content-type", "application/cloudevents+json"));
        expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), null, establish(mission), token));
        expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), "", establish(mission), token));
        expect(
                bad,
                codes,
                "INVALID",
                command("EstablishMission", UUID.randomUUID(), "a\nb", establish(mission), token));
        expect(
                bad,
                codes,
                "INVALID",
                command("EstablishMission", UUID.randomUUID(), "x".repeat(20_000), establish(mission), token));
        expect(bad, codes, "INVALID", withKey(good(mission), new byte[] {(byte) 0xff, (byte) 0xfe}));
        for (String body :
                List.of("", " ", "?", "{", "{}{}", "{\"mission\":1,\"mission\":2}", "[".repeat(5000), "\"\\ud800\"")) {
            expect(bad, codes, "MALFORMED_JSON", withBody(good(mission), body.getBytes(StandardCharsets.UTF_8)));
        }
        expect(bad, codes, "MALFORMED_JSON", withBody(good(mission), new byte[] {(byte) 0xc3, 0x28}));
        for (Object body : List.of(
                List.of(),
                "text",
                7,
                Map.of(),
                with(establish(mission), "kind", "PARTY"),
                with(establish(mission), "extra", true),
                with(establish(mission), "startsOn", "1992-02-31"))) {
            expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), key, body, token));
        }
        expect(bad, codes, "TOO_LARGE", withBody(good(mission), new byte[65_537]));
        expect(bad, codes, "TOO_LARGE", withBody(good(mission), new byte[1_000_000]));
        ProducerRecord<byte[], byte[]> manyHeaders = withBody(good(mission), "?".getBytes(StandardCharsets.UTF_8));
        for (int n = 0; n < 1000; n++) {
            manyHeaders.headers().add("x-" + n, new byte[900]);
        }
        expect(bad, codes, "MALFORMED_JSON", manyHeaders);

        bad.forEach(topics::send);
        UUID after = UUID.randomUUID();
        send("EstablishMission", after, key, establish(mission));
        topics.awaitAllAnswered();

        assertThat(bad.stream()
                        .filter(command -> topics.results().stream()
                                .anyMatch(result -> result.read().key() != null
                                        && result.key().equals(text(command.key()))
                                        && result.commandId().equals(idOf(command)))))
                .as("answered as if they were commands")
                .isEmpty();
        List<String> got = topics.rejected().stream()
                .map(rejected -> header(rejected, "muster-rejection-reason"))
                .toList();
        assertThat(got).as("each with a code and what is wrong").allMatch(reason -> reason.matches("(?s)[A-Z_]+: .+"));
        Map<String, Long> expected = codes.stream()
                .filter(code -> !code.isEmpty())
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        Map<String, Long> actual =
                got.stream().collect(Collectors.groupingBy(reason -> reason.split(":")[0], Collectors.counting()));
        expected.forEach((code, count) ->
                assertThat(actual.getOrDefault(code, 0L)).as(code).isGreaterThanOrEqualTo(count));
        assertThat(actual).doesNotContainKey("INTERNAL_ERROR");
        assertThat(topics.resultsOf(after)).singleElement().matches(Result::accepted);
        assertThat(system.history("?tag=mission:" + mission)).hasSize(1);
        assertThat(topics.rejected())
                .filteredOn(
                        rejected -> !header(rejected, "muster-rejection-reason").startsWith("IMPORT_SCOPE_REQUIRED")
                                && !header(rejected, "muster-rejection-reason").startsWith("IDEMPOTENCY_KEY_REUSED"))
                .as("what is not valid is not copied")
                .allSatisfy(rejected -> assertThat(rejected.value()).isNull());
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
            topics.send(set(
                    command("EstablishMission", id, "mission:" + mission, establish(mission), token),
                    "content-type",
                    contentType));
            topics.awaitAllAnswered();
            Answer overHttp = RunningCommandSide.send(system.request("/commands/EstablishMission", token)
                    .header("Content-Type", contentType)
                    .header("Idempotency-Key", id.toString())
                    .POST(BodyPublishers.ofString(RunningCommandSide.JSON.writeValueAsString(establish(mission))))
                    .build());

            assertThat(overHttp.status()).as(contentType + overHttp.text()).isEqualTo(200);
            assertThat(topics.resultsOf(id)).as(contentType).singleElement().matches(Result::accepted);
        }
    }

    @Test
    void drops_a_trace_of_zeros() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        topics.send(set(
                command("EstablishMission", id, "mission:" + mission, establish(mission), token),
                "traceparent",
                "00-00000000000000000000000000000000-0000000000000000-01"));
        topics.awaitAllAnswered();

        assertThat(header(topics.event(read -> id.toString().equals(header(read, "ce_commandid"))), "ce_traceparent"))
                .isNull();
    }

    @Test
    void tells_nobody_who_a_person_is() {
        String volunteer = fresh("V");
        String name = "Solveig Fictional-Myhre";
        UUID invalid = UUID.randomUUID();
        send("RegisterVolunteer", invalid, "volunteer:" + volunteer, with(register(volunteer, name), "gender", "?"));
        UUID mistyped = UUID.randomUUID();
        topics.send(set(
                command("RegisterVolunteer", mistyped, "volunteer:" + volunteer, register(volunteer, name), token),
                "ce_type",
                "muster.command.RegisterVolunter.v1"));
        UUID stranger = UUID.randomUUID();
        topics.send(command("RegisterVolunteer", stranger, "volunteer:" + volunteer, register(volunteer, name), null));
        List<UUID> disguised = new ArrayList<>();
        for (String header : List.of("content-type", "ce_source", "ce_specversion", "ce_time", "ce_subject")) {
            ProducerRecord<byte[], byte[]> command = registering(volunteer, name, disguised);
            topics.send(set(command, header, null));
            topics.send(set(registering(volunteer, name, disguised), header, name));
        }
        for (String type : List.of("EstablishMission", "StartMission", "EndAssignment")) {
            topics.send(set(registering(volunteer, name, disguised), "ce_type", "muster.command." + type + ".v1"));
        }
        topics.send(set(registering(volunteer, name, disguised), "x-person", name));
        topics.send(set(
                withKey(registering(volunteer, name, disguised), name.getBytes(StandardCharsets.UTF_8)),
                "authorization",
                name));
        topics.send(command("StartMission", disguisedId(disguised), "mission:X", Map.of(name, "1961-05-17"), token));
        topics.send(command("StartMission", disguisedId(disguised), "mission:X", name, token));
        topics.send(withBody(registering(volunteer, name, disguised), ("{\"" + name).getBytes(StandardCharsets.UTF_8)));
        UUID registered = UUID.randomUUID();
        send("RegisterVolunteer", registered, "volunteer:" + volunteer, register(volunteer, name));
        topics.awaitAllAnswered();

        assertThat(topics.resultsOf(registered)).singleElement().matches(Result::accepted);
        for (UUID id : List.of(invalid, mistyped, stranger)) {
            assertThat(rejectedOf(id)).singleElement().satisfies(rejected -> {
                assertThat(rejected.value()).isNull();
                assertThat(header(rejected, "muster-rejection-origin")).startsWith("muster.commands-");
            });
        }
        assertThat(topics.rejected())
                .filteredOn(rejected ->
                        disguised.stream().anyMatch(id -> id.toString().equals(header(rejected, "ce_id"))))
                .as("the others are registrations all the same")
                .hasSizeGreaterThan(10)
                .allSatisfy(rejected -> {
                    assertThat(rejected.value()).isNull();
                    assertThat(header(rejected, "muster-rejection-reason")).doesNotStartWith("INTERNAL_ERROR");
                });
        List<String> everything = new ArrayList<>();
        topics.results().forEach(result -> everything.add(printed(result.read())));
        topics.rejected().forEach(rejected -> everything.add(printed(rejected)));
        everything.add(printed(topics.event(read -> ("volunteer:" + volunteer).equals(text(read.key())))));
        assertThat(everything).noneMatch(text -> text.contains("Solveig") || text.contains("1961-05-17"));
    }

    @Test
    void records_who_sent_it_and_carries_the_trace_to_the_published_event() {
        String mission = fresh("M");
        UUID byHeader = UUID.randomUUID();
        topics.send(set(
                command("EstablishMission", byHeader, "mission:" + mission, establish(mission), token),
                "traceparent",
                TRACE));
        UUID byExtension = UUID.randomUUID();
        topics.send(set(
                command(
                        "StartMission",
                        byExtension,
                        "mission:" + mission,
                        Map.of("mission", mission, "startedOn", "1992-03-15"),
                        token),
                "ce_traceparent",
                TRACE));
        topics.awaitAllAnswered();

        for (UUID id : List.of(byHeader, byExtension)) {
            JsonNode metadata = system.history("?tag=command:" + id).getFirst().path("metadata");
            assertThat(metadata.path("actor").asString()).isEqualTo("integrator-7");
            ConsumerRecord<byte[], byte[]> event =
                    topics.event(read -> id.toString().equals(header(read, "ce_commandid")));
            assertThat(header(event, "ce_traceparent")).isEqualTo(TRACE);
            assertThat(header(topics.resultsOf(id).getFirst().read(), "ce_traceparent"))
                    .isEqualTo(TRACE);
        }
    }

    @Test
    void names_the_schema_of_each_published_event_which_is_there_to_be_read() {
        String mission = fresh("M");
        system.accepted("EstablishMission", establish(mission));

        ConsumerRecord<byte[], byte[]> event = topics.event(read -> ("mission:" + mission).equals(text(read.key())));
        Answer schema = RunningCommandSide.send(
                system.request("/schemas/" + header(event, "ce_type"), null).build());

        assertThat(header(event, "ce_dataschema")).isEqualTo("urn:muster:schema:muster.mission.established.v1");
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.json().path("$id").asString()).isEqualTo(header(event, "ce_dataschema"));
        assertThat(schema.json().path("properties").propertyNames())
                .containsAll(RunningCommandSide.JSON.readTree(event.value()).propertyNames());
        assertThat(RunningCommandSide.send(
                                system.request("/schemas/nothing.v1", null).build())
                        .code())
                .isEqualTo("UNKNOWN_EVENT_TYPE");
    }

    @Test
    void waits_while_the_store_is_away_and_then_decides_everything_in_order() {
        String mission = fresh("M");
        List<UUID> ids = new ArrayList<>();
        postgres.kill();
        try {
            openMission(mission, 1).forEach(line -> {
                UUID id = (UUID) line.get("id");
                ids.add(id);
                send((String) line.get("command"), id, "mission:" + mission, line.get("data"));
            });
            await().atMost(LIMIT).untilAsserted(() -> {
                JsonNode commands = system.get("/actuator/health/commandsOverKafka", "admin")
                        .json();
                assertThat(commands.path("status").asString()).isEqualTo("DEGRADED");
                assertThat(commands.path("details").path("problem").asString())
                        .containsAnyOf("STORE_UNAVAILABLE", "OUTCOME_UNKNOWN");
            });
            assertThat(system.get("/actuator/health/db", "admin")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("DOWN");
        } finally {
            postgres.start();
        }

        topics.awaitAllAnswered();

        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(topics.resultsOf(id)).singleElement().matches(Result::accepted));
        assertThat(system.history("?tag=mission:" + mission)).hasSize(4);
        awaitRunning();
    }

    private static void awaitRunning() {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(system.get("/actuator/health", "admin")
                                .json()
                                .path("components")
                                .path("commandsOverKafka")
                                .path("status")
                                .asString())
                        .isEqualTo("UP"));
    }

    private static void send(String name, UUID id, String key, Object body) {
        topics.send(command(name, id, key, body, token));
    }

    private static ProducerRecord<byte[], byte[]> good(String mission) {
        return command("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission), token);
    }

    private static ProducerRecord<byte[], byte[]> registering(String volunteer, String name, List<UUID> ids) {
        String another = volunteer + "-" + ids.size();
        return command(
                "RegisterVolunteer",
                disguisedId(ids),
                "volunteer:" + another,
                register(another, name + ids.size()),
                token);
    }

    private static UUID disguisedId(List<UUID> ids) {
        ids.add(UUID.randomUUID());
        return ids.getLast();
    }

    private static void expect(
            List<ProducerRecord<byte[], byte[]>> bad,
            List<String> codes,
            String code,
            ProducerRecord<byte[], byte[]> command) {
        bad.add(command);
        codes.add(code);
    }

    private static ProducerRecord<byte[], byte[]> tombstone(ProducerRecord<byte[], byte[]> command) {
        return withBody(command, null);
    }

    private static ProducerRecord<byte[], byte[]> withBody(ProducerRecord<byte[], byte[]> command, byte[] body) {
        return new ProducerRecord<>(command.topic(), null, command.key(), body, command.headers());
    }

    private static ProducerRecord<byte[], byte[]> withKey(ProducerRecord<byte[], byte[]> command, byte[] key) {
        return new ProducerRecord<>(command.topic(), null, key, command.value(), command.headers());
    }

    private static ProducerRecord<byte[], byte[]> twice(ProducerRecord<byte[], byte[]> command, String header) {
        command.headers().add(header, command.headers().lastHeader(header).value());
        return command;
    }

    private static String idOf(ProducerRecord<byte[], byte[]> command) {
        return command.headers().lastHeader("ce_id") == null
                ? null
                : text(command.headers().lastHeader("ce_id").value());
    }

    private static List<ConsumerRecord<byte[], byte[]>> rejectedOf(UUID command) {
        return topics.rejected().stream()
                .filter(rejected -> command.toString().equals(header(rejected, "ce_id")))
                .toList();
    }

    private static List<String> reasonsFor(UUID command) {
        return rejectedOf(command).stream()
                .map(rejected -> header(rejected, "muster-rejection-reason"))
                .toList();
    }

    private static String printed(ConsumerRecord<byte[], byte[]> read) {
        StringBuilder text = new StringBuilder().append(text(read.key())).append(text(read.value()));
        read.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
        return text.toString();
    }
}
