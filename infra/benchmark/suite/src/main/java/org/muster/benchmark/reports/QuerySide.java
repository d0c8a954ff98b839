package org.muster.benchmark.reports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running query side, as its readers and its administrator see it. */
final class QuerySide {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    QuerySide(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Everything up to here can be seen by a query. */
    long position() throws IOException, InterruptedException {
        return json(send(request("/admin/projections"))).get("position").asLong();
    }

    /** Until a query can see everything up to here. */
    void awaitPosition(String mission, long position, Duration limit) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        while (send(request("/missions/" + mission).header("Muster-Position", Long.toString(position)))
                        .statusCode()
                != 200) {
            check(deadline);
            Thread.sleep(10);
        }
    }

    /** Rebuilds all read models together; from the first request to the last switch. */
    Duration rebuild(Duration limit) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(limit);
        HttpRequest.Builder asked = request("/admin/projections/rebuild")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"switch\":\"if-equal\"}"));
        List<JsonNode> ended = new ArrayList<>();
        for (JsonNode begun : json(send(asked)).get("rebuilds")) {
            String path = "/admin/projections/" + begun.get("projection").asString() + "/rebuilds/"
                    + begun.get("id").asLong();
            JsonNode state = begun;
            while (state.get("open").asBoolean()) {
                check(deadline);
                Thread.sleep(20);
                state = json(send(request(path)));
            }
            if (!state.get("phase").asString().equals("SWITCHED")) {
                throw new IllegalStateException("Not rebuilt: " + state);
            }
            ended.add(state);
        }
        Instant first = ended.stream()
                .map(state -> time(state, "requestedAt"))
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = ended.stream()
                .map(state -> time(state, "endedAt"))
                .max(Instant::compareTo)
                .orElseThrow();
        return Duration.between(first, last);
    }

    private static Instant time(JsonNode state, String member) {
        return Instant.parse(state.get(member).asString());
    }

    private static void check(Instant deadline) {
        if (Instant.now().isAfter(deadline)) {
            throw new IllegalStateException("The query side does not come to an end");
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }
}
