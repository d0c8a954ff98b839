package org.muster.queryside.report.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.relay.CommandSide;
import org.muster.queryside.report.Answer;
import org.muster.queryside.report.Column;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.Stamp;
import org.muster.queryside.report.render.Rendered;
import org.muster.queryside.report.roster.Roster;
import org.muster.queryside.report.turnover.Separations;
import org.muster.readmodels.AsKnownAt;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** What the roster shows of classified reasons, whatever the command side answers. */
class ClassifiedReasonsTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        SecurityContextHolder.getContext()
                .setAuthentication(new JwtAuthenticationToken(Jwt.withTokenValue("the-token-of-a-reader")
                        .header("alg", "RS256")
                        .subject("reader")
                        .expiresAt(Instant.now().plusSeconds(60))
                        .build()));
    }

    @AfterEach
    void stop() {
        SecurityContextHolder.clearContext();
        server.stop(0);
    }

    private void answers(int status, String body) {
        server.createContext("/roster/separation-reasons", exchange -> {
            heard.add(exchange.getRequestURI().getQuery() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private ClassifiedReasons reasons(String address) {
        return new ClassifiedReasons(new CommandSide(new QuerySideProperties(
                Duration.ofSeconds(1), 1, 1, Duration.ofSeconds(1), "dashboard-page", address, false)));
    }

    private ClassifiedReasons reasons() {
        return reasons("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Rendered answer(Report report, List<List<Object>> rows) {
        return answer(report, 7, rows);
    }

    private static Rendered answer(Report report, long asKnown, List<List<Object>> rows) {
        return new Rendered(
                report.description(),
                Map.of(),
                new Stamp(null, 9, asKnown),
                Answer.of(
                        List.of(
                                Column.text("assignment", "", ""),
                                Column.text("separationReason", "", ""),
                                Column.text("mission", "", "")),
                        rows));
    }

    private static Rendered roster() {
        return answer(
                new Roster(),
                List.of(
                        List.of("A-1", "UNDISCLOSED", "UNTAC"),
                        Arrays.asList("A-2", null, "UNTAC"),
                        List.of("A-3", "FUNDING", "UNTAC"),
                        List.of("A-4", "UNDISCLOSED", "UNTAC")));
    }

    private static List<Object> shown(Rendered rendered) {
        List<Object> shown = new ArrayList<>();
        rendered.answer().rows().forEach(row -> shown.add(row.get(1)));
        return shown;
    }

    @Test
    void the_readers_token_opens_what_is_classified_as_known_at_the_position_of_the_rows() throws Exception {
        answers(200, "{\"A-1\":\"MEDICAL\"}");

        assertThat(reasons().isClosed(roster())).isTrue();
        assertThat(shown(reasons().opened(roster())))
                .as("the person of A-4 was erased")
                .containsExactly("MEDICAL", null, "FUNDING", "UNDISCLOSED");
        assertThat(heard)
                .singleElement()
                .satisfies(asked -> assertThat(asked)
                        .contains("assignment=A-1&assignment=A-4")
                        .contains("knownAt=7")
                        .doesNotContain("A-2")
                        .doesNotContain("A-3")
                        .endsWith(" Bearer the-token-of-a-reader"));
    }

    @Test
    void what_is_known_now_is_asked_for_without_a_position() throws Exception {
        answers(200, "{\"A-1\":\"MEDICAL\"}");

        reasons().opened(answer(new Roster(), AsKnownAt.NOW, List.of(List.of("A-1", "UNDISCLOSED", "UNTAC"))));

        assertThat(heard).containsExactly("assignment=A-1 Bearer the-token-of-a-reader");
    }

    @ParameterizedTest
    @CsvSource({"403,{}", "400,{}", "503,{}", "302,{}", "200,'not JSON'", "200,[]"})
    void a_reason_that_the_command_side_does_not_tell_stays_undisclosed(int status, String body) throws Exception {
        answers(status, body);

        assertThat(shown(reasons().opened(roster()))).containsExactly("UNDISCLOSED", null, "FUNDING", "UNDISCLOSED");
        assertThat(heard).hasSize(1);
    }

    @Test
    void without_a_command_side_or_a_reader_nothing_is_asked() throws Exception {
        answers(200, "{\"A-1\":\"MEDICAL\"}");

        assertThat(shown(reasons("").opened(roster()))).contains("UNDISCLOSED");
        SecurityContextHolder.clearContext();
        assertThat(shown(reasons().opened(roster()))).contains("UNDISCLOSED");
        assertThat(heard).isEmpty();
    }

    @Test
    void only_the_roster_has_anything_to_open() throws Exception {
        answers(200, "{\"A-1\":\"MEDICAL\"}");
        Rendered open = answer(new Roster(), List.of(List.of("A-3", "FUNDING", "UNTAC")));
        Rendered figures = answer(new Separations(), List.of(List.of("A-1", "UNDISCLOSED", "UNTAC")));

        for (Rendered rendered : List.of(open, figures)) {
            assertThat(reasons().isClosed(rendered)).isFalse();
            assertThat(reasons().opened(rendered)).isSameAs(rendered);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void more_than_fit_into_an_address_are_asked_for_in_parts() throws Exception {
        answers(200, "{\"A-205\":\"MISCONDUCT\"}");
        List<List<Object>> rows = IntStream.rangeClosed(1, 205)
                .mapToObj(i -> List.<Object>of("A-" + i, "UNDISCLOSED", "UNTAC"))
                .toList();

        assertThat(shown(reasons().opened(answer(new Roster(), rows))).getLast())
                .isEqualTo("MISCONDUCT");
        assertThat(heard).hasSize(3);
    }
}
