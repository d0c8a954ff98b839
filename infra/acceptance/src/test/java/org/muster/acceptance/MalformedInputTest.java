package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.acceptance.Caller.Reply;
import tools.jackson.databind.JsonNode;

/** Malformed input gets a problem that names the error, never a server error, and blocks nothing behind it. */
@ExtendWith(RunningApplication.class)
class MalformedInputTest {

    private static final List<String> BAD_JSON = List.of(
            "",
            " ",
            "{",
            "}",
            "[]",
            "null",
            "true",
            "0",
            "1e999999999",
            "\"text\"",
            "{\"mission\":}",
            "{'mission':1}",
            "{\"mission\":\"A\"} {}",
            "{\"mission\":\"A\",\"mission\":\"B\"}",
            "{\"unknown\":1}",
            "\u0000",
            "\uFEFF{}",
            "[".repeat(5_000),
            "{\"mission\":".repeat(2_000),
            "{\"mission\":\"\u0000\"}",
            "{\"mission\":\"\\ud800\"}",
            "{\"mission\":" + "9".repeat(5_000) + "}",
            "{\"mission\":\"" + "A".repeat(100_000) + "\"}",
            "<xml/>");

    private static final List<String> BAD_VALUES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"2010-02-30\"",
            "\"0000-00-00\"",
            "\"+99999-01-01\"",
            "\"1992-13-01\"",
            "\"-\"",
            "\"'; drop table event\"",
            "[]",
            "[null]",
            "{}",
            "{\"from\":\"x\"}",
            "\"" + "A".repeat(5_000) + "\"");

    private final Caller importer;
    private final Caller reader;
    private final Caller auditor;

    MalformedInputTest(Application application) {
        importer = application.as("importer");
        reader = application.as("dashboard");
        auditor = application.as("auditor");
    }

    @TestFactory
    Stream<DynamicTest> no_body_makes_a_command_a_server_error() {
        return commands()
                .map(command -> DynamicTest.dynamicTest(command.get("name").asString(), () -> {
                    for (String body : BAD_JSON) {
                        assertProblem(
                                post("/commands/" + command.get("name").asString(), "application/json", body), body);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_value_of_any_field_makes_a_command_a_server_error() {
        return commands()
                .map(command -> DynamicTest.dynamicTest(command.get("name").asString(), () -> {
                    Collection<String> fields = command.at("/schema/properties").propertyNames();
                    for (String field : fields) {
                        for (String value : BAD_VALUES) {
                            String body = "{\"" + field + "\":" + value + "}";
                            assertProblem(
                                    post("/commands/" + command.get("name").asString(), "application/json", body),
                                    body);
                        }
                    }
                }));
    }

    @Test
    void every_bad_field_is_named() {
        Reply reply = post(
                "/commands/DeployVolunteer",
                "application/json",
                "{\"volunteer\":\"V 1\",\"entryOnDuty\":\"2010-02-30\",\"category\":\"NONE\",\"surplus\":1}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains("volunteer", "entryOnDuty", "category", "surplus", "assignment", "mission", "station");
    }

    @Test
    void the_envelope_of_a_command_is_checked_too() {
        assertThat(post("/commands/NoSuchCommand", "application/json", "{}").status())
                .isEqualTo(404);
        assertThat(post("/commands/StartMission", "text/plain", "{}").status()).isEqualTo(415);
        assertThat(Caller.send(importer.commandSide("/commands/StartMission").GET())
                        .status())
                .isEqualTo(405);
        for (String id : List.of("", "1", "not-a-uuid", "x".repeat(5_000), UUID.randomUUID() + "0")) {
            assertProblem(
                    Caller.send(importer.commandSide("/commands/StartMission")
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", id)
                            .POST(BodyPublishers.ofString("{\"mission\":\"A\",\"startedOn\":\"1992-03-15\"}"))),
                    id);
        }
        Reply huge = post("/commands/StartMission", "application/json", "\"" + "A".repeat(1_000_000) + "\"");
        assertThat(huge.status()).isEqualTo(413);
        byte[] notUtf8 = "{\"mission\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(
                Caller.send(importer.commandSide("/commands/StartMission")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofByteArray(notUtf8))),
                "not UTF-8");
    }

    @Test
    void bad_lines_of_a_bulk_request_are_answered_each_in_its_place() {
        List<String> lines = new ArrayList<>(BAD_JSON.stream()
                .map(line -> line.replace("\u0000", "\\u0000"))
                .filter(line -> !line.isBlank())
                .toList());
        lines.add("{\"command\":\"NoSuch\",\"id\":\"" + UUID.randomUUID() + "\",\"data\":{}}");
        lines.add("{\"command\":\"StartMission\",\"data\":{}}");
        lines.add("{\"command\":\"StartMission\",\"id\":\"x\",\"data\":{}}");
        lines.add("{\"command\":\"StartMission\",\"id\":\"" + UUID.randomUUID() + "\"}");

        Reply reply = post("/commands", "application/x-ndjson", String.join("\n", lines));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.lines())
                .hasSameSizeAs(lines)
                .allSatisfy(line -> assertThat(line.get("status").asInt())
                        .as(line.toString())
                        .isBetween(400, 499));
    }

    @TestFactory
    Stream<DynamicTest> no_query_makes_a_report_a_server_error() {
        List<String> values = List.of(
                "",
                "x",
                "2010-02-30",
                "0000-01-01",
                "-1",
                "9".repeat(40),
                "1992-01-01,1993-01-01",
                "%00",
                "%F0%9F%98%80",
                "'%20or%201=1--",
                "A".repeat(5_000),
                "../../etc/passwd");
        List<String> paths = List.of(
                "/missions?surplus=",
                "/missions/",
                "/reports/headcount?on=",
                "/reports/headcount?mission=",
                "/reports/headcount?surplus=",
                "/reports/headcount?on=1992-01-01&on=",
                "/reports/strength?from=",
                "/reports/strength?from=1992-01-01&to=",
                "/reports/cumulative?on=",
                "/reports/",
                "/live?x=",
                "/actuator/",
                "/admin/");
        return paths.stream()
                .map(path -> DynamicTest.dynamicTest("GET " + path, () -> {
                    for (String value : values) {
                        Reply reply = reader.query(path + value.replace("'", "%27"));
                        assertThat(reply.status())
                                .as("%s%s: %s", path, value, reply.body())
                                .isBetween(200, 499);
                        if (reply.status() >= 400 && !reply.body().isEmpty()) {
                            assertThat(reply.contentType()).as(path + value).startsWith("application/problem+json");
                        }
                    }
                }));
    }

    @Test
    void a_bad_parameter_is_named() {
        assertThat(reader.query("/reports/headcount?on=2010-02-30").body()).contains("\"on\"");
        assertThat(reader.query("/reports/headcount?onn=2010-02-28").body()).contains("onn");
        assertThat(reader.query("/reports/strength?from=1992-01-01&to=x").body())
                .contains("\"to\"");
        assertProblem(reader.query("/reports/headcount?on=2010-02-30"), "on");
        assertProblem(reader.query("/reports/headcount", "Muster-Position", "-1"), "-1");
        assertProblem(reader.query("/reports/headcount", "Muster-Position", "soon"), "soon");
        assertThat(reader.query("/reports/headcount", "Accept", "image/png").status())
                .isEqualTo(406);
    }

    @Test
    void a_bad_audit_query_is_named() {
        for (String query : List.of(
                "?tag=",
                "?tag=mission",
                "?tag=:x",
                "?tag=mission:UNTAC&after=x",
                "?tag=mission:UNTAC&after=-1",
                "?tag=mission:UNTAC&after=99999999999999999999",
                "?surplus=1",
                "?tag=mission:UNTAC&types=no.such",
                "?tag=mission:" + "A".repeat(5_000))) {
            assertProblem(auditor.audit("/audit/events" + query), query);
        }
    }

    private Stream<JsonNode> commands() {
        Reply catalog = importer.audit("/commands/catalog");
        assertThat(catalog.status()).as(catalog.body()).isEqualTo(200);
        List<JsonNode> commands = new ArrayList<>();
        catalog.json().get("commands").forEach(commands::add);
        assertThat(commands).hasSizeGreaterThanOrEqualTo(14);
        return commands.stream();
    }

    private Reply post(String path, String contentType, String body) {
        return Caller.send(importer.commandSide(path)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }

    private static void assertProblem(Reply reply, String sent) {
        String shown = sent.length() > 80 ? sent.substring(0, 80) + "…" : sent;
        assertThat(reply.status()).as("%s -> %s", shown, reply.body()).isBetween(400, 499);
        assertThat(reply.contentType()).as(shown).startsWith("application/problem+json");
        assertThat(reply.code())
                .as("a stable code for %s: %s", shown, reply.body())
                .isNotBlank();
    }
}
