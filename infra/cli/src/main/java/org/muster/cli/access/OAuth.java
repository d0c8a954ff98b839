package org.muster.cli.access;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to an authorization server: forms over https, or to this machine; answers in JSON. */
final class OAuth {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;

    OAuth(HttpClient http) {
        this.http = http;
    }

    /** @param body an empty object where the answer is not JSON */
    record Answer(int status, JsonNode body) {

        /** The error's code of RFC 6749, or the status. */
        String error() {
            return body.path("error").asString("HTTP " + status);
        }

        /** A text that has to be there. */
        String text(String name, URI address) {
            return Optional.of(body.path(name))
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .orElseThrow(() -> new NotPermittedException(address + " answers without " + name));
        }
    }

    Answer get(URI address) {
        return exchange(HttpRequest.newBuilder(MusterClient.safe(address)).GET());
    }

    /** @param basic what the header Authorization says behind Basic, if there is one */
    Answer post(URI address, Map<String, String> form, Optional<String> basic) {
        HttpRequest.Builder request = HttpRequest.newBuilder(MusterClient.safe(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
        basic.ifPresent(secret -> request.header("Authorization", "Basic " + secret));
        return exchange(request);
    }

    /** @throws UnavailableException if there is no answer, or the server says that the fault is its own */
    private Answer exchange(HttpRequest.Builder request) {
        HttpRequest sent = request.timeout(PATIENCE).build();
        HttpResponse<String> response = MusterClient.exchange(http, sent, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 500) {
            throw new UnavailableException(sent.uri() + " answers " + response.statusCode(), new IOException());
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JacksonException notJson) {
            body = JSON.createObjectNode();
        }
        return new Answer(response.statusCode(), body.isObject() ? body : JSON.createObjectNode());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
