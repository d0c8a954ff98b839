package org.muster.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /audit/events}: asks the store itself whether a command was recorded. */
final class RecordedCommands {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String commandSideUrl;
    private final AccessTokens tokens;

    RecordedCommands(HttpClient http, String commandSideUrl, AccessTokens tokens) {
        this.http = http;
        this.commandSideUrl = commandSideUrl;
        this.tokens = tokens;
    }

    /** The position of the command's last event; absent if the command is not recorded. */
    OptionalLong positionOf(UUID command) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(commandSideUrl + "/audit/events?tag=command:" + command))
                        .timeout(TIMEOUT)
                        .header("Authorization", tokens.bearer())
                        .header("Accept", "application/x-ndjson, application/problem+json")
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("GET /audit/events answered " + response.statusCode() + " " + response.body());
        }
        Optional<String> last = response.body().lines().reduce((before, line) -> line);
        return last.map(line ->
                        OptionalLong.of(JSON.readTree(line).path("position").asLong()))
                .orElse(OptionalLong.empty());
    }
}
