package org.muster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system that calls Muster over HTTP as one of the demo clients, or without a token. */
final class Caller {

    static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Sides sides;
    private final String token;

    private Caller(Sides sides, String token) {
        this.sides = sides;
        this.token = token;
    }

    static Caller nobody(Sides sides) {
        return new Caller(sides, null);
    }

    /** Signs in with the secret from the operator's file. */
    static Caller signedIn(Sides sides, JsonNode client) {
        String basic = Base64.getEncoder()
                .encodeToString((client.get("client_id").asString() + ":"
                                + client.get("client_secret").asString())
                        .getBytes(StandardCharsets.UTF_8));
        Reply reply = send(HttpRequest.newBuilder(
                        URI.create(client.get("token_url").asString()))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=" + encoded(scopes(client)))));
        return new Caller(sides, reply.json().get("access_token").asString());
    }

    /** As it goes into a command over Kafka. */
    String token() {
        return token;
    }

    /** The same caller, with requests to other processes. */
    Caller at(Sides others) {
        return new Caller(others, token);
    }

    /** A reply of any status, with its body. */
    record Reply(int status, String contentType, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String code() {
            return json().path("code").asString();
        }

        long position() {
            return json().get("position").asLong();
        }

        List<JsonNode> lines() {
            return body.lines()
                    .filter(line -> !line.isBlank())
                    .map(JSON::readTree)
                    .toList();
        }
    }

    /** Sends one command under a new id. */
    Reply command(String name, Map<String, ?> data) {
        return command(name, UUID.randomUUID(), data);
    }

    Reply command(String name, UUID id, Map<String, ?> data) {
        return send(commandSide("/commands/" + name)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id.toString())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(data))));
    }

    /** Sends commands in order in one request; every one must be accepted. */
    List<JsonNode> bulk(List<Map.Entry<String, Map<String, ?>>> commands) {
        String body = commands.stream()
                .map(command -> JSON.writeValueAsString(Map.of(
                        "command", command.getKey(),
                        "id", UUID.randomUUID().toString(),
                        "data", command.getValue())))
                .collect(Collectors.joining("\n"));
        Reply reply = send(commandSide("/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
        List<JsonNode> answers = reply.lines();
        for (JsonNode answer : answers) {
            if (answer.path("status").asInt() != 200) {
                throw new AssertionError("refused: " + answer);
            }
        }
        if (answers.size() != commands.size()) {
            throw new AssertionError("answered " + answers.size() + " of " + commands.size() + " lines: " + reply);
        }
        return answers;
    }

    Reply query(String path, String... headers) {
        HttpRequest.Builder request = querySide(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    Reply audit(String pathAndQuery) {
        return send(commandSide(pathAndQuery).GET());
    }

    /** A request to the command side that carries this caller's token, to be completed. */
    HttpRequest.Builder commandSide(String path) {
        return authorized(sides.commandSide(path));
    }

    HttpRequest.Builder querySide(String path) {
        return authorized(sides.querySide(path));
    }

    private HttpRequest.Builder authorized(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    static Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All scopes of the client, separated by spaces, as OAuth requires. */
    private static String scopes(JsonNode client) {
        return client.get("scopes").valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
