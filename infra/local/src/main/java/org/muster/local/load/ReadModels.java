package org.muster.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /reports/cumulative}: the progress of the query side's projections. */
final class ReadModels {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** After so long without progress, the projections are taken to be stuck. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String querySideUrl;
    private final AccessTokens tokens;

    ReadModels(HttpClient http, String querySideUrl, AccessTokens tokens) {
        this.http = http;
        this.querySideUrl = querySideUrl;
        this.tokens = tokens;
    }

    /** The totals once every event up to the position is projected; empty if the projections are stuck. */
    Optional<LoadResult.Totals> totalsAt(long position) throws IOException, InterruptedException {
        Instant lastProgress = Instant.now();
        long reached = -1;
        while (true) {
            JsonNode report = cumulative(OptionalLong.of(position)).orElse(null);
            if (report != null) {
                return Optional.of(totals(report));
            }
            long now = cumulative(OptionalLong.empty())
                    .map(any -> any.path("position").asLong())
                    .orElse(-1L);
            if (now > reached) {
                reached = now;
                lastProgress = Instant.now();
            } else if (lastProgress.plus(STUCK_AFTER).isBefore(Instant.now())) {
                return Optional.empty();
            }
            Thread.sleep(PAUSE);
        }
    }

    private static LoadResult.Totals totals(JsonNode report) {
        JsonNode total = report.path("total");
        return new LoadResult.Totals(
                total.path("missions").asLong(),
                total.path("persons").asLong(),
                total.path("assignments").asLong(),
                report.path("position").asLong());
    }

    /** Empty while the position is not reached (504) or the query side is busy (503). */
    private Optional<JsonNode> cumulative(OptionalLong position) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(querySideUrl + "/reports/cumulative"))
                .timeout(TIMEOUT)
                .header("Authorization", tokens.bearer())
                .header("Accept", "application/json");
        position.ifPresent(p -> request.header("Muster-Position", Long.toString(p)));
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return switch (response.statusCode()) {
            case 200 -> Optional.of(JSON.readTree(response.body()));
            case 503, 504 -> Optional.empty();
            default ->
                throw new IOException(
                        "GET /reports/cumulative answered " + response.statusCode() + " " + response.body());
        };
    }
}
