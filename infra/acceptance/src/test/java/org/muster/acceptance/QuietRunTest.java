package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a healthy system holds nothing that looks like a failure. */
class QuietRunTest {

    private static final Pattern ALARMING = Pattern.compile(" (WARN|ERROR) |^\\s+at |Exception");

    @TempDir
    Path folder;

    @Test
    @DisplayName("a healthy first start, a restart and two ordinary stops log no warning, no error and no stack trace")
    void a_healthy_run_is_quiet() throws IOException {
        Path data = folder.resolve("data");
        Application.Ports ports = Application.Ports.free();
        for (int start = 1; start <= 2; start++) {
            try (Application application = Application.start(data, "none", ports)) {
                application.awaitReady();
            }
        }

        List<String> alarming = Files.readAllLines(folder.resolve("data.log")).stream()
                .filter(line -> ALARMING.matcher(line).find())
                .toList();

        assertThat(alarming).isEmpty();
    }
}
