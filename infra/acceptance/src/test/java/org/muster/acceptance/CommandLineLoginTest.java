package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.CommandLine.Run;
import org.muster.acceptance.CommandLine.Running;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A person signs in on the command line, by the real authorization server. */
@ExtendWith(RunningApplication.class)
class CommandLineLoginTest {

    private static final String ADDRESS = "Or open ";

    private final Application application;
    private final Map<String, String> environment;

    @TempDir
    private Path folder;

    CommandLineLoginTest(Application application) {
        this.application = application;
        this.environment = Map.of(
                "MUSTER_CREDENTIALS",
                "",
                "MUSTER_ISSUER",
                "http://localhost:" + application.ports().authorization());
    }

    private Run muster(String... arguments) {
        return new CommandLine(application, folder).muster(environment, "", arguments);
    }

    /** Begins to sign in, has a person answer, and waits for the end. */
    private Run login(String user, String button, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "login";
        System.arraycopy(more, 0, arguments, 1, more.length);
        Running running = new CommandLine(application, folder).start(environment, "", arguments);
        String address = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> running.said()
                                .lines()
                                .filter(line -> line.startsWith(ADDRESS))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .substring(ADDRESS.length());
        new DemoPerson(user).answer(address, button);
        return running.end();
    }

    @Test
    @DisplayName(
            "whoever let it in with a browser sends commands as themselves, until the sign-out; the token is kept for them and renewed")
    void signsIn() throws IOException {
        String mission = Scene.fresh("CLI");
        assertThat(muster("catalog").err()).contains("muster login");

        Run login = login("demo-administrator", "Allow: audit, commands, import", "--scopes", "commands,import,audit");

        assertThat(login.code()).as(login.err()).isZero();
        assertThat(login.out()).isEmpty();
        assertThat(login.err())
                .containsPattern("Open http://localhost:[0-9]+/device and enter the code [A-Z]{4}-[A-Z]{4}")
                .contains("You are signed in");
        Path kept = folder.resolve("cache").resolve("muster").resolve("signed-in.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");

        Run sent = muster("send", "EstablishMission", Caller.JSON.writeValueAsString(Scene.establishment(mission)));
        assertThat(sent.code()).as(sent.err()).isZero();
        Run history = muster("history", "--json", "mission:" + mission);
        JsonNode metadata = history.lines().getFirst().path("metadata");
        assertThat(metadata.path("actor").asString())
                .as("the person, not the program")
                .isEqualTo("demo-administrator");

        String first = muster("token").out();
        ObjectNode ending = (ObjectNode) Caller.JSON.readTree(Files.readString(kept));
        String refreshToken = ending.path("refreshToken").asString();
        Files.writeString(kept, Caller.JSON.writeValueAsString(ending.put("endsAt", 1)));
        Run renewed = muster("token");
        assertThat(renewed.code()).as(renewed.err()).isZero();
        assertThat(renewed.out()).isNotBlank().isNotEqualTo(first);
        assertThat(Caller.JSON
                        .readTree(Files.readString(kept))
                        .path("refreshToken")
                        .asString())
                .isNotBlank()
                .isNotEqualTo(refreshToken);
        assertThat(muster("history", "--limit", "1").code()).isZero();
        assertThat(new CommandLine(application, folder)
                        .muster("token", "--client", "auditor")
                        .out())
                .as("a client that is named comes before the person")
                .isNotEqualTo(renewed.out());

        assertThat(muster("logout").code()).isZero();
        assertThat(kept).doesNotExist();
        assertThat(muster("catalog").code()).isEqualTo(4);
    }

    @Test
    @DisplayName("whoever is not let in has no token, and is told why")
    void isNotLetIn() {
        Run denied = login("demo-viewer", "Do not allow it", "--scopes", "reports");
        assertThat(denied.code()).as(denied.err()).isEqualTo(4);
        assertThat(denied.err()).contains("not let in");
        Run unknown = muster("login", "--scopes", "everything");
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.err()).contains("invalid_scope");
        assertThat(muster("login", "--issuer", "http://localhost:1").code()).isEqualTo(3);
        assertThat(muster("login", "--issuer", "http://muster.example.org").code())
                .isEqualTo(2);
        assertThat(muster("catalog").code()).isEqualTo(4);
    }
}
