package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.muster.acceptance.CommandLine.Run;
import org.muster.acceptance.CommandLine.Running;

/** A file as spreadsheets write it, as long as registers are, by a call that breaks off. */
@ExtendWith(RunningApplication.class)
class CommandLineSpreadsheetTest {

    private static final int ROWS = 10_000;

    private final Application application;

    @TempDir
    private Path folder;

    CommandLineSpreadsheetTest(Application application) {
        this.application = application;
    }

    @Test
    @DisplayName(
            "10,000 rows with a byte order mark, semicolons, CRLF, line breaks in cells and empty rows behind come in once, though a kill came between")
    void imports() throws IOException {
        String prefix = Scene.fresh("S");
        Path csv = folder.resolve("Volunteers 2026.csv");
        StringBuilder text = new StringBuilder(
                "\uFEFFvolunteer;nationality;gender;personalData.name;personalData.birthDate;registeredOn;otherNationalities;Remarks;;\r\n");
        for (int n = 1; n <= ROWS; n++) {
            text.append(
                    "%s-%d;KEN;FEMALE;Synthetic %s N%d;19%02d-%02d-%02d;1999-03-01;%s;\"seen\r\nby; \"\"X\"\"\";;\r\n"
                            .formatted(
                                    prefix,
                                    n,
                                    prefix,
                                    n,
                                    50 + n % 20,
                                    1 + n % 12,
                                    1 + n % 28,
                                    n % 7 == 0 ? "\"UGA;TZA\"" : ""));
        }
        Files.writeString(csv, text.append(";;;;;;;;;\r\n;;;;;;;;;\r\n\r\n\r\n"));
        String[] call = {
            "import", "--client", "importer", "--command", "RegisterVolunteer", "--ignore", "Remarks", csv.toString()
        };
        CommandLine commandLine = new CommandLine(application, folder);
        Path outcomes = Path.of(csv + ".outcomes");

        Running killed = commandLine.start(Map.of(), "", call);
        await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(outcomes) && lines(outcomes) > 2_000);
        killed.process().destroyForcibly();
        killed.process().onExit().join();
        long before = lines(outcomes);
        assertThat(before).as("it was killed on the way").isLessThan(ROWS);

        Run rest = commandLine.muster(call);

        assertThat(rest.code()).as(rest.err() + rest.out()).isZero();
        assertThat(rest.err()).containsPattern("[0-9]+ accepted, [0-9]+ done before");
        Run again = commandLine.muster(call);
        assertThat(again.err()).contains(ROWS + " done before");
        assertThat(recorded(prefix + "-1")).isEqualTo(1);
        assertThat(recorded(prefix + "-" + before))
                .as("about where it was killed")
                .isEqualTo(1);
        assertThat(recorded(prefix + "-" + ROWS)).isEqualTo(1);
        assertThat(application
                        .as("auditor")
                        .audit("/audit/events?tag=volunteer:" + prefix + "-7")
                        .lines()
                        .getFirst()
                        .path("data")
                        .path("otherNationalities")
                        .toString())
                .isEqualTo("[\"UGA\",\"TZA\"]");
    }

    @Test
    @DisplayName("what is wrong with a file as a whole is said before anything is sent")
    void saysWhatIsWrong() throws IOException {
        assertThat(error("volunteer,,gender\r\nV,x,\r\n")).contains("row 2 whose column has no name");
        assertThat(error("volunteer,gender,gender\r\nV,,\r\n")).contains("two columns of one name");
        assertThat(error("volunteer;gender\r\nV;MALE;x\r\n")).contains("3 cells in row 2");
        assertThat(error("volunteer;Sex\r\nV;MALE\r\n")).contains("no field for Sex");
    }

    private String error(String text) throws IOException {
        Path csv = Files.writeString(folder.resolve("wrong.csv"), text);
        Run run = new CommandLine(application, folder)
                .muster("import", "--client", "importer", "--command", "RegisterVolunteer", csv.toString());
        assertThat(run.code()).isEqualTo(2);
        return run.err();
    }

    private static long lines(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private int recorded(String volunteer) {
        return application
                .as("auditor")
                .audit("/audit/events?tag=volunteer:" + volunteer)
                .lines()
                .size();
    }
}
