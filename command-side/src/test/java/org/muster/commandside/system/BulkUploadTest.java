package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** How uploads end: by clients that write everything before they read, and by those that break off. */
@ResourceLock(RunningCommandSide.SHARED)
class BulkUploadTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    /** Its answers are many times what sockets hold, so a server that waits for them to be taken would never be done. */
    @Test
    void a_client_that_writes_a_hundred_thousand_lines_before_it_reads_gets_an_answer_to_each() throws IOException {
        int lines = 100_000;
        HttpURLConnection upload =
                (HttpURLConnection) system.uri("/commands").toURL().openConnection();
        upload.setRequestMethod("POST");
        upload.setDoOutput(true);
        upload.setChunkedStreamingMode(0);
        upload.setRequestProperty("Authorization", "Bearer " + token("commands"));
        upload.setRequestProperty("Content-Type", "application/x-ndjson");
        try (OutputStream out = upload.getOutputStream()) {
            for (int n = 0; n < lines; n++) {
                out.write(("{\"command\":\"StartMission\",\"id\":\"" + UUID.randomUUID()
                                + "\",\"data\":{\"mission\":\"m" + n + "\"}}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(upload.getResponseCode()).isEqualTo(200);
        List<String> answers = new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(answers).hasSize(lines).allMatch(answer -> answer.contains("\"code\":\"INVALID\""));
        assertThat(answers.getLast()).contains("\"line\":" + lines);
    }

    @Test
    void a_number_beyond_every_bound_on_one_line_is_that_line_s_problem() {
        String first = fresh("M");
        String third = fresh("M");
        String bad = "{\"command\":\"EndAssignment\",\"id\":\"" + UUID.randomUUID()
                + "\",\"data\":{\"assignment\":\"N\",\"lastDay\":\"2026-01-01\",\"reason\":1e2147483648}}";

        List<JsonNode> answers = system.bulk(String.join(
                "\n",
                JSON.writeValueAsString(line("EstablishMission", establish(first))),
                bad,
                JSON.writeValueAsString(line("EstablishMission", establish(third)))));

        assertThat(answers.stream().map(answer -> answer.path("status").asInt()))
                .containsExactly(200, 400, 200);
        assertThat(answers.get(1).at("/problem/errors/0/field").asString()).isEqualTo("/reason");
        assertThat(system.history("?tag=mission:" + third)).hasSize(1);
    }

    @Test
    void a_broken_chunk_after_some_lines_leaves_their_answers_and_a_last_one_that_says_so() throws IOException {
        String mission = fresh("M");
        String text = JSON.writeValueAsString(line("EstablishMission", establish(mission))) + "\n";

        List<String> answers = answersTo(text, "zz\r\nbroken\r\n");

        assertThat(answers).hasSize(2);
        assertThat(answers.get(0)).contains("\"status\":200");
        assertThat(answers.get(1)).contains("\"code\":\"UPLOAD_BROKEN\"").contains("\"status\":400");
        assertThat(system.history("?tag=mission:" + mission)).hasSize(1);
    }

    @Test
    void an_upload_that_is_cut_off_leaves_the_answers_to_what_came() throws IOException {
        String mission = fresh("M");
        String text = JSON.writeValueAsString(line("EstablishMission", establish(mission))) + "\n";

        List<String> answers = answersTo(text, "100\r\nhalf a line");

        assertThat(answers.getFirst()).contains("\"status\":200");
        assertThat(answers.getLast()).contains("\"code\":\"UPLOAD_BROKEN\"");
        assertThat(system.history("?tag=mission:" + mission)).hasSize(1);
    }

    @Test
    void an_upload_that_is_broken_from_the_start_is_refused_by_a_status() throws IOException {
        try (Socket socket = open(token("commands"))) {
            socket.getOutputStream().write("zz\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json");
        }
    }

    @Test
    void no_command_is_taken_after_the_token_s_end() throws Exception {
        String before = fresh("M");
        String after = fresh("M");
        // Spring lets a token in for a minute after its end; what is already open ends with the token.
        String ending = RunningCommandSide.ISSUER.token("tester", Instant.now().plusSeconds(4), "commands", "import");
        try (Socket socket = open(ending)) {
            OutputStream out = socket.getOutputStream();
            out.write(chunk(JSON.writeValueAsString(line("EstablishMission", establish(before))) + "\n"));
            out.flush();
            Thread.sleep(6_000);
            out.write(chunk(JSON.writeValueAsString(line("EstablishMission", establish(after))) + "\n"));
            out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            List<String> answers =
                    jsonLines(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

            assertThat(answers).hasSize(2);
            assertThat(answers.get(0)).contains("\"status\":200");
            assertThat(answers.get(1)).contains("\"code\":\"TOKEN_EXPIRED\"");
        }
        assertThat(system.history("?tag=mission:" + before)).hasSize(1);
        assertThat(system.history("?tag=mission:" + after)).isEmpty();
    }

    @Test
    void one_caller_cannot_take_every_place() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int n = 0; n < 8; n++) {
                Socket socket = open(RunningCommandSide.ISSUER.token("greedy", "commands"));
                socket.getOutputStream().write(chunk("{"));
                socket.getOutputStream().flush();
                // Its head shows that it has its place.
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                idle.add(socket);
            }
            try (Socket ninth = open(RunningCommandSide.ISSUER.token("greedy", "commands"))) {
                ninth.getOutputStream().write(chunk("{}\n"));
                ninth.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                byte[] head = new byte[12];
                assertThat(ninth.getInputStream().readNBytes(head, 0, 12)).isEqualTo(12);
                assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 429");
            }
            String mission = fresh("M");
            assertThat(system.bulk(List.of(line("EstablishMission", establish(mission)))))
                    .singleElement()
                    .matches(answer -> answer.path("status").asInt() == 200);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** What comes back for these lines and what follows them on the wire, until the client stops sending. */
    private List<String> answersTo(String lines, String rest) throws IOException {
        try (Socket socket = open(token("commands", "import"))) {
            OutputStream out = socket.getOutputStream();
            out.write(chunk(lines));
            out.write(rest.getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return jsonLines(answer);
        }
    }

    private static List<String> jsonLines(String answer) {
        return Arrays.stream(answer.split("\r?\n"))
                .filter(text -> text.startsWith("{"))
                .toList();
    }

    private Socket open(String token) throws IOException {
        URI uri = system.uri("/commands");
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(30_000);
        socket.getOutputStream().write("""
                POST /commands HTTP/1.1\r
                Host: 127.0.0.1\r
                Connection: close\r
                Authorization: Bearer %s\r
                Content-Type: application/x-ndjson\r
                Transfer-Encoding: chunked\r
                \r
                """.formatted(token).getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static byte[] chunk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return chunk.toByteArray();
    }
}
