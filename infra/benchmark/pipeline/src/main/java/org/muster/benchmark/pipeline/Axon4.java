package org.muster.benchmark.pipeline;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.muster.embedded.Database;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A replay by Axon Framework 4.13, in a process of its own, because its libraries and ours do not go together. */
record Axon4(Path benchmarkHome, Database database) {

    private static final String MAIN = "org.muster.benchmark.axon4.Axon4Projection";
    private static final long LIMIT_MINUTES = 10;

    Stopwatch replay(int events) throws IOException, InterruptedException {
        Path target = benchmarkHome.resolve("axon4").resolve("target");
        String classPath = target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("class-path")).strip();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms1g",
                        "-Xmx1g",
                        "-cp",
                        classPath,
                        MAIN,
                        database.jdbcUrl(),
                        database.username(),
                        database.password(),
                        Integer.toString(events)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            JsonNode result = lines.lines()
                    .filter(line -> line.startsWith("{\"events\""))
                    .map(line -> JsonMapper.shared().readTree(line))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(MAIN + " ended without a result"));
            return new Stopwatch(
                    "Axon 4.13, pooled processor, batch 1000, one count",
                    result.get("events").intValue(),
                    Duration.ofMillis((long) (1000 * result.get("seconds").doubleValue())));
        } finally {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
    }
}
