package org.muster.commandside.adapter.bulk;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The answers to lines that follow one another: a JSON object and a line's end for each. */
final class AnswersToLines {

    private static final int BYTES_OF_ONE = 400;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ByteArrayOutputStream json;
    private long lastLine;
    private int accepted;
    private int others;

    /** @param lines about how many */
    AnswersToLines(int lines) {
        this.json = new ByteArrayOutputStream(lines * BYTES_OF_ONE);
    }

    /** @param answer its member {@code status} is what HTTP would say */
    void add(long line, Map<String, Object> answer) {
        Map<String, Object> numbered = new LinkedHashMap<>();
        numbered.put("line", line);
        numbered.putAll(answer);
        json.writeBytes(JSON.writeValueAsBytes(numbered));
        json.write('\n');
        lastLine = line;
        if (answer.get("status").equals(HttpStatus.OK.value())) {
            accepted++;
        } else {
            others++;
        }
    }

    /** The number of the last line that is answered; 0 if none is. */
    long lastLine() {
        return lastLine;
    }

    /** How many lines were accepted. */
    int accepted() {
        return accepted;
    }

    /** How many lines were not. */
    int others() {
        return others;
    }

    byte[] json() {
        return json.toByteArray();
    }
}
