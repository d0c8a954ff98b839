package org.muster.commandside;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.commandside.domain.Domain;

/**
 * The README's table of commands is made of the code: the events that a decider creates, the rules that it names, its test.
 * {@code -Dmuster.readme=write} writes it.
 */
class ReadmeTableTest {

    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern TABLE = Pattern.compile("\\| command \\| event .*?\\n\\n", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("\\bX(\\d+)\\b");

    @Test
    void the_table_of_commands_is_the_code_s() throws IOException {
        String readme = Files.readString(README);
        String table = table();
        if ("write".equals(System.getProperty("muster.readme"))) {
            Files.writeString(README, TABLE.matcher(readme).replaceFirst(table.replace("$", "\\$")));
            return;
        }

        assertThat(TABLE.matcher(readme).results().map(MatchResult::group)).containsExactly(table);
    }

    private static String table() throws IOException {
        StringBuilder table =
                new StringBuilder("| command | event | rules | decider | test |\n|---|---|---|---|---|\n");
        List<String> names =
                CommandCatalog.all().stream().map(type -> type.name()).toList();
        for (String name : names) {
            JavaClass decider = Domain.deciderClasses().stream()
                    .filter(type -> type.getSimpleName().equals(name + "Decider"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no class " + name + "Decider decides " + name));
            String file = decider.getFullName().replace('.', '/');
            String source = "command-side/src/main/java/" + file + ".java";
            String test = "command-side/src/test/java/" + file.replaceFirst("Decider$", "Test") + ".java";
            assertThat(ROOT.resolve(test)).exists();
            String events = String.join(", ", Domain.eventsOf(decider));
            assertThat(events).as("events of %s", name).isNotEmpty();
            table.append("| %s | %s | %s | [decider](%s) | [test](%s) |%n"
                    .formatted(name, events, rules(ROOT.resolve(source)), source, test));
        }
        return table.append("\n").toString();
    }

    private static String rules(Path source) throws IOException {
        return RULE
                .matcher(Files.readString(source))
                .results()
                .map(rule -> Integer.valueOf(rule.group(1)))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(number -> "X" + number)
                .collect(Collectors.joining(" "));
    }
}
