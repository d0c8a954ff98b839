package org.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Holds the table "Words" of {@code infra/docs/STYLE.md}: no file of the project uses a phrase of its left column. In a
 * phrase {@code <n>} stands for any number; a phrase is also found where a line break divides it.
 */
class WordsTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path STYLE = ROOT.resolve("infra/docs/STYLE.md");
    private static final Set<String> ENDINGS = Set.of("java", "md", "yml", "sql");

    /** Made by builds, runs and measurements. */
    private static final Set<String> SKIPPED = Set.of("target", "data", "results", "node_modules");

    @Test
    @DisplayName("no file uses a phrase that the style guide refuses")
    void noRefusedPhrase() throws IOException {
        List<Phrase> phrases = phrases();
        List<String> findings = new ArrayList<>();
        for (Path file : files()) {
            findings.addAll(findings(ROOT.relativize(file).toString(), Files.readString(file), phrases));
        }
        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("every phrase of the table is found in a text, with its line, also where a line break divides it")
    void everyPhraseIsFound() throws IOException {
        List<Phrase> phrases = phrases();
        assertThat(phrases).hasSizeGreaterThan(8);
        for (Phrase phrase : phrases) {
            String used = phrase.words().replace("<n>", "512");
            String divided = "/**\n * It " + used.replace(" ", "\n     * ") + ", too.\n */";
            assertThat(findings("A.java", divided, phrases))
                    .anyMatch(finding -> finding.startsWith("A.java:2: \"") && finding.endsWith(phrase.advice()));
            assertThat(findings("A.md", "Line one.\n\nx" + used + "x", List.of(phrase)))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("documents, sources, settings and SQL of the whole project are checked")
    void theWholeProjectIsChecked() throws IOException {
        assertThat(files())
                .contains(
                        ROOT.resolve("README.md"),
                        ROOT.resolve("infra/docs/GLOSSARY.md"),
                        ROOT.resolve("events/src/main/java/org/muster/events/Tag.java"))
                .doesNotContain(STYLE);
    }

    /** What to write instead of a phrase. */
    private record Phrase(String words, String instead) {

        Pattern pattern() {
            String joined = Arrays.stream(words.split(" "))
                    .map(word -> word.equals("<n>") ? "[0-9][0-9,.]*" : Pattern.quote(word))
                    .collect(Collectors.joining("\\s+(?:(?:\\*|//|#|--|>)\\s+)?"));
            return Pattern.compile("(?<!\\w)" + joined + "(?!\\w)", Pattern.CASE_INSENSITIVE);
        }

        String advice() {
            return "write: " + instead;
        }
    }

    private static List<Phrase> phrases() throws IOException {
        String table = Files.readString(STYLE).split("\n## Words\n", 2)[1].split("\n## ", 2)[0];
        return table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| not "))
                .map(line -> line.split("\\|"))
                .map(cells -> new Phrase(cells[1].strip(), cells[2].strip()))
                .toList();
    }

    private static List<String> findings(String file, String text, List<Phrase> phrases) {
        List<String> findings = new ArrayList<>();
        for (Phrase phrase : phrases) {
            Matcher found = phrase.pattern().matcher(text);
            while (found.find()) {
                long line = text.substring(0, found.start()).lines().count();
                boolean atLineStart = found.start() == 0 || text.charAt(found.start() - 1) == '\n';
                findings.add("%s:%d: \"%s\"; %s"
                        .formatted(file, atLineStart ? line + 1 : line, phrase.words(), phrase.advice()));
            }
        }
        return findings;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                String name = directory.getFileName().toString();
                boolean skipped = !directory.equals(ROOT) && (name.startsWith(".") || SKIPPED.contains(name));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) && !file.equals(STYLE)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
