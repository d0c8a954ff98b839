package org.muster.benchmark.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpAnswersTest {

    private static HttpAnswers of(String text) {
        return new HttpAnswers(
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void answers_of_a_known_length_and_in_chunks_follow_each_other() throws Exception {
        HttpAnswers answers = of("""
                HTTP/1.1 200\nContent-Length: 4\n\nyes!HTTP/1.1 409 Conflict\nTransfer-Encoding: chunked

                3
                no:
                a
                 no post l
                3
                eft
                0

                HTTP/1.1 204\n
                """);
        assertThat(answers.status()).isEqualTo(200);
        assertThat(answers.body()).isEqualTo("yes!");
        assertThat(answers.status()).isEqualTo(409);
        assertThat(answers.body()).isEqualTo("no: no post left");
        assertThat(answers.status()).isEqualTo(204);
        assertThat(answers.body()).isEmpty();
    }

    @Test
    void a_line_may_go_on_in_the_next_chunk() throws Exception {
        HttpAnswers answers = new HttpAnswers(new ByteArrayInputStream(
                "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{1}\n{\r\n3\r\n2}\n\r\n0\r\n\r\n".getBytes()));
        assertThat(answers.status()).isEqualTo(200);
        assertThat(answers.bodyLine()).isEqualTo("{1}");
        assertThat(answers.bodyLine()).isEqualTo("{2}");
        assertThat(answers.bodyLine()).isNull();
    }

    @Test
    void an_answer_that_is_cut_off_is_none() throws Exception {
        HttpAnswers answers = of("HTTP/1.1 200\nContent-Length: 10\n\nyes");
        assertThat(answers.status()).isEqualTo(200);
        assertThatThrownBy(answers::body).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> DoorSubject.outcome(503, "later")).hasMessageContaining("503 later");
    }
}
