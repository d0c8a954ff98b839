package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI documents of both sides and the AsyncAPI document, as linters and a generator of clients that are not ours read them. Without Node.js, or
 * without its packages, the tests are skipped with a message.
 */
@ExtendWith(RunningApplication.class)
class GeneratedClientTest {

    private static final Path SOURCES = Path.of("src", "test", "typescript");
    private static final Path FOLDER = Path.of("target", "typescript");
    private static final int SECONDS_MAX = 300;

    private final Application application;

    GeneratedClientTest(Application application) {
        this.application = application;
    }

    @BeforeAll
    static void install() throws IOException {
        assumeTrue(run("node", "--version").worked(), "no node: the OpenAPI documents are not linted");
        Files.createDirectories(FOLDER);
        // Installed packages stay until others are wanted.
        Path lock = FOLDER.resolve("package-lock.json");
        boolean installed = Files.exists(lock) && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1L;
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Files.write(FOLDER.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
        if (!installed || !Files.isDirectory(FOLDER.resolve("node_modules"))) {
            Run install = run("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
            if (!install.worked()) {
                Files.delete(lock);
            }
            assumeTrue(install.worked(), "npm cannot install the linter, so the documents are not linted: " + install);
        }
    }

    @Test
    @DisplayName("both documents are valid OpenAPI 3.1, and a TypeScript client of them sends a command without a cast")
    void documents_are_valid_and_make_a_client() {
        Caller admin = application.as("admin");
        write("commands.json", admin.audit("/v3/api-docs").body());
        write("queries.json", admin.query("/v3/api-docs").body());

        assertWorks(run("node", "lint.mjs", "commands.json", "queries.json"));
        assertWorks(run("npx", "openapi-typescript", "commands.json", "-o", "commands.ts"));
        assertWorks(run("npx", "openapi-typescript", "queries.json", "-o", "queries.ts"));
        assertWorks(run("npx", "tsc", "-p", "tsconfig.json"));
        Run client = run(
                "node",
                "built/client.js",
                application.commandSide("").toString(),
                application.querySide("").toString(),
                application.as("importer").token(),
                application.as("dashboard").token(),
                Scene.fresh("TS"));

        assertWorks(client);
        assertThat(client.output().strip()).isEqualTo("[\"muster.mission.established.v1\",\"ACRONYM_IN_USE\",true]");
    }

    @Test
    @DisplayName("the document of the topics is valid AsyncAPI 3, open to read, with the messages of every operation")
    void topics_are_described() {
        Caller.Reply reply = Caller.nobody(application).audit("/v3/asyncapi");
        assertThat(reply.status()).isEqualTo(200);
        write("topics.json", reply.body());

        Run parsed = run("node", "asyncapi.mjs", "topics.json");

        assertWorks(parsed);
        assertThat(parsed.output().strip())
                .isEqualTo("[[\"receive\",true],[\"send\",true],[\"send\",true],[\"send\",true],[\"send\",true]]");
    }

    @Test
    @DisplayName(
            "a TypeScript client of the topics builds every command, narrows every event, asks, sends and reads without a cast")
    void topics_make_a_client() {
        String document = Caller.nobody(application).audit("/v3/asyncapi").body();
        write("topics.json", document);
        String mission = Scene.fresh("TS");

        Run generated = run("node", "topics.mjs", "topics.json");
        assertWorks(generated);
        JsonNode channels = Caller.JSON.readTree(document).path("channels");
        assertThat(generated.output().strip())
                .as("commands, and events in all their versions")
                .isEqualTo("[%d,%d]"
                        .formatted(
                                channels.path("commands").path("messages").size(),
                                channels.path("events").path("messages").size()));
        assertWorks(run("npx", "tsc", "-p", "tsconfig.topics.json"));
        Run client = run(
                "node",
                "built/topics-client.js",
                application.kafka(),
                application.as("importer").token(),
                mission);

        assertWorks(client);
        assertThat(client.output().strip())
                .isEqualTo("[true,\"would be accepted, true: muster.mission.established.v1\","
                        + "\"accepted, 1 at a position\",[true,\"DPKO\",2]]");
        assertThat(application
                        .as("auditor")
                        .audit("/audit/events?tag=mission:" + mission)
                        .lines())
                .as("the one that was only asked about is not recorded")
                .hasSize(1);
    }

    private static void assertWorks(Run run) {
        assertThat(run.worked()).as(run.output()).isTrue();
    }

    private static void write(String file, String text) {
        try {
            Files.writeString(FOLDER.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Run(boolean worked, String output) {}

    private static Run run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory((Files.isDirectory(FOLDER) ? FOLDER : Path.of(".")).toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0, output);
        } catch (IOException missing) {
            return new Run(false, missing.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
