package org.muster.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that one run found: the page in Markdown, and the same in JSON.
 *
 * @param startedAt ISO-8601, UTC
 * @param commit of the sources, or empty
 * @param loadBefore the machine's load average before the run: above 0.5, somebody else was using it
 * @param measurements the figures behind the tables, by section
 */
record Report(
        String startedAt,
        String commit,
        Machine machine,
        double loadBefore,
        Map<String, String> postgres,
        Map<String, String> run,
        List<Table> tables,
        Map<String, Object> measurements) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    String markdown() {
        return """
                # Benchmark, %s

                - Machine: %s, %d cores shared by load, servers and PostgreSQL, %s, %s
                - Forcing 8 KB to disk takes %d µs (median); load before the run %.2f
                - PostgreSQL: %s
                - Run: %s%s

                """.formatted(
                                startedAt,
                                machine.processor(),
                                machine.cores(),
                                machine.system(),
                                machine.java(),
                                machine.syncMicros(),
                                loadBefore,
                                joined(postgres),
                                joined(run),
                                commit.isEmpty() ? "" : "; commit " + commit)
                + tables.stream().map(Table::markdown).collect(Collectors.joining());
    }

    private static String joined(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    void write(Path withoutExtension) throws IOException {
        Files.createDirectories(withoutExtension.getParent());
        Files.writeString(Path.of(withoutExtension + ".md"), markdown());
        Files.writeString(Path.of(withoutExtension + ".json"), JSON.writeValueAsString(this) + "\n");
    }
}
