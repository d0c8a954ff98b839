package org.muster.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.muster.local.authorization.DemoClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The access token of one client, fetched on first use and again before it expires. */
public final class AccessTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final DemoClient client;
    private String token;
    private Instant expiresAt = Instant.MIN;

    public AccessTokens(HttpClient http, DemoClient client) {
        this.http = http;
        this.client = client;
    }

    /**
     * The value of the {@code Authorization} header.
     *
     * @throws IOException if the authorization server does not answer or refuses
     */
    public synchronized String bearer() throws IOException, InterruptedException {
        if (Instant.now().isAfter(expiresAt)) {
            fetch();
        }
        return "Bearer " + token;
    }

    private void fetch() throws IOException, InterruptedException {
        Instant asked = Instant.now();
        String credentials = Base64.getEncoder()
                .encodeToString((client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(client.tokenUrl()))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&scope="
                                + URLEncoder.encode(String.join(" ", client.scopes()), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("No token for " + client.id() + ": status " + answer.statusCode());
        }
        JsonNode body = JSON.readTree(answer.body());
        token = body.path("access_token").asString();
        expiresAt = asked.plusSeconds(body.path("expires_in").asLong()).minus(RENEWED_BEFORE);
    }
}
