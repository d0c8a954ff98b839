package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** The command line as its own process: by the script and the jar, as people run it; from the class path where the build has not packaged it. */
final class CommandLine {

    private static final Path JAR = Path.of("..", "cli", "target", "muster-cli.jar");
    private static final int SECONDS_MAX = 120;

    private final Application application;
    private final Path folder;

    /** @param folder keeps what is typed and printed, and the cache of tokens */
    CommandLine(Application application, Path folder) {
        this.application = application;
        this.folder = folder;
    }

    record Run(int code, String out, String err) {

        List<JsonNode> lines() {
            return out.lines().map(Caller.JSON::readTree).toList();
        }
    }

    Run muster(String... arguments) {
        return muster(Map.of(), "", arguments);
    }

    Run muster(Map<String, String> environment, String input, String... arguments) {
        return start(environment, input, arguments).end();
    }

    /** A process that runs, and what it has printed so far. */
    record Running(Process process, Path out, Path err) {

        String printed() {
            return read(out);
        }

        String said() {
            return read(err);
        }

        Run end() {
            try {
                assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new Run(process.exitValue(), printed(), said());
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Running start(Map<String, String> environment, String input, String... arguments) {
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
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
