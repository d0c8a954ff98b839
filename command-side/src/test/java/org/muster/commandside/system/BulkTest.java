package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.deploy;
import static org.muster.commandside.system.Bodies.end;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.openMission;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Many commands in one request: as if they were decided one after the other. */
@ResourceLock(RunningCommandSide.SHARED)
class BulkTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @Test
    void decides_each_line_on_what_the_lines_before_it_did() {
        String mission = fresh("M");
        String volunteer = fresh("V");
        List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 1));
        lines.add(line("RegisterVolunteer", register(volunteer, volunteer)));
        lines.add(line("DeployVolunteer", deploy(volunteer, volunteer + "-1", mission)));
        lines.add(line("EndAssignment", end(volunteer + "-1", "1992-08-31")));
        lines.add(line(
                "DeployVolunteer", with(deploy(volunteer, volunteer + "-2", mission), "entryOnDuty", "1992-09-01")));
        lines.add(line("EndAssignment", end(volunteer + "-2", "1992-12-31")));
        lines.add(line("CloseMission", Map.of("mission", mission, "closedOn", "1993-09-24")));

        List<JsonNode> answers = system.bulk(lines);

        assertThat(answers.stream().map(a -> a.path("line").asInt()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(answers.subList(0, 9)).allMatch(a -> a.path("status").asInt() == 200, "is accepted");
        assertThat(answers.getLast().path("status").asInt()).isEqualTo(409);
        assertThat(answers.getLast().path("problem").path("code").asString()).isEqualTo("WRONG_PHASE");
    }

    @Test
    void gives_the_last_post_to_the_first_line_that_asks() {
        for (int round = 0; round < 5; round++) {
            String mission = fresh("M");
            String prefix = fresh("V");
            List<Map<String, Object>> lines = new ArrayList<>(openMission(mission, 1));
            for (int i = 0; i < 10; i++) {
                lines.add(line("RegisterVolunteer", register(prefix + i, prefix + i)));
            }
            for (int i = 0; i < 10; i++) {
                lines.add(line("DeployVolunteer", deploy(prefix + i, prefix + "-A" + i, mission)));
            }

            List<JsonNode> deployments = system.bulk(lines).subList(14, 24);

            assertThat(deployments.getFirst().path("status").asInt()).isEqualTo(200);
            assertThat(deployments.subList(1, 10))
                    .allMatch(a -> a.path("problem").path("code").asString().equals("CEILING_REACHED"));
        }
    }

    @Test
    void answers_a_bad_line_by_its_own_error_and_goes_on() {
        String first = fresh("M");
        String second = fresh("M");
        String lines = String.join(
                "\n",
                JSON.writeValueAsString(line("EstablishMission", establish(first))),
                "{ this is no JSON",
                "",
                "[]",
                "{\"command\":\"EstablishMission\",\"id\":\"1-1-1-1-1\",\"extra\":1}",
                JSON.writeValueAsString(line("SinkMission", Map.of("mission", first))),
                JSON.writeValueAsString(line("StartMission", Map.of("mission", first, "startedOn", "1992-02-30"))),
                "x".repeat(70_000),
                "{\"command\":\"StartMission\",\"id\":\"%s\",\"data\":null}".formatted(UUID.randomUUID()),
                JSON.writeValueAsString(line("EstablishMission", establish(second))) + "\r");

        List<JsonNode> answers = system.bulk(lines);

        assertThat(answers.stream().map(a -> a.path("line").asInt())).containsExactly(1, 2, 4, 5, 6, 7, 8, 9, 10);
        assertThat(answers.stream().map(a -> a.path("status").asInt()))
                .containsExactly(200, 400, 400, 400, 404, 400, 413, 400, 200);
        assertThat(answers.get(3)
                        .path("problem")
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("field").asString()))
                .containsExactlyInAnyOrder("/id", "/data", "/extra");
        assertThat(answers.get(5)
                        .path("problem")
                        .path("errors")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("/startedOn");
    }

    @Test
    void answers_the_same_id_in_one_request_once_more() {
        UUID id = UUID.randomUUID();
        String mission = fresh("M");
        Map<String, Object> command = line("EstablishMission", id, establish(mission));

        List<JsonNode> answers =
                system.bulk(List.of(command, command, line("EstablishMission", id, establish("OTHER"))));

        assertThat(answers.get(1).path("events")).isEqualTo(answers.get(0).path("events"));
        assertThat(answers.get(2).path("problem").path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void answers_while_the_request_is_still_being_sent() throws IOException {
        URI uri = system.uri("/commands");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("""
                    POST /commands HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Authorization: Bearer %s\r
                    Content-Type: application/x-ndjson\r
                    Transfer-Encoding: chunked\r
                    \r
                    """.formatted(token("commands", "import")).getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < 3; i++) {
                String mission = fresh("M");
                chunk(out, JSON.writeValueAsString(line("EstablishMission", establish(mission))) + "\n");
                assertThat(nextJson(in)).contains("\"line\":" + (i + 1)).contains("\"status\":200");
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String nextJson(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = in.readLine();
        }
        return line;
    }

    @Test
    void takes_more_lines_than_it_holds_at_once() {
        String prefix = fresh("V");
        List<Map<String, Object>> lines = IntStream.range(0, 400)
                .mapToObj(i -> line("RegisterVolunteer", with(register(prefix + i, prefix + i), "gender", "MALE")))
                .toList();

        List<JsonNode> answers = system.bulk(lines);

        assertThat(answers).hasSize(400).allMatch(a -> a.path("status").asInt() == 200);
    }
}
