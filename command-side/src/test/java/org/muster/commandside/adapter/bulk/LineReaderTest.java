package org.muster.commandside.adapter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void reads_lines_however_they_end() throws IOException {
        assertThat(read("a\nbb\r\n\nc", 10)).containsExactly("1:a", "2:bb", "3:", "4:c");
        assertThat(read("a\n", 10)).containsExactly("1:a");
        assertThat(read("", 10)).isEmpty();
        assertThat(read("\n\n", 10)).containsExactly("1:", "2:");
    }

    @Test
    void passes_over_a_line_that_is_too_long() throws IOException {
        String exact = "x".repeat(10);

        assertThat(read(exact + "\r\n" + exact + "y\n" + "z".repeat(50_000) + "\nend", 10))
                .containsExactly("1:" + exact, "2:too long", "3:too long", "4:end");
    }

    private static List<String> read(String text, int lineBytesMax) throws IOException {
        LineReader reader =
                new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), lineBytesMax);
        List<String> lines = new ArrayList<>();
        for (Optional<LineReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(line.get().number()
                    + ":"
                    + line.get()
                            .bytes()
                            .map(b -> new String(b, StandardCharsets.UTF_8))
                            .orElse("too long"));
        }
        return lines;
    }
}
