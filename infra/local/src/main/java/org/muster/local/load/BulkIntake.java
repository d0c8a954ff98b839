package org.muster.local.load;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.local.history.HistoricalCommand;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /commands}: sends commands as newline-delimited JSON and reads the answer to each. */
final class BulkIntake {

    /** Of one request of some hundred commands, on a machine that is busy with other things too. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private final HttpClient http;
    private final URI commands;
    private final AccessTokens tokens;

    BulkIntake(HttpClient http, String commandSideUrl, AccessTokens tokens) {
        this.http = http;
        this.commands = URI.create(commandSideUrl + "/commands");
        this.tokens = tokens;
    }

    /** The answer to a request. */
    sealed interface Answer {

        /**
         * Every command was accepted, now or before.
         *
         * @param position the highest position of their events
         */
        record Accepted(long position) implements Answer {}

        /** A server is busy or unavailable; the same request may succeed later. */
        record TryAgain(String why) implements Answer {}

        /** A command was refused; a repetition does not change that. */
        record Refused(HistoricalCommand command, int status, String problem) implements Answer {}
    }

    /** @throws IOException if the connection failed; it is then unknown which commands were recorded */
    Answer send(List<HistoricalCommand> batch) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(commands)
                        .timeout(TIMEOUT)
                        .header("Authorization", tokens.bearer())
                        .header("Content-Type", "application/x-ndjson")
                        .header("Accept", "application/x-ndjson, application/problem+json")
                        .POST(BodyPublishers.ofByteArray(lines(batch)))
                        .build(),
                BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 ->
                answer(batch, response.body().lines().map(JSON::readTree).toList());
            case 429, 503 -> new Answer.TryAgain(problem(JSON.readTree(response.body())));
            case 500, 502, 504 -> new Answer.TryAgain("status " + response.statusCode());
            default ->
                throw new IllegalStateException(
                        "POST " + commands + " answered " + response.statusCode() + " " + response.body());
        };
    }

    private static byte[] lines(List<HistoricalCommand> batch) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(batch.size() * 400);
        for (HistoricalCommand command : batch) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("command", command.name());
            line.put("id", command.id());
            line.put("data", command.body());
            lines.writeBytes(JSON.writeValueAsBytes(line));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static Answer answer(List<HistoricalCommand> batch, List<JsonNode> lines) throws IOException {
        // A refusal may be the consequence of an earlier command that found the intake busy, so that is looked for
        // first.
        Optional<JsonNode> busy = lines.stream()
                .filter(line -> line.path("status").asInt() == 429
                        || line.path("status").asInt() >= 500)
                .findFirst();
        if (busy.isPresent()) {
            return new Answer.TryAgain(problem(busy.get().path("problem")));
        }
        if (lines.size() != batch.size()) {
            throw new IOException(lines.size() + " answers to " + batch.size() + " commands");
        }
        long position = 0;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.get(i);
            if (line.path("status").asInt() != 200) {
                return new Answer.Refused(batch.get(i), line.path("status").asInt(), problem(line.path("problem")));
            }
            position = Math.max(position, line.path("position").asLong());
        }
        return new Answer.Accepted(position);
    }

    /** The code, the title and the details that decided: no part of a command's data. */
    private static String problem(JsonNode problem) {
        StringBuilder text = new StringBuilder(problem.path("code").asString("")).append(": ");
        text.append(problem.path("title").asString(""));
        for (String detail : List.of("detail", "details", "errors")) {
            if (problem.has(detail)) {
                text.append(' ').append(problem.path(detail));
            }
        }
        return text.toString();
    }
}
