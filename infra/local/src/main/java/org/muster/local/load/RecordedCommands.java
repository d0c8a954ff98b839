package org.muster.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /audit/events}: asks the store itself whether a command was recorded. */
final class RecordedCommands {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** About a minute: the places of a caller are free again within moments. */
    private static final int TRIES_MAX = 60;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String commandSideUrl;
    private final AccessTokens tokens;

    RecordedCommands(HttpClient http, String commandSideUrl, AccessTokens tokens) {
        this.http = http;
        this.commandSideUrl = commandSideUrl;
        this.tokens = tokens;
    }

    /**
     * The position of the command's last event; absent if the command is not recorded.
     *
     * @throws IOException if the store cannot be asked; that it is busy is waited for
     */
    OptionalLong positionOf(UUID command) throws IOException, InterruptedException {
        return last(command)
                .map(event -> OptionalLong.of(event.path("position").asLong()))
                .orElse(OptionalLong.empty());
    }

    /**
     * The day on which the command registered a person; absent if the command is not recorded.
     *
     * @throws IOException if the store cannot be asked; that it is busy is waited for
     */
    Optional<LocalDate> registrationOn(UUID command) throws IOException, InterruptedException {
        return last(command)
                .map(event -> LocalDate.parse(event.at("/data/registeredOn").asString()));
    }

    /** The command's last event. */
    private Optional<JsonNode> last(UUID command) throws IOException, InterruptedException {
        HttpResponse<String> response = ask(command);
        // Streams that resume together ask more at a time than one caller may: who waits is answered.
        for (int tried = 1; isBusy(response) && tried < TRIES_MAX; tried++) {
            Thread.sleep(Duration.ofSeconds(
                    response.headers().firstValueAsLong("Retry-After").orElse(1)));
            response = ask(command);
        }
        if (response.statusCode() != 200) {
            throw new IOException("GET /audit/events answered " + response.statusCode() + " " + response.body());
        }
        return response.body().lines().reduce((before, line) -> line).map(JSON::readTree);
    }

    private HttpResponse<String> ask(UUID command) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(commandSideUrl + "/audit/events?tag=command:" + command))
                        .timeout(TIMEOUT)
                        .header("Authorization", tokens.bearer())
                        .header("Accept", "application/x-ndjson, application/problem+json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static boolean isBusy(HttpResponse<String> response) {
        return response.statusCode() == 429 || response.statusCode() == 503;
    }
}
