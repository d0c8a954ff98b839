package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as its own process, against the running application. */
@ExtendWith(RunningApplication.class)
class CommandLineTest {

    private static final Path JAR = Path.of("..", "cli", "target", "muster-cli.jar");
    private static final int SECONDS_MAX = 120;

    private final Application application;
    private final String mission = Scene.fresh("CLI");

    @TempDir
    private Path folder;

    CommandLineTest(Application application) {
        this.application = application;
    }

    private record Run(int code, String out, String err) {

        List<JsonNode> lines() {
            return out.lines().map(Caller.JSON::readTree).toList();
        }
    }

    /** By the script and the jar, as people run it; from the class path where the build has not packaged it. */
    private Run muster(Map<String, String> environment, String input, String... arguments) {
        List<String> command = new ArrayList<>();
        if (Files.exists(JAR)) {
            command.add(Path.of("..", "cli", "muster").toAbsolutePath().toString());
        } else {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.muster.cli.MusterCommandLine"));
        }
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            Path in = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "JAVA_HOME", System.getProperty("java.home"),
                            "LC_ALL", "C",
                            "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                            "MUSTER_COMMANDS_URL", application.commandSide("").toString(),
                            "MUSTER_QUERIES_URL", application.querySide("").toString(),
                            "MUSTER_CREDENTIALS",
                                    application
                                            .data()
                                            .resolve("local")
                                            .resolve("clients.json")
                                            .toAbsolutePath()
                                            .toString()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
    @DisplayName("a CSV file is told and imported; the same call again sends what was not accepted, and nothing twice")
    void imports() throws IOException {
        String person = Scene.fresh("P");
        Path csv = folder.resolve("people.csv");
        String header =
                "\uFEFFvolunteer,nationality,gender,Full name,personalData.birthDate,registeredOn,otherNationalities,Remark\r\n";
        String good = person + "-%d,KEN,FEMALE,\"Synthetic, Née %s %d\",1960-05-1%d,1992-03-01,%s,x\r\n";
        Files.writeString(
                csv,
                header
                        + good.formatted(1, person, 1, 1, "UGA;TZA")
                        + good.formatted(2, person, 2, 2, "")
                        + good.formatted(2, person, 3, 3, "")
                        + good.formatted(4, person, 4, 4, "").replace("FEMALE", "?"));
        String[] call = {
            "import",
            "--client",
            "importer",
            "--command",
            "RegisterVolunteer",
            "--map",
            "Full name=personalData.name",
            "--ignore",
            "Remark",
            "--json",
            csv.toString()
        };
        List<String> dry = new ArrayList<>(List.of(call));
        dry.add("--dry-run");

        Run unknown = muster("import", "--client", "importer", "--command", "RegisterVolunteer", csv.toString());
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Full name").contains("Remark").contains("personalData.name");

        Run told = muster(dry.toArray(String[]::new));
        assertThat(told.code()).as(told.err()).isEqualTo(5);
        assertThat(told.lines())
                .extracting(line -> line.path("line") + " " + line.path("status"))
                .containsExactly("4 409", "5 400");
        assertThat(told.err())
                .contains("2 would be accepted")
                .contains("nothing was recorded")
                .doesNotContain("Synthetic");
        assertThat(recorded(person + "-1")).isZero();

        Run run = muster(call);
        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out().lines().map(line -> line.replaceAll("\"id\":\"[^\"]*\",", "")))
                .as("told before")
                .containsExactlyElementsOf(told.out()
                        .lines()
                        .map(line -> line.replaceAll("\"id\":\"[^\"]*\",", ""))
                        .toList());
        assertThat(run.err()).contains("2 accepted, 1 refused, 1 invalid");
        Path outcomes = Path.of(csv + ".outcomes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outcomes)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(outcomes)).doesNotContain("Synthetic").doesNotContain("1960-05");

        // Mended, and after a run that was killed within a line.
        Files.writeString(csv, Files.readString(csv).replace(",?,", ",MALE,"));
        Files.writeString(outcomes, Files.readString(outcomes) + "{\"line\":5,\"id\":\"", StandardCharsets.UTF_8);
        Run again = muster(call);
        assertThat(again.code()).as(again.err()).isEqualTo(1);
        assertThat(again.err()).contains("1 accepted, 1 refused, 2 done before");
        // Without the outcomes of the runs before, the lines are others to Muster, and the rules see that they are not.
        assertThat(recorded(person + "-1")).isEqualTo(1);
        assertThat(recorded(person + "-4")).isEqualTo(1);
        List<JsonNode> events = application
                .as("auditor")
                .audit("/audit/events?tag=volunteer:" + person + "-1")
                .lines();
        assertThat(events.getFirst().path("data").path("otherNationalities").toString())
                .isEqualTo("[\"UGA\",\"TZA\"]");
    }

    private int recorded(String volunteer) {
        return application
                .as("auditor")
                .audit("/audit/events?tag=volunteer:" + volunteer)
                .lines()
                .size();
    }

    @Test
    @DisplayName("JSON lines are imported in order; reports, history, catalog and completion are printed")
    void importsLinesAndReads() throws IOException {
        Path file = folder.resolve("mission.ndjson");
        String start = Caller.JSON.writeValueAsString(Map.of("mission", mission, "startedOn", "1992-03-15"));
        Files.writeString(
                file,
                "{\"command\":\"EstablishMission\",\"data\":%s}\n\n{\"command\":\"StartMission\",\"data\":%s}\nno JSON\n"
                        .formatted(establishment(), start));

        Run run = muster("import", "--client", "importer", file.toString());

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.out()).startsWith("line 4: 400 MALFORMED_JSON");
        assertThat(run.err()).contains("2 accepted");

        Run history = muster("history", "--client", "auditor", "mission:" + mission);
        assertThat(history.code()).as(history.err()).isZero();
        assertThat(history.out().lines().map(line -> line.strip().split(" +")[2]))
                .containsExactly("muster.mission.established.v1", "muster.mission.started.v1");
        String position = history.out().lines().toList().getLast().strip().split(" ")[0];

        Run report = muster(
                "get",
                "headcount",
                "--client",
                "dashboard",
                "--on",
                "1992-06-30",
                "-p",
                "mission=" + mission,
                "--format",
                "json",
                "--position",
                position);
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode json = Caller.JSON.readTree(report.out());
        assertThat(json.path("on").asString()).isEqualTo("1992-06-30");
        assertThat(json.path("position").asLong()).isGreaterThanOrEqualTo(Long.parseLong(position));
        Run csv = muster("get", "headcount", "--client", "dashboard", "--on", "1992-06-30", "--known-at", position);
        assertThat(csv.out()).contains("mission").contains(",").doesNotStartWith("\uFEFF");
        assertThat(muster("get", "--client", "dashboard").out())
                .contains("headcount")
                .contains("knownAt");
        assertThat(muster("get", "--client", "dashboard", "weather").code()).isEqualTo(2);
        assertThat(muster("get", "--client", "dashboard", "headcount", "--on", "1992-06-31")
                        .code())
                .isEqualTo(5);

        assertThat(muster("catalog", "--client", "importer").out().lines()).contains("DeployVolunteer");
        assertThat(muster("catalog", "--client", "importer", "RegisterVolunteer")
                        .out())
                .contains("personalData.name  text")
                .contains("residence  one of")
                .contains(", optional");
        assertThat(muster("generate-completion").out()).contains("complete -F").contains("--known-at");
        assertThat(muster("help", "import").out()).contains("Examples:");
        assertThat(muster("--help").out()).contains("Exit codes:").contains("70");
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
