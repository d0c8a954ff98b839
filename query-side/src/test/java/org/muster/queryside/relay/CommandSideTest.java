package org.muster.queryside.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.relay.CommandSide.RefusedException;
import org.muster.web.problem.ProblemException;
import org.springframework.security.oauth2.jwt.Jwt;

/** How each answer of a command side is passed on, good or bad, and where a reader's token goes. */
class CommandSideTest {

    private final Jwt token = Jwt.withTokenValue("the-token-of-a-reader")
            .header("alg", "RS256")
            .subject("reader")
            .expiresAt(Instant.now().plusSeconds(60))
            .build();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private CommandSide commandSide;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        commandSide =
                new CommandSide(at("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        commandSide.stop();
        server.stop(0);
    }

    private static QuerySideProperties at(String address) {
        return new QuerySideProperties(
                Duration.ofSeconds(1), 1, 1, Duration.ofSeconds(1), "dashboard-page", address, false);
    }

    private void answers(int status, String type, String body, String... header) {
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", type);
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private byte[] ask() throws Exception {
        try (var answer = commandSide.get(
                "/audit/events", Map.of("actor", new String[] {"a&b=c d"}), token, "application/x-ndjson")) {
            return answer.readAllBytes();
        }
    }

    @Test
    void it_is_asked_with_the_readers_own_token_and_each_value_stays_a_value() throws Exception {
        answers(200, "application/x-ndjson", "{}\n");

        assertThat(ask()).asString().isEqualTo("{}\n");
        assertThat(heard).containsExactly("/audit/events?actor=a%26b%3Dc+d Bearer the-token-of-a-reader");
    }

    @Test
    void a_token_is_not_taken_elsewhere() {
        answers(
                302,
                "text/plain",
                "",
                "Location",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");

        assertThat(catchThrowableOfType(ProblemException.class, this::ask)
                        .problem()
                        .getStatus())
                .isEqualTo(503);
        assertThat(heard).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "406"})
    void what_the_reader_did_wrong_is_said_in_the_words_of_the_command_side(int status) {
        answers(status, "application/problem+json", "{\"code\":\"INVALID\"}");

        RefusedException refused = catchThrowableOfType(RefusedException.class, this::ask);
        assertThat(refused.status().value()).isEqualTo(status);
        assertThat(refused.problem()).asString().isEqualTo("{\"code\":\"INVALID\"}");
    }

    @ParameterizedTest
    @CsvSource({"401,403", "403,403", "429,429", "500,503", "502,503", "503,503"})
    void the_reader_stays_signed_in_whatever_else_it_says(int status, int told) {
        answers(status, "application/problem+json", "{\"detail\":\"of the inside\"}");

        ProblemException problem = catchThrowableOfType(ProblemException.class, this::ask);
        assertThat(problem.problem().getStatus()).isEqualTo(told);
        assertThat(problem.problem().body().toString()).doesNotContain("of the inside");
    }

    @Test
    void what_is_no_problem_of_muster_is_not_passed_on() {
        answers(404, "text/html", "<h1>another server</h1>");

        assertThat(catchThrowableOfType(ProblemException.class, this::ask)
                        .problem()
                        .getStatus())
                .isEqualTo(503);
    }

    @Test
    void none_is_asked_where_none_is_configured() {
        CommandSide none = new CommandSide(at(""));

        assertThatThrownBy(() -> none.get("/audit/events", Map.of(), token, "*/*"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().getDetail()).contains("muster.query.command-side"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "file:///etc/passwd", "//host", "ftp://host"})
    void an_address_that_is_none_of_http_is_refused_at_the_start(String address) {
        QuerySideProperties properties = at(address);

        assertThatThrownBy(() -> new CommandSide(properties)).isInstanceOf(IllegalArgumentException.class);
    }
}
