package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of codes is made of the catalog. {@code -Dmuster.readme=write} writes it. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Pattern TABLE = Pattern.compile("\\| command \\| refused with .*?\\n\\n", Pattern.DOTALL);

    @Test
    void the_table_of_codes_is_the_catalog_s() throws IOException {
        String readme = Files.readString(README);
        StringBuilder table = new StringBuilder("| command | refused with | warned of |\n|---|---|---|\n");
        for (CommandType type : CommandCatalog.all()) {
            table.append("| %s | %s | %s |\n".formatted(type.name(), names(type.refusals()), names(type.warnings())));
        }
        table.append("\n");
        if ("write".equals(System.getProperty("muster.readme"))) {
            Files.writeString(README, TABLE.matcher(readme).replaceFirst(table.toString()));
            return;
        }

        assertThat(TABLE.matcher(readme).results().map(MatchResult::group)).containsExactly(table.toString());
    }

    private static String names(List<? extends Enum<?>> codes) {
        return codes.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
