package org.muster.cli.load;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a file, as it is sent.
 *
 * @param number in the file, from 1
 * @param id the command's id; absent if the line is no command, which Muster will say
 * @param body the line of the request, without its end
 */
record ImportLine(long number, Optional<UUID> id, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static ImportLine command(long number, UUID id, String command, JsonNode data) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("command", command);
        line.put("id", id.toString());
        line.put("data", data);
        return new ImportLine(number, Optional.of(id), JSON.writeValueAsString(line));
    }

    byte[] bytes() {
        return (body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Keeps personal data out of logs, whatever prints this. */
    @Override
    public String toString() {
        return "ImportLine[" + number + "]";
    }
}
