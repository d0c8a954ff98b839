package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and OPERATIONS print commands that do what the text says. They are pasted unchanged but for the ports. */
@ExtendWith(RunningApplication.class)
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final List<Path> DOCUMENTS = List.of(Path.of("README.md"), Path.of("infra/docs/OPERATIONS.md"));
    private static final Pattern BASH = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Application application;

    @TempDir
    Path folder;

    DocumentedCommandsTest(Application application) {
        this.application = application;
    }

    /**
     * @param heading the last one above the block
     */
    record Block(Path document, String heading, String text) {
        @Override
        public String toString() {
            return document + ", " + heading + ": " + text.lines().findFirst().orElse("");
        }
    }

    static Stream<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            String text = Files.readString(ROOT.resolve(document));
            Matcher matcher = BASH.matcher(text);
            while (matcher.find()) {
                String before = text.substring(0, matcher.start());
                int heading = before.lastIndexOf("\n#");
                blocks.add(new Block(
                        document,
                        before.substring(heading + 1).lines().findFirst().orElse(""),
                        matcher.group(1)));
            }
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_printed_block_runs(Block block) {
        for (String program : List.of("kcat", "jq")) {
            assumeTrue(!block.text().contains(program + " ") || isInstalled(program), program + " is not installed");
        }
        run(block.text());
    }

    @Test
    @DisplayName("the tour deploys one volunteer, is refused a second one, and then reads the report and the audit")
    void the_tour_shows_the_promised_results() throws IOException {
        String tour = blocks().filter(block -> block.heading().equals("## A tour"))
                .findFirst()
                .orElseThrow()
                .text();

        List<String> output = run(tour).lines().filter(line -> !line.isBlank()).toList();

        assertThat(output.stream()
                        .filter(line -> line.contains("\"position\":"))
                        .count())
                .as(String.join("\n", output))
                .isGreaterThanOrEqualTo(7);
        assertThat(output.stream().filter(line -> line.contains("CEILING_REACHED")))
                .hasSize(1);
        List<String> reports =
                output.stream().filter(line -> line.contains("\"total\":")).toList();
        assertThat(reports).hasSize(2);
        assertThat(reports.get(0)).contains("\"persons\":1");
        assertThat(reports.get(1)).contains("\"persons\":0");
        assertThat(output.getLast()).contains("muster.volunteer.deployed.v1").doesNotContain("Example Person");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, program)));
    }

    /** In a folder that holds the application's {@code data}, as the folder does from which it was started. */
    private String run(String text) {
        try {
            Path data = folder.resolve("data");
            if (!Files.exists(data)) {
                Files.createSymbolicLink(data, application.data().toAbsolutePath());
            }
            Path output = folder.resolve("output");
            Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", onItsPorts(text))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                shell.destroyForcibly().waitFor();
                throw new AssertionError("Still running after " + LIMIT + ": " + Files.readString(output));
            }
            assertThat(shell.exitValue()).as(Files.readString(output)).isZero();
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String onItsPorts(String text) {
        String changed = text;
        for (Map.Entry<String, Integer> port : Map.of(
                        "localhost:8080", application.ports().commandSide(),
                        "localhost:8081", application.ports().querySide(),
                        "localhost:9000", application.ports().authorization(),
                        "localhost:19092", application.ports().kafka())
                .entrySet()) {
            changed = changed.replace(port.getKey(), "localhost:" + port.getValue());
        }
        return changed;
    }
}
