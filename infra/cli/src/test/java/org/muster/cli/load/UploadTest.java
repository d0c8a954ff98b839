package org.muster.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.cli.access.UnavailableException;
import org.muster.cli.access.UsageException;

/** Answers that end before the lines do: why is said, and whether the same call again may do. */
class UploadTest {

    private final List<String> got = new ArrayList<>();

    private void read(String answers, int lines) {
        List<ImportLine> sent = new ArrayList<>();
        for (int n = 1; n <= lines; n++) {
            sent.add(new ImportLine(n, Optional.empty(), "{}"));
        }
        Upload.read(
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                sent.iterator(),
                (line, answer) -> got.add(line.number() + " " + answer.path("status")));
    }

    @Test
    void a_file_that_is_too_large_for_a_dry_run_is_a_matter_of_the_file() {
        assertThatThrownBy(() -> read(
                        "{\"line\":1,\"status\":200}\n{\"line\":2,\"status\":413,\"problem\":{\"detail\":\"at most 100000 events\"}}\n",
                        3))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at most 100000 events");
        assertThat(got).containsExactly("1 200", "2 413");
    }

    @Test
    void answers_that_break_off_may_come_another_time() {
        assertThatThrownBy(() -> read("{\"line\":1,\"status\":200}\n", 2)).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> read("{\"line\":1,\"sta", 1)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void one_line_that_is_too_large_is_only_that_line() {
        read("{\"line\":1,\"status\":413}\n{\"line\":2,\"status\":200}\n", 2);

        assertThat(got).containsExactly("1 413", "2 200");
    }
}
