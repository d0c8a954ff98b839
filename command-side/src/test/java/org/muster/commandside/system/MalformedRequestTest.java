package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commandside.system.RunningCommandSide.Answer;

/** Whatever path, method, parameter or bytes are sent, the answer is a problem of the sender's and never a failure of ours. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class MalformedRequestTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @Test
    void unknown_commands_and_paths_are_404_and_wrong_methods_405() {
        assertThat(RunningCommandSide.send(post("/commands/SinkMission", "{}".getBytes(StandardCharsets.UTF_8))
                                .build())
                        .code())
                .isEqualTo("UNKNOWN_COMMAND");
        assertThat(system.get("/commands/a/b", "commands").code()).isEqualTo("NOT_FOUND");
        assertThat(system.get("/audit/nothing", "audit").code()).isEqualTo("NOT_FOUND");
        Answer get = system.get("/commands/StartMission", "commands");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(get.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "/admin/completeness?after=x, after",
        "/admin/completeness?after=-1, after",
        "/admin/completeness?after=1.5, after",
        "/admin/completeness?after=, after",
        "/admin/completeness?after, after",
        "/admin/completeness?after=99999999999999999999, after",
        "/admin/completeness?after=1&after=2, after",
        "/admin/completeness?before=1, before",
        "/commands/catalog?name=StartMission, name",
        "/schemas/muster.mission.started.v1?version=2, version",
        "/audit/events?mission=UNTAC, mission"
    })
    void names_the_parameter_that_it_does_not_understand(String path, String field) {
        assertNames(system.get(path, "admin", "audit", "commands"), field);
    }

    @Test
    void names_all_parameters_that_it_does_not_understand() {
        assertNames(
                system.get("/admin/completeness?after=x&before=1&" + "x".repeat(100) + "=", "admin"),
                "after",
                "before",
                "x".repeat(64) + "…");
    }

    @Test
    void a_command_has_no_parameters_and_what_is_sent_with_one_is_not_recorded() {
        String mission = fresh("M");
        UUID id = UUID.randomUUID();
        String path = "/commands/EstablishMission";
        byte[] body = RunningCommandSide.JSON.writeValueAsBytes(establish(mission));

        assertNames(
                RunningCommandSide.send(post(path + "?simulate=true", body)
                        .setHeader("Idempotency-Key", id.toString())
                        .build()),
                "simulate");
        assertNames(
                RunningCommandSide.send(system.request("/commands?simulate=true", token("commands"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(RunningCommandSide.JSON.writeValueAsString(
                                line("EstablishMission", id, establish(mission)))))
                        .build()),
                "simulate");

        assertThat(system.history("?tag=mission:" + mission)).isEmpty();
    }

    private static void assertNames(Answer answer, String... fields) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("INVALID");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder(fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/commands/%00",
                "/commands/..%2f..%2fetc",
                "/commands/;a=b",
                "/commands//x",
                "/commands/%zz",
                "/a;x=%zz",
                "/commands;x=%zz",
                "/commands/StartMission;x=%c3",
                "/commands/<x>",
                "/audit/events?tag=%",
                "/audit/events?tag=%ff%fe",
                "/admin/completeness?after=%zz",
                "/admin/completeness?%0d%0aX=",
                "/commands/catalog?%",
                "/%2e%2e/",
                "/commands/%0d%0aX:y",
                "*",
                "/commands/\u00e9"
            })
    void a_path_that_is_none_is_4xx(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + token("commands", "audit", "admin") + "\r\nConnection: close\r\n\r\n"))
                .isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /commands HTTP/9.9\r\n\r\n",
                "GET /commands HTTP/1.1\r\n\r\n",
                "POST /commands HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
                "POST /commands HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}",
                "GET /commands HTTP/1.1\r\nHost: x\r\nBad Header: x\r\nConnection: close\r\n\r\n"
            })
    void a_request_that_is_no_http_is_no_failure_of_ours(String request) throws IOException {
        assertThat(raw(request)).isBetween(400, 505).isNotEqualTo(500);
    }

    @Test
    void a_bulk_request_with_a_broken_chunk_does_no_harm() throws IOException {
        int status = raw(
                "POST /commands HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token("commands")
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n");

        assertThat(status).isBetween(200, 499);
    }

    /** The status of the answer to these very bytes. */
    private int raw(String request) throws IOException {
        URI uri = system.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = Integer.parseInt(answer.substring(9, 12));
            if (status >= 400) {
                assertThat(answer.toLowerCase(Locale.ROOT))
                        .contains("content-type: application/problem+json")
                        .contains("\"code\":");
            }
            return status;
        }
    }

    private HttpRequest.Builder post(String path, byte[] body) {
        return system.request(path, token("commands"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(body));
    }
}
