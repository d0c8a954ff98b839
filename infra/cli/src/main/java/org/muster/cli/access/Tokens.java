package org.muster.cli.access;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives access tokens: the one that is at hand, the kept one, or a fresh one. */
final class Tokens {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SECONDS_UNSAID = 60;

    private final HttpClient http;
    private final Optional<String> given;
    private final Supplier<Credentials> credentials;
    private final TokenCache cache;

    /**
     * @param given a token that the caller has; then no other one is asked for
     * @param credentials asked for only if they are needed
     */
    Tokens(HttpClient http, Optional<String> given, Supplier<Credentials> credentials, TokenCache cache) {
        this.http = http;
        this.given = given;
        this.credentials = credentials;
        this.cache = cache;
    }

    String token() {
        return given.orElseGet(() -> {
            Credentials known = credentials.get();
            return cache.read(known, Instant.now()).orElseGet(() -> fresh(known));
        });
    }

    /** A token instead of one that was refused; absent if there is no other one. */
    Optional<String> another() {
        if (given.isPresent()) {
            return Optional.empty();
        }
        Credentials known = credentials.get();
        cache.forget(known);
        return Optional.of(fresh(known));
    }

    private String fresh(Credentials known) {
        URI url = MusterClient.safe(known.tokenUrl());
        String basic = Base64.getEncoder()
                .encodeToString(
                        (encoded(known.client()) + ":" + encoded(known.secret())).getBytes(StandardCharsets.UTF_8));
        String scopes = known.scopes().isEmpty() ? "" : "&scope=" + encoded(known.scopes());
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials" + scopes))
                .build();
        HttpResponse<String> response = MusterClient.exchange(http, request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new UnavailableException(url + " answers " + response.statusCode(), new IOException());
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JacksonException e) {
            answer = JSON.createObjectNode();
        }
        if (response.statusCode() != 200 || !answer.path("access_token").isString()) {
            throw new NotPermittedException("%s gives client %s no token: %s"
                    .formatted(url, known.client(), answer.path("error").asString("HTTP " + response.statusCode())));
        }
        String token = answer.path("access_token").stringValue();
        cache.write(
                known,
                token,
                Instant.now().plusSeconds(answer.path("expires_in").asInt(SECONDS_UNSAID)));
        return token;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
