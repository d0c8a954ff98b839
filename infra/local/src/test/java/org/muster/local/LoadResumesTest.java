package org.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commands.DeployVolunteer;
import org.muster.commands.RegisterVolunteer;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.History;

/** The load as a process of its own, killed (kill -9) again and again. */
class LoadResumesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern DONE = Pattern.compile("([0-9,]+) of [0-9,]+ commands");

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void a_killed_load_is_resumed_and_nothing_is_lost_or_there_twice() throws Exception {
        Options options = Options.onFreePorts(directory.resolve("data"));
        for (int kill = 1; kill <= 3; kill++) {
            int until = kill * 3_000;
            Path output = directory.resolve("killed-" + kill + ".txt");
            Process process = start(options, output);
            await(process, output, text -> greatest(text) >= until);
            process.destroyForcibly().waitFor();
        }
        Path output = directory.resolve("resumed.txt");
        Process process = start(options, output);
        await(process, output, text -> text.contains("Ready after"));
        assertThat(Files.readString(output)).contains(expectedTotals()).doesNotContain("nothing was loaded");
        stopAndWait(process);

        Path again = directory.resolve("again.txt");
        Process second = start(options, again);
        await(second, again, text -> text.contains("Ready after"));
        assertThat(Files.readString(again)).contains(expectedTotals(), "nothing was loaded");
        stopAndWait(second);
    }

    /** Each command of the history becomes one event, so the totals say whether any is missing or there twice. */
    private static String expectedTotals() {
        List<HistoricalCommand> commands = History.sample().stream()
                .flatMap(stream -> stream.commands().stream())
                .toList();
        return String.format(
                Locale.ROOT,
                "%,d persons (all synthetic) in %d missions (real), %,d assignments, %,d events",
                commands.stream()
                        .filter(command -> command.body() instanceof RegisterVolunteer)
                        .count(),
                History.sample().stream()
                        .mapToInt(stream -> stream.missions().size())
                        .sum(),
                commands.stream()
                        .filter(command -> command.body() instanceof DeployVolunteer)
                        .count(),
                commands.size());
    }

    private Process start(Options options, Path output) throws IOException {
        Options.Ports ports = options.ports();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        Muster.class.getName(),
                        "--history=sample",
                        "--data-dir=" + options.dataDir(),
                        "--port.commands=" + ports.commands(),
                        "--port.queries=" + ports.queries(),
                        "--port.authorization=" + ports.authorization(),
                        "--port.postgres=" + ports.postgres(),
                        "--port.kafka=" + ports.kafka())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Waits until what the process has printed satisfies the condition. */
    private static void await(Process process, Path output, Predicate<String> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(Files.readString(output))) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as(() -> "it ended early:\n" + read(output))
                    .isFalse();
            assertThat(System.nanoTime())
                    .as(() -> "it takes too long:\n" + read(output))
                    .isLessThan(deadline);
        }
    }

    private static void stopAndWait(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it stops").isTrue();
    }

    private static long greatest(String text) {
        long greatest = 0;
        for (Matcher found = DONE.matcher(text); found.find(); ) {
            greatest = Math.max(greatest, Long.parseLong(found.group(1).replace(",", "")));
        }
        return greatest;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
