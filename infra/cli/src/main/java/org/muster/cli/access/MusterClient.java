package org.muster.cli.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to one running Muster, with a token that is renewed once where it is refused. */
public final class MusterClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http;
    private final URI commandSide;
    private final URI querySide;
    private final TokenSource tokens;

    MusterClient(HttpClient http, URI commandSide, URI querySide, TokenSource tokens) {
        this.http = http;
        this.commandSide = safe(commandSide);
        this.querySide = safe(querySide);
        this.tokens = tokens;
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** A request to the command side, to be completed; its answer is awaited for a minute. */
    public HttpRequest.Builder commandSide(String path) {
        return HttpRequest.newBuilder(at(commandSide, path))
                .header("User-Agent", "muster-command-line")
                .timeout(PATIENCE);
    }

    /** A request to the query side, likewise. */
    public HttpRequest.Builder querySide(String path) {
        return HttpRequest.newBuilder(at(querySide, path)).timeout(PATIENCE);
    }

    private static URI at(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    /** A token, for programs that ask for one. */
    public String token() {
        return tokens.token();
    }

    /** The answer as JSON. See {@link #stream} for what is thrown. */
    public JsonNode json(HttpRequest.Builder request) {
        try (InputStream body = stream(request)) {
            return JSON.readTree(body);
        } catch (IOException | JacksonException e) {
            throw new UnavailableException("the answer broke off", e);
        }
    }

    /**
     * The answer's body, to be closed.
     *
     * @throws ProblemException if the status is neither 200 nor 202
     * @throws UnavailableException if there is no answer
     * @throws NotPermittedException if there is no token
     */
    public InputStream stream(HttpRequest.Builder request) {
        HttpResponse<InputStream> response = send(request, tokens.token());
        if (response.statusCode() == 401) {
            Optional<String> another = tokens.another();
            if (another.isPresent()) {
                close(response);
                response = send(request, another.get());
            }
        }
        if (response.statusCode() != 200 && response.statusCode() != 202) {
            throw new ProblemException(response.statusCode(), problem(response));
        }
        return response.body();
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, String token) {
        return exchange(
                http,
                request.copy().setHeader("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static JsonNode problem(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            JsonNode problem = JSON.readTree(body);
            return problem.isObject() ? problem : JSON.createObjectNode();
        } catch (IOException | JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> HttpResponse<T> exchange(HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        String address = request.uri().getScheme() + "://" + request.uri().getAuthority();
        try {
            return http.send(request, handler);
        } catch (ConnectException e) {
            throw new UnavailableException("nobody answers at " + address, e);
        } catch (HttpTimeoutException e) {
            throw new UnavailableException(address + " did not answer in time", e);
        } catch (IOException e) {
            throw new UnavailableException("the connection to " + address + " broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    /**
     * The address, if what is sent there cannot be read on the way.
     *
     * @throws UsageException if it is neither https nor on this machine
     */
    static URI safe(URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (!"https".equals(address.getScheme()) && !("http".equals(address.getScheme()) && here)) {
            throw new UsageException(
                    address + " is refused: tokens and secrets are sent over https, or to this machine only");
        }
        return address;
    }

    /** @throws UsageException if it is no address */
    static URI parse(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new UsageException("not an address: " + address);
        }
    }
}
