package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commandside.system.RunningCommandSide.Answer;

/** Whatever is sent, the answer is a problem of the sender's, with a code, and never a failure of ours. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class MalformedInputTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    static Stream<Arguments> bodies() {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        return Stream.of(
                body("nothing", "", "MALFORMED_JSON"),
                body("space", "  \n ", "MALFORMED_JSON"),
                body("half an object", "{\"mission\":", "MALFORMED_JSON"),
                body("two values", "{} {}", "MALFORMED_JSON"),
                body("a member twice", "{\"mission\":\"A\",\"mission\":\"B\"}", "MALFORMED_JSON"),
                body("single quotes", "{'mission':'A'}", "MALFORMED_JSON"),
                body("a comment", "{/*x*/}", "MALFORMED_JSON"),
                body("NaN", "{\"mission\":NaN}", "MALFORMED_JSON"),
                body("nested too deep", deep, "MALFORMED_JSON"),
                body("a long number", "{\"mission\":" + "9".repeat(5_000) + "}", "MALFORMED_JSON"),
                body("a huge exponent", "{\"mission\":\"A\",\"startedOn\":1e999999999}", "INVALID"),
                body("half a surrogate pair", "{\"mission\":\"\\ud800\"}", "MALFORMED_JSON"),
                body("U+0000", "{\"mission\":\"A\\u0000\"}", "MALFORMED_JSON"),
                body("a byte order mark", "\ufeff{}", "MALFORMED_JSON"),
                body("null", "null", "INVALID"),
                body("a list", "[]", "INVALID"),
                body("a text", "\"StartMission\"", "INVALID"),
                body("an empty object", "{}", "INVALID"),
                body("a number for a text", "{\"mission\":1,\"startedOn\":\"1992-03-15\"}", "INVALID"),
                body("a null member", "{\"mission\":null,\"startedOn\":\"1992-03-15\"}", "INVALID"),
                body("a line end after the acronym", "{\"mission\":\"A\\n\",\"startedOn\":\"1992-03-15\"}", "INVALID"),
                body("a date with time", "{\"mission\":\"A\",\"startedOn\":\"1992-03-15T00:00:00Z\"}", "INVALID"),
                body("29 February 1993", "{\"mission\":\"A\",\"startedOn\":\"1993-02-29\"}", "INVALID"),
                body("a date of five digits", "{\"mission\":\"A\",\"startedOn\":\"19920-03-15\"}", "INVALID"),
                body("Arabic digits", "{\"mission\":\"A\",\"startedOn\":\"١٩٩٢-03-15\"}", "INVALID"),
                body("another's member", "{\"mission\":\"A\",\"startedOn\":\"1992-03-15\",\"@type\":\"x\"}", "INVALID"),
                Arguments.of("bytes that are no UTF-8", new byte[] {'{', (byte) 0xc3, '}'}, "MALFORMED_JSON"),
                Arguments.of("UTF-16", "{}".getBytes(Charset.forName("UTF-16")), "MALFORMED_JSON"),
                Arguments.of("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}, "MALFORMED_JSON"));
    }

    private static Arguments body(String what, String text, String code) {
        return Arguments.of(what, text.getBytes(StandardCharsets.UTF_8), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e400",
                "-1e400",
                "1e9999",
                "1e2147483647",
                "1e2147483648",
                "-1e2147483648",
                "1e-2147483648",
                "1e99999999999999999999",
                "9223372036854775807",
                "-9223372036854775809",
                "0.5",
                "1E+400",
                "1e-400"
            })
    void a_number_of_any_size_is_named_like_any_other_bad_field(String number) {
        for (String body : new String[] {
            "{\"international\":%s,\"national\":5}".formatted(number), "{\"mission\":%s}".formatted(number)
        }) {
            Answer answer = RunningCommandSide.send(
                    post("/commands/AuthorizeVolunteerStrength", body.getBytes(StandardCharsets.UTF_8))
                            .build());

            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID");
            assertThat(answer.text()).contains(body.contains("international") ? "/international" : "/mission");
        }
    }

    @Test
    void a_number_that_is_too_small_is_not_said_to_be_too_great() {
        Answer answer = RunningCommandSide.send(post(
                        "/commands/AuthorizeVolunteerStrength",
                        "{\"international\":-1e400,\"national\":1e400}".getBytes(StandardCharsets.UTF_8))
                .build());

        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("message").asString()))
                .anyMatch(error -> error.startsWith("/international must not be less than"))
                .anyMatch(error -> error.startsWith("/national must not be greater than"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void a_body_that_is_no_command_is_400(String what, byte[] body, String code) {
        Answer answer =
                RunningCommandSide.send(post("/commands/StartMission", body).build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
    }

    private HttpRequest.Builder post(String path, byte[] body) {
        return system.request(path, token("commands"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body));
    }

    @Test
    void a_body_that_is_too_large_is_413() {
        byte[] body = ("{\"mission\":\"" + "A".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        Answer answer =
                RunningCommandSide.send(post("/commands/StartMission", body).build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1-1-1-1-1",
                "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
                "f81d4fae7dec11d0a76500a0c91e6bf6",
                "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "\"\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\"\"",
                "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'"
            })
    void an_idempotency_key_that_is_no_uuid_is_400(String key) {
        Answer answer = RunningCommandSide.send(system.request("/commands/StartMission", token("commands"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void an_idempotency_key_may_be_in_quotes() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        HttpRequest.Builder request = system.request("/commands/EstablishMission", token("commands", "import"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RunningCommandSide.JSON.writeValueAsString(establish(mission))));

        Answer quoted = RunningCommandSide.send(
                request.copy().header("Idempotency-Key", "\"" + id + "\"").build());
        Answer bare = RunningCommandSide.send(
                request.copy().header("Idempotency-Key", id.toString()).build());

        assertThat(quoted.status()).as(quoted.text()).isEqualTo(200);
        assertThat(bare.json()).isEqualTo(quoted.json());
    }

    @Test
    void a_missing_idempotency_key_is_400_and_two_are_too() {
        HttpRequest.Builder request = system.request("/commands/StartMission", token("commands"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"));

        assertThat(RunningCommandSide.send(request.copy().build()).status()).isEqualTo(400);
        assertThat(RunningCommandSide.send(request.copy()
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .build())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/json/x"})
    void another_content_type_is_415(String type) {
        Answer answer = RunningCommandSide.send(system.request("/commands/StartMission", token("commands"))
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void json_for_the_bulk_intake_is_415_and_an_answer_that_cannot_be_given_406() {
        assertThat(RunningCommandSide.send(system.request("/commands", token("commands"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}"))
                                .build())
                        .code())
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        Answer html = RunningCommandSide.send(system.request("/audit/events", token("audit"))
                .header("Accept", "text/html")
                .build());
        assertThat(html.status()).isEqualTo(406);
        assertThat(html.code()).isEqualTo("NOT_ACCEPTABLE");
    }
}
