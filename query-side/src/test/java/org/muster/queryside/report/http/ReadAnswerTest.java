package org.muster.queryside.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.ReportDescription.Access;
import org.muster.queryside.report.Stamp;
import org.muster.queryside.report.render.Form;
import org.muster.queryside.report.render.Rendered;

class ReadAnswerTest {

    private static final List<Column> COLUMNS = List.of(Column.whole("persons", "", "#reached"));

    private final AtomicInteger rowsRead = new AtomicInteger();

    private final Rendered rendered = new Rendered(
            ReportDescription.of("places", "Places", "Persons.", Access.REPORTS, List.of(), COLUMNS),
            Map.of(),
            new Stamp(Instant.EPOCH, 16, 16),
            Answer.of(COLUMNS, new AbstractList<>() {
                @Override
                public List<Object> get(int index) {
                    rowsRead.incrementAndGet();
                    return List.of(3L);
                }

                @Override
                public int size() {
                    return 1;
                }
            }));

    @Test
    void what_many_wait_for_is_written_once_in_each_form() throws IOException {
        ReadAnswer answer = new ReadAnswer(rendered, true);

        byte[] first = written(answer, Form.JSON);
        assertThat(written(answer, Form.JSON)).isEqualTo(first);
        assertThat(rowsRead).hasValue(1);
        assertThat(written(answer, Form.CSV)).isNotEqualTo(first);
        assertThat(rowsRead).hasValue(2);
    }

    @Test
    void what_one_caller_asked_for_is_written_for_it() throws IOException {
        assertThat(written(new ReadAnswer(rendered, false), Form.JSON))
                .isEqualTo(written(new ReadAnswer(rendered, true), Form.JSON));
        assertThat(rowsRead).hasValue(2);
    }

    private static byte[] written(ReadAnswer answer, Form form) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.write(form, out);
        return out.toByteArray();
    }
}
