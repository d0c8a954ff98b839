package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.RunningCommandSide.JSON;
import static org.muster.commandside.system.RunningCommandSide.line;
import static org.muster.commandside.system.RunningCommandSide.token;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.commandside.system.RunningCommandSide.Answer;
import tools.jackson.databind.JsonNode;

/** Large files: received, done afterwards, across restarts, and nothing personal left on the disk. */
class ImportTest {

    private static final String NAME = "Solveig Importa-Canaria";

    private static RunningCommandSide system;

    @BeforeAll
    static void start() {
        system = RunningCommandSide.fresh();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void does_what_it_received_and_says_the_outcome_of_each_line() throws IOException {
        String mission = fresh("M");
        Answer received = post(String.join(
                "\n",
                JSON.writeValueAsString(line("EstablishMission", establish(mission))),
                "{ no JSON",
                "",
                JSON.writeValueAsString(line("EstablishMission", establish(mission))),
                JSON.writeValueAsString(line("RegisterVolunteer", Map.of(NAME, NAME)))));

        assertThat(received.status()).as(received.text()).isEqualTo(202);
        String where = received.header("Location");
        JsonNode done = awaitDone(where);
        assertThat(done.path("lines").asInt()).isEqualTo(5);
        assertThat(done.path("accepted").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(3);
        List<JsonNode> outcomes =
                get(where + "/outcomes", "application/x-ndjson").lines();
        assertThat(outcomes.stream().map(outcome -> outcome.path("line").asInt()))
                .containsExactly(1, 2, 4, 5);
        assertThat(outcomes.stream().map(outcome -> outcome.path("status").asInt()))
                .containsExactly(200, 400, 409, 400);
        String table = get(where + "/outcomes", "text/csv").text();
        assertThat(table.lines()).hasSize(5).anyMatch(row -> row.startsWith("4,409,ACRONYM_IN_USE,"));
        assertThat(onDisk()).as("nothing of the upload is left").doesNotContain("Solveig");
        assertThat(RunningCommandSide.send(system.request(where, token("commands", "import"))
                                .DELETE()
                                .build())
                        .status())
                .isEqualTo(204);
        assertThat(get(where, "application/json").code()).isEqualTo("UNKNOWN_IMPORT");
    }

    @Test
    void goes_on_after_a_restart_and_records_nothing_twice() throws IOException {
        String prefix = fresh("V");
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 3_000; n++) {
            lines.add(
                    JSON.writeValueAsString(line("RegisterVolunteer", register(prefix + n, NAME + " " + prefix + n))));
        }
        String where = post(String.join("\n", lines)).header("Location");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> get(where, "application/json").json().path("done").asInt() > 100);
        assertThat(onDisk())
                .as("while it waits it is sealed")
                .doesNotContain("Solveig")
                .contains("upload.sealed");

        system.restart();

        JsonNode done = awaitDone(where);
        assertThat(done.path("accepted").asInt()).isEqualTo(3_000);
        assertThat(done.path("refused").asInt()).isZero();
        List<JsonNode> outcomes =
                get(where + "/outcomes", "application/x-ndjson").lines();
        assertThat(outcomes).hasSize(3_000);
        assertThat(outcomes.stream()
                        .map(outcome -> outcome.path("position").asLong())
                        .distinct())
                .hasSize(3_000);
    }

    @Test
    void is_for_whom_sent_it_and_for_whom_may_import() throws IOException {
        String where = post("{}").header("Location");
        awaitDone(where);

        String other = RunningCommandSide.ISSUER.token("other", "commands", "import");
        assertThat(RunningCommandSide.send(system.request(where, other).build()).code())
                .isEqualTo("UNKNOWN_IMPORT");
        assertThat(RunningCommandSide.send(system.request("/imports", other).build())
                        .json())
                .isEmpty();
        for (String scope : List.of("commands", "import", "audit")) {
            assertThat(RunningCommandSide.send(
                                    system.request("/imports", token(scope)).build())
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void keeps_its_files_to_itself() throws IOException {
        awaitDone(post("{}").header("Location"));
        Path directory = system.masterKeyFile().resolveSibling("imports");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    private static Answer post(String lines) {
        return RunningCommandSide.send(system.request("/imports", token("commands", "import"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build());
    }

    private static Answer get(String path, String accept) {
        return RunningCommandSide.send(system.request(path, token("commands", "import"))
                .header("Accept", accept)
                .build());
    }

    private static JsonNode awaitDone(String where) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> get(where, "application/json").json(),
                        progress -> progress.path("state").asString().equals("DONE"));
    }

    /** Everything that is in the imports' directory, names of files too. */
    private static String onDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(system.masterKeyFile().resolveSibling("imports"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file.getFileName())
                        .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
