package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.CommandLine.Run;
import tools.jackson.databind.JsonNode;

/** Files that the command line imports, and what it then reads. */
@ExtendWith(RunningApplication.class)
class CommandLineImportTest {

    private final Application application;
    private final String mission = Scene.fresh("CLI");

    @TempDir
    private Path folder;

    CommandLineImportTest(Application application) {
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
}
