package org.muster.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often it asks, and what it keeps: with an issuer that says what Spring's never does, such as slow_down. */
class DeviceLoginTest {

    private static final String PENDING = "400 {\"error\":\"authorization_pending\"}";
    private static final String GRANTED =
            "200 {\"access_token\":\"T1\",\"expires_in\":600,\"refresh_token\":\"R1\",\"scope\":\"reports\"}";

    @TempDir
    private Path folder;

    private final Deque<String> answers = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final List<Long> waited = new ArrayList<>();
    private String code = "\"interval\":2,\"expires_in\":600";
    private HttpServer server;
    private URI issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = URI.create("http://localhost:" + server.getAddress().getPort());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = switch (path.replace("/other", "")) {
                case "/.well-known/openid-configuration" ->
                    "200 {\"issuer\":\"%1$s\",\"token_endpoint\":\"%1$s/token\",\"device_authorization_endpoint\":\"%1$s/code\"}"
                            .formatted(issuer);
                case "/code" ->
                    "200 {\"device_code\":\"D1\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"%s/device\",%s}"
                            .formatted(issuer, code);
                default -> answers.pop();
            };
            byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SignIn signIn() {
        return new SignIn(new OAuth(MusterClient.http()), new PrivateFolder(folder.resolve("muster")));
    }

    private String run() {
        return new DeviceLogin(new OAuth(MusterClient.http()), signIn(), time -> waited.add(time.toSeconds()))
                .run(
                        issuer,
                        "command-line",
                        "reports",
                        (address, shown) -> asked.add("shown " + address + " " + shown));
    }

    @Test
    void asks_as_often_as_the_issuer_allows_and_less_often_when_told_to() throws IOException {
        answers.addAll(List.of(PENDING, "400 {\"error\":\"slow_down\"}", PENDING, "503 {}", GRANTED));

        assertThat(run()).isEqualTo("reports");

        assertThat(waited).containsExactly(2L, 2L, 7L, 7L, 14L);
        assertThat(asked).contains("shown " + issuer + "/device ABCD-EFGH");
        assertThat(asked)
                .filteredOn(line -> line.startsWith("/token"))
                .hasSize(5)
                .allMatch(
                        line -> line.equals(
                                "/token grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=D1&client_id=command-line"));
        Path kept = folder.resolve("muster").resolve("signed-in.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
        assertThat(signIn().token()).isEqualTo("T1");
    }

    @Test
    void waits_five_seconds_where_nothing_is_said_and_ends_with_the_code() {
        code = "\"expires_in\":600";
        answers.addAll(List.of(PENDING, "400 {\"error\":\"expired_token\"}"));

        assertThatThrownBy(this::run).isInstanceOf(NotPermittedException.class).hasMessageContaining("has ended");
        assertThat(waited).containsExactly(5L, 5L);

        code = "\"expires_in\":0";
        assertThatThrownBy(this::run).isInstanceOf(NotPermittedException.class).hasMessageContaining("has ended");
        answers.add("400 {\"error\":\"access_denied\"}");
        code = "\"expires_in\":600";
        assertThatThrownBy(this::run).isInstanceOf(NotPermittedException.class).hasMessageContaining("not let in");
        assertThat(signIn().isThere()).isFalse();
    }

    @Test
    void renews_a_token_and_keeps_the_new_refresh_token_until_the_issuer_says_no() {
        answers.add(GRANTED.replace("600", "10"));
        run();
        answers.add("200 {\"access_token\":\"T2\",\"expires_in\":600,\"refresh_token\":\"R2\"}");
        assertThat(signIn().token()).isEqualTo("T2");
        assertThat(signIn().token()).as("while it is good, nobody asks").isEqualTo("T2");
        answers.add("200 {\"access_token\":\"T3\",\"expires_in\":600}");
        assertThat(signIn().another()).contains("T3");
        assertThat(asked)
                .filteredOn(line -> line.contains("refresh_token"))
                .containsExactly(
                        "/token grant_type=refresh_token&refresh_token=R1&client_id=command-line",
                        "/token grant_type=refresh_token&refresh_token=R2&client_id=command-line");

        answers.add("400 {\"error\":\"invalid_grant\"}");
        assertThatThrownBy(() -> signIn().another())
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("muster login");
        assertThat(signIn().isThere()).isFalse();
    }

    @Test
    void an_outage_of_the_issuer_ends_no_sign_in() {
        answers.add(GRANTED.replace("600", "10"));
        run();
        answers.add("503 {}");

        assertThatThrownBy(() -> signIn().token()).isInstanceOf(UnavailableException.class);

        answers.add("200 {\"access_token\":\"T2\",\"expires_in\":600}");
        assertThat(signIn().token()).isEqualTo("T2");
    }

    @Test
    void believes_nobody_who_is_not_the_issuer_and_sends_nothing_in_clear() {
        assertThatThrownBy(() -> new DeviceLogin(new OAuth(MusterClient.http()), signIn(), time -> {})
                        .run(URI.create(issuer + "/other"), "c", "s", (address, shown) -> {}))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> new DeviceLogin(new OAuth(MusterClient.http()), signIn(), time -> {})
                        .run(URI.create("http://login.example.org"), "c", "s", (address, shown) -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("https");
        assertThat(waited).isEmpty();
    }
}
