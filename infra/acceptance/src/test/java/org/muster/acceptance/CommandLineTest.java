package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.CommandLine.Run;

/** The command line as its own process, against the running application. */
@ExtendWith(RunningApplication.class)
class CommandLineTest {

    private final Application application;
    private final String mission = Scene.fresh("CLI");

    @TempDir
    private Path folder;

    CommandLineTest(Application application) {
        this.application = application;
    }

    private Run muster(Map<String, String> environment, String input, String... arguments) {
        return new CommandLine(application, folder).muster(environment, input, arguments);
    }

    private Run muster(String... arguments) {
        return muster(Map.of(), "", arguments);
    }

    private String establishment() {
        return Caller.JSON.writeValueAsString(Scene.establishment(mission));
    }

    @Test
    @DisplayName(
            "a command is told, sent, repeated and refused; exit codes say which, and the code and what decided are on stderr")
    void sends() throws IOException {
        String id = UUID.randomUUID().toString();
        Path file = Files.writeString(folder.resolve("mission.json"), establishment());

        Run told = muster("send", "--client", "importer", "--dry-run", "EstablishMission", establishment());
        Run sent = muster("send", "--client", "importer", "--id", id, "--json", "EstablishMission", "@" + file);
        Run repeated = muster(
                Map.of(),
                establishment(),
                "send",
                "--client",
                "importer",
                "--id",
                id,
                "--json",
                "EstablishMission",
                "-");
        Run refused = muster("send", "--client", "importer", "EstablishMission", establishment());
        Run refusedAsJson = muster("send", "--client", "importer", "--json", "EstablishMission", establishment());
        Run invalid = muster("send", "--client", "importer", "StartMission", "{\"mission\": \"" + mission + "\"}");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).isEqualTo("would be accepted\n  muster.mission.established.v1\n");
        assertThat(sent.code()).as(sent.err()).isZero();
        assertThat(Caller.JSON.readTree(sent.out()).path("commandId").asString())
                .isEqualTo(id);
        assertThat(repeated.out()).isEqualTo(sent.out());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("ACRONYM_IN_USE (409)").contains("exists already");
        assertThat(Caller.JSON.readTree(refusedAsJson.err()).path("code").asString())
                .isEqualTo("ACRONYM_IN_USE");
        assertThat(invalid.code()).isEqualTo(5);
        assertThat(invalid.err()).contains("INVALID (400)").contains("/startedOn: is missing");
    }

    @Test
    @DisplayName("usage is 2, unavailable is 3, not permitted is 4; no secret and no token leaves in clear")
    void saysWhatIsWrong() {
        assertThat(muster("send").code()).isEqualTo(2);
        assertThat(muster("nonsense").code()).isEqualTo(2);
        assertThat(muster().code()).isEqualTo(2);
        assertThat(muster("get", "--client", "nobody").code()).isEqualTo(2);
        assertThat(muster("import", "--client", "importer", "absent.csv").code())
                .isEqualTo(2);
        Run nowhere = muster("catalog", "--client", "importer", "--commands-url", "http://localhost:1");
        assertThat(nowhere.code()).isEqualTo(3);
        assertThat(nowhere.err()).contains("http://localhost:1");
        Run forbidden = muster("history", "--client", "dashboard", "mission:UNTAC");
        assertThat(forbidden.code()).isEqualTo(4);
        assertThat(forbidden.err()).contains("(403)");
        assertThat(muster(Map.of("MUSTER_TOKEN", "abc"), "", "get").code()).isEqualTo(4);
        Run clear = muster("catalog", "--client", "importer", "--commands-url", "http://muster.example.org");
        assertThat(clear.code()).isEqualTo(2);
        assertThat(clear.err()).contains("https");
        Run without = muster(Map.of("MUSTER_CREDENTIALS", ""), "", "catalog");
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).contains("MUSTER_CLIENT_ID");
        Run wrongSecret = muster(
                Map.of(
                        "MUSTER_CREDENTIALS", "",
                        "MUSTER_CLIENT_ID", "importer",
                        "MUSTER_CLIENT_SECRET", "canary-of-a-secret",
                        "MUSTER_TOKEN_URL",
                                "http://localhost:" + application.ports().authorization() + "/oauth2/token"),
                "",
                "catalog");
        assertThat(wrongSecret.code()).isEqualTo(4);
        assertThat(wrongSecret.err()).contains("invalid_client").doesNotContain("canary");
    }

    @Test
    @DisplayName("a token is kept for its owner only, used again, and not used where others could have written it")
    void keepsTokens() throws IOException {
        String first = muster("token", "--client", "auditor").out();
        Path cache = folder.resolve("cache").resolve("muster");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        Path kept;
        try (var files = Files.list(cache)) {
            kept = files.toList().getFirst();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(muster("token", "--client", "auditor").out()).isEqualTo(first);
        assertThat(muster("token", "--client", "importer").out()).isNotEqualTo(first);

        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(muster("token", "--client", "auditor").out())
                .isNotEqualTo(first)
                .isNotBlank();
        // One that is refused is replaced.
        try (var files = Files.list(cache)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "{\"token\":\"abc\",\"endsAt\":9999999999}");
            }
        }
        assertThat(muster("history", "--client", "auditor", "--limit", "1").code())
                .isZero();
    }

    @Test
    @DisplayName("the audit tools are there: an export by a token of muster token is verified")
    void audits() throws IOException {
        application.as("importer").command("EstablishMission", Scene.establishment(mission));
        Path token = Files.writeString(
                folder.resolve("token"), muster("token", "--client", "auditor").out());
        Path bundle = folder.resolve("bundle");

        Run export = muster(
                "audit",
                "export",
                bundle.toString(),
                "--from",
                application.commandSide("/audit/log").toString(),
                "--token-file",
                token.toString());

        assertThat(export.code()).as(export.err() + export.out()).isZero();
        assertThat(Files.isDirectory(bundle)).isTrue();
        assertThat(muster("audit", "verify").code()).isEqualTo(2);
        assertThat(muster("audit").code()).isEqualTo(2);
    }
}
