package org.muster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commands.mission.StartMission;
import org.muster.local.authorization.DemoClient;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.HistoryStream;
import org.muster.local.load.AccessTokens;
import org.muster.local.load.HistoryLoad;
import org.muster.local.load.LoadProgress;
import org.muster.local.load.LoadResult;

/** All parts in one process, on real servers. */
class LocalMusterTest {

    @TempDir
    static Path data;

    private static LocalMuster muster;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        muster = LocalMuster.start(Options.onFreePorts(data));
    }

    @AfterAll
    static void stop() {
        muster.close();
    }

    @Test
    void each_side_takes_the_tokens_of_the_demo_clients_and_only_for_their_scopes() throws Exception {
        String catalog = muster.commandSideUrl() + "/commands/catalog";
        String missions = muster.querySideUrl() + "/missions";
        assertThat(get(catalog, token("integrator"))).isEqualTo(200);
        assertThat(get(missions, token("dashboard"))).isEqualTo(200);
        assertThat(get(missions, token("admin"))).isEqualTo(200);
        assertThat(get(catalog, token("dashboard"))).isEqualTo(403);
        assertThat(get(missions, token("integrator"))).isEqualTo(403);
        assertThat(get(catalog, "")).isEqualTo(401);
        assertThat(get(missions, "")).isEqualTo(401);
    }

    @Test
    void a_token_of_another_key_is_refused_by_both_sides() throws Exception {
        SignedJWT forged = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(muster.authorizationUrl())
                        .subject("admin")
                        .claim("scope", List.of("commands", "import", "reports", "audit", "admin"))
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        assertThat(get(muster.commandSideUrl() + "/commands/catalog", "Bearer " + forged.serialize()))
                .isEqualTo(401);
        assertThat(get(muster.querySideUrl() + "/missions", "Bearer " + forged.serialize()))
                .isEqualTo(401);
    }

    @Test
    void neither_side_is_an_authorization_server() throws Exception {
        for (String side : List.of(muster.commandSideUrl(), muster.querySideUrl())) {
            assertThat(get(side + "/oauth2/jwks", "")).isNotEqualTo(200);
            assertThat(get(side + "/.well-known/openid-configuration", "")).isNotEqualTo(200);
            assertThat(get(side + "/login", "")).isNotEqualTo(200);
        }
        assertThat(get(muster.authorizationUrl() + "/oauth2/jwks", "")).isEqualTo(200);
    }

    @Test
    void the_query_side_is_ready_when_there_is_nothing_to_load() throws Exception {
        HttpResponse<String> readiness = HTTP.send(
                HttpRequest.newBuilder(URI.create(muster.querySideUrl() + "/actuator/health/readiness"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(readiness.body()).contains("\"history\":{\"status\":\"UP\"");
    }

    @Test
    void a_refused_command_fails_the_load_and_is_named_with_its_reason() throws Exception {
        LoadProgress progress = new LoadProgress();
        LoadResult result = load(muster.client("importer"), progress);
        assertThat(result)
                .isInstanceOfSatisfying(
                        LoadResult.Failed.class,
                        failed -> assertThat(failed.reason())
                                .contains(
                                        "StartMission",
                                        "00000000-0000-0001-0000-000000000001",
                                        "409",
                                        "UNKNOWN_MISSION"));
        assertThat(progress.phase()).isEqualTo(LoadProgress.Phase.FAILED);
        assertThat(new HistoryHealth(progress).health().getStatus().getCode()).isEqualTo("DOWN");
    }

    @Test
    void a_client_without_the_scope_fails_the_load_at_once() throws Exception {
        assertThat(load(muster.client("dashboard"), new LoadProgress()))
                .isInstanceOfSatisfying(
                        LoadResult.Failed.class,
                        failed -> assertThat(failed.reason()).contains("403"));
    }

    private static LoadResult load(DemoClient importer, LoadProgress progress) throws InterruptedException {
        HistoricalCommand refused =
                new HistoricalCommand(new UUID(1, 1), new StartMission("NOWHERE", LocalDate.of(2000, 1, 1)));
        return new HistoryLoad(
                        muster.commandSideUrl(), muster.querySideUrl(), importer, muster.client("auditor"), progress)
                .run(
                        List.of(refused.id()),
                        () -> List.of(new HistoryStream(0, List.of("NOWHERE"), List.of(refused))),
                        Optional.empty());
    }

    @Test
    void a_part_that_cannot_start_leaves_nothing_running(@TempDir Path other) throws Exception {
        Options options = Options.onFreePorts(other);
        try (ServerSocket stranger = new ServerSocket(options.ports().queries(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(stranger.isBound()).isTrue();
            assertThatThrownBy(() -> LocalMuster.start(options)).isInstanceOf(RuntimeException.class);
        }
        for (int port : new int[] {
            options.ports().commands(),
            options.ports().authorization(),
            options.ports().postgres(),
            options.ports().kafka()
        }) {
            assertThat(isFree(port)).as("port %d", port).isTrue();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static String token(String role) throws IOException, InterruptedException {
        return new AccessTokens(HTTP, muster.client(role)).bearer();
    }

    private static int get(String url, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
