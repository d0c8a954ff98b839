package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.CommandTopics.command;
import static org.muster.commandside.system.CommandTopics.header;
import static org.muster.commandside.system.CommandTopics.set;
import static org.muster.commandside.system.CommandTopics.text;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.muster.commandside.system.CommandTopics.Result;

/** What is refused over Kafka, and that nobody learns from it who a person is. */
@ResourceLock(CommandsOverKafkaStage.LOCK)
class RefusedOverKafkaTest extends CommandsOverKafkaStage {

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
            TOPICS.send(authorization.isEmpty() ? command : set(command, "authorization", authorization));
            TOPICS.awaitAllAnswered();

            assertThat(reasonsFor(id))
                    .as(authorization)
                    .singleElement()
                    .asString()
                    .startsWith(reason);
            assertThat(TOPICS.resultsOf(id)).isEmpty();
        });
        ProducerRecord<byte[], byte[]> twoTokens =
                command("EstablishMission", UUID.randomUUID(), "mission:" + mission, establish(mission), TOKEN);
        twoTokens.headers().add("Authorization", ("Bearer " + TOKEN).getBytes(StandardCharsets.UTF_8));
        TOPICS.send(twoTokens);
        TOPICS.awaitAllAnswered();

        assertThat(SYSTEM.history("?tag=mission:" + mission)).isEmpty();
        assertThat(TOPICS.rejected()).allSatisfy(rejected -> {
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
                    command("EstablishMission", UUID.randomUUID(), key2, establish(mission), TOKEN));
        }
        for (String contentType : List.of("text/plain", "application/xml", "application/json;charset=utf-16")) {
            expect(bad, codes, "INVALID", set(good(mission), "content-type", contentType));
        }
        expect(bad, codes, "MALFORMED", set(good(mission), "content-type", "application/cloudevents+json"));
        expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), null, establish(mission), TOKEN));
        expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), "", establish(mission), TOKEN));
        expect(
                bad,
                codes,
                "INVALID",
                command("EstablishMission", UUID.randomUUID(), "a\nb", establish(mission), TOKEN));
        expect(
                bad,
                codes,
                "INVALID",
                command("EstablishMission", UUID.randomUUID(), "x".repeat(20_000), establish(mission), TOKEN));
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
            expect(bad, codes, "INVALID", command("EstablishMission", UUID.randomUUID(), key, body, TOKEN));
        }
        expect(bad, codes, "TOO_LARGE", withBody(good(mission), new byte[65_537]));
        expect(bad, codes, "TOO_LARGE", withBody(good(mission), new byte[1_000_000]));
        ProducerRecord<byte[], byte[]> manyHeaders = withBody(good(mission), "?".getBytes(StandardCharsets.UTF_8));
        for (int n = 0; n < 1000; n++) {
            manyHeaders.headers().add("x-" + n, new byte[900]);
        }
        expect(bad, codes, "MALFORMED_JSON", manyHeaders);

        bad.forEach(TOPICS::send);
        UUID after = UUID.randomUUID();
        send("EstablishMission", after, key, establish(mission));
        TOPICS.awaitAllAnswered();

        assertThat(bad.stream()
                        .filter(command -> TOPICS.results().stream()
                                .anyMatch(result -> result.read().key() != null
                                        && result.key().equals(text(command.key()))
                                        && result.commandId().equals(idOf(command)))))
                .as("answered as if they were commands")
                .isEmpty();
        List<String> got = TOPICS.rejected().stream()
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
        assertThat(TOPICS.resultsOf(after)).singleElement().matches(Result::accepted);
        assertThat(SYSTEM.history("?tag=mission:" + mission)).hasSize(1);
        assertThat(TOPICS.rejected())
                .filteredOn(
                        rejected -> !header(rejected, "muster-rejection-reason").startsWith("IMPORT_SCOPE_REQUIRED")
                                && !header(rejected, "muster-rejection-reason").startsWith("IDEMPOTENCY_KEY_REUSED"))
                .as("what is not valid is not copied")
                .allSatisfy(rejected -> assertThat(rejected.value()).isNull());
    }

    @Test
    void tells_nobody_who_a_person_is() {
        String volunteer = fresh("V");
        String name = "Solveig Fictional-Myhre";
        UUID invalid = UUID.randomUUID();
        send("RegisterVolunteer", invalid, "volunteer:" + volunteer, with(register(volunteer, name), "gender", "?"));
        UUID mistyped = UUID.randomUUID();
        TOPICS.send(set(
                command("RegisterVolunteer", mistyped, "volunteer:" + volunteer, register(volunteer, name), TOKEN),
                "ce_type",
                "muster.command.RegisterVolunter.v1"));
        UUID stranger = UUID.randomUUID();
        TOPICS.send(command("RegisterVolunteer", stranger, "volunteer:" + volunteer, register(volunteer, name), null));
        List<UUID> disguised = new ArrayList<>();
        for (String header : List.of("content-type", "ce_source", "ce_specversion", "ce_time", "ce_subject")) {
            ProducerRecord<byte[], byte[]> command = registering(volunteer, name, disguised);
            TOPICS.send(set(command, header, null));
            TOPICS.send(set(registering(volunteer, name, disguised), header, name));
        }
        for (String type : List.of("EstablishMission", "StartMission", "EndAssignment")) {
            TOPICS.send(set(registering(volunteer, name, disguised), "ce_type", "muster.command." + type + ".v1"));
        }
        TOPICS.send(set(registering(volunteer, name, disguised), "x-person", name));
        TOPICS.send(set(
                withKey(registering(volunteer, name, disguised), name.getBytes(StandardCharsets.UTF_8)),
                "authorization",
                name));
        TOPICS.send(command("StartMission", disguisedId(disguised), "mission:X", Map.of(name, "1961-05-17"), TOKEN));
        TOPICS.send(command("StartMission", disguisedId(disguised), "mission:X", name, TOKEN));
        TOPICS.send(withBody(registering(volunteer, name, disguised), ("{\"" + name).getBytes(StandardCharsets.UTF_8)));
        UUID registered = UUID.randomUUID();
        send("RegisterVolunteer", registered, "volunteer:" + volunteer, register(volunteer, name));
        TOPICS.awaitAllAnswered();

        assertThat(TOPICS.resultsOf(registered)).singleElement().matches(Result::accepted);
        for (UUID id : List.of(invalid, mistyped, stranger)) {
            assertThat(rejectedOf(id)).singleElement().satisfies(rejected -> {
                assertThat(rejected.value()).isNull();
                assertThat(header(rejected, "muster-rejection-origin")).startsWith("muster.commands-");
            });
        }
        assertThat(TOPICS.rejected())
                .filteredOn(rejected ->
                        disguised.stream().anyMatch(id -> id.toString().equals(header(rejected, "ce_id"))))
                .as("the others are registrations all the same")
                .hasSizeGreaterThan(10)
                .allSatisfy(rejected -> {
                    assertThat(rejected.value()).isNull();
                    assertThat(header(rejected, "muster-rejection-reason")).doesNotStartWith("INTERNAL_ERROR");
                });
        List<String> everything = new ArrayList<>();
        TOPICS.results().forEach(result -> everything.add(printed(result.read())));
        TOPICS.rejected().forEach(rejected -> everything.add(printed(rejected)));
        everything.add(printed(TOPICS.event(read -> ("volunteer:" + volunteer).equals(text(read.key())))));
        assertThat(everything).noneMatch(text -> text.contains("Solveig") || text.contains("1961-05-17"));
    }

    private static ProducerRecord<byte[], byte[]> registering(String volunteer, String name, List<UUID> ids) {
        String another = volunteer + "-" + ids.size();
        return command(
                "RegisterVolunteer",
                disguisedId(ids),
                "volunteer:" + another,
                register(another, name + ids.size()),
                TOKEN);
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

    private static ProducerRecord<byte[], byte[]> twice(ProducerRecord<byte[], byte[]> command, String header) {
        command.headers().add(header, command.headers().lastHeader(header).value());
        return command;
    }

    private static String idOf(ProducerRecord<byte[], byte[]> command) {
        return command.headers().lastHeader("ce_id") == null
                ? null
                : text(command.headers().lastHeader("ce_id").value());
    }

    private static String printed(ConsumerRecord<byte[], byte[]> read) {
        StringBuilder text = new StringBuilder().append(text(read.key())).append(text(read.value()));
        read.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
        return text.toString();
    }
}
