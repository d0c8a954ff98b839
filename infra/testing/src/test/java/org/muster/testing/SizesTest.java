package org.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A package is a room in which one finds everything at a glance, and a file is a few screens; whatever grows beyond is divided. */
class SizesTest {

    private static final int FILES_MAX = 20;
    private static final long LINES_MAX = 300;
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    /** Packages that have more: each is to be divided. */
    private static final Set<String> LARGE_PACKAGES = Set.of("org/muster/events/mission");

    /** Files that have more lines: each is to be divided. */
    private static final Set<String> LONG_FILES = Set.of();

    @Test
    @DisplayName("no package has more than 20 files, and every exception is still needed")
    void no_package_is_too_large() throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        for (Path file : mainSources()) {
            files.merge(packageOf(file), file.endsWith("package-info.java") ? 0 : 1, Integer::sum);
        }
        assertThat(files).hasSizeGreaterThan(50);
        files.values().removeIf(count -> count <= FILES_MAX);
        assertThat(files.keySet()).isEqualTo(LARGE_PACKAGES);
    }

    @Test
    @DisplayName("no file has more than 300 lines, and every exception is still needed")
    void no_file_is_too_long() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (Path file : mainSources()) {
            lines.put(
                    ROOT.relativize(file).toString(),
                    Files.readString(file).lines().count());
        }
        assertThat(lines).hasSizeGreaterThan(300);
        lines.values().removeIf(count -> count <= LINES_MAX);
        assertThat(lines.keySet()).isEqualTo(LONG_FILES);
    }

    private static String packageOf(Path file) {
        String path = file.getParent().toString().replace('\\', '/');
        return path.substring(path.indexOf("/src/main/java/") + "/src/main/java/".length());
    }

    private static List<Path> mainSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file ->
                            ROOT.relativize(file).toString().replace('\\', '/').contains("src/main/java/"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }
}
