package org.muster.queryside.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.muster.queryside.QuerySideProperties;
import org.muster.web.problem.Problem;
import org.muster.web.problem.WebProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/**
 * The command side as its clients see it. It is asked with the token of whoever asks here, and so decides itself what they may see, and
 * records that they did. A token goes to the configured address only: redirects are not followed.
 */
@Component
public final class CommandSide {

    private static final Logger log = LoggerFactory.getLogger(CommandSide.class);

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final int PROBLEM_BYTES_MAX = 65_536;

    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECTED_WITHIN)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** @throws IllegalArgumentException if the configured address is none of HTTP */
    public CommandSide(QuerySideProperties properties) {
        this.address = properties.commandSide().replaceAll("/+$", "");
        if (!address.isEmpty()) {
            URI uri = URI.create(address);
            if (!List.of("http", "https").contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException(
                        "muster.query.command-side must be an address like https://host:8080");
            }
        }
    }

    /**
     * What the command side refused, in its words.
     *
     * @param problem as RFC 9457 says, JSON
     */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;
        private final transient byte[] problem;

        private RefusedException(HttpStatus status, byte[] problem) {
            super(status.toString());
            this.status = status;
            this.problem = problem;
        }

        HttpStatus status() {
            return status;
        }

        byte[] problem() {
            return problem;
        }
    }

    /** Whether there is an address to ask at. */
    public boolean isKnown() {
        return !address.isEmpty();
    }

    /**
     * Asks for something; the answer is the caller's to close.
     *
     * @param query values by the names of parameters
     * @throws RefusedException if the request is wrong, or names what is not there
     * @throws org.muster.web.problem.ProblemException if the command side cannot answer, or does not let the token in
     */
    public InputStream get(String path, Map<String, String[]> query, Jwt token, String accept)
            throws InterruptedException {
        if (address.isEmpty()) {
            throw Problem.of(WebProblem.UNAVAILABLE, "No command side is configured here (muster.query.command-side)")
                    .exception();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path + encoded(query)))
                .timeout(ANSWERED_WITHIN)
                .header("Authorization", "Bearer " + token.getTokenValue())
                .header("Accept", accept)
                .GET()
                .build();
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException away) {
            log.debug("The command side did not answer", away);
            throw unavailable();
        }
        if (answer.statusCode() == HttpStatus.OK.value()) {
            return answer.body();
        }
        throw refusal(answer);
    }

    private static RuntimeException refusal(HttpResponse<InputStream> answer) {
        byte[] body;
        try (InputStream in = answer.body()) {
            body = in.readNBytes(PROBLEM_BYTES_MAX);
        } catch (IOException broken) {
            return unavailable();
        }
        return switch (answer.statusCode()) {
            // It is this door that signs people in, and here the token is good.
            case 401, 403 ->
                Problem.of(WebProblem.FORBIDDEN, "The command side does not allow this with the token")
                        .exception();
            case 429 -> Problem.of(WebProblem.TOO_MANY_REQUESTS).exception();
            case 400, 404, 406 ->
                answer.headers()
                                .firstValue("Content-Type")
                                .filter(type -> type.startsWith(MediaType.APPLICATION_PROBLEM_JSON.toString()))
                                .isPresent()
                        ? new RefusedException(HttpStatus.valueOf(answer.statusCode()), body)
                        : unavailable();
            default -> unavailable();
        };
    }

    private static RuntimeException unavailable() {
        return Problem.of(WebProblem.UNAVAILABLE, "The command side, which keeps the history, does not answer")
                .exception();
    }

    private static String encoded(Map<String, String[]> query) {
        return query.entrySet().stream()
                .flatMap(entry -> List.of(entry.getValue()).stream()
                        .map(value -> entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("&"), text -> text.isEmpty() ? "" : "?" + text));
    }

    /** Streams that are followed would hold up an orderly end, so they end before the server begins to wait for requests. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        http.shutdownNow();
    }
}
