package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.establish;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commandside.CommandSide;
import org.muster.testing.TestServers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The command side as people know Spring Boot: {@code @SpringBootTest}, service connections, its own Flyway. */
@SpringBootTest(classes = CommandSide.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestServers.class)
@DirtiesContext
class SpringBootApplicationTest {

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectProvider<Flyway> flyways;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", RunningCommandSide.ISSUER::uri);
        settings.add("muster.vault.master-key-file", () -> directory.resolve("master-key.json"));
        settings.add("muster.vault.create-master-key", () -> true);
        settings.add("muster.audit.key-file", () -> directory.resolve("log-key"));
        settings.add("muster.audit.create-key", () -> true);
        settings.add("muster.imports.directory", () -> directory.resolve("imports"));
    }

    @Test
    void records_and_publishes_on_the_servers_that_it_is_connected_to() {
        RunningCommandSide.Answer answer = RunningCommandSide.send(request(
                        "/commands/EstablishMission", "commands", "import")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(RunningCommandSide.JSON.writeValueAsString(establish("M"))))
                .build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(RunningCommandSide.send(
                                        request("/actuator/health", "admin").build())
                                .json()
                                .at("/components/publication/details/lag")
                                .asLong(-1))
                        .isZero());
    }

    @Test
    void one_flyway_migrates_every_part() {
        assertThat(flyways.stream().toList())
                .singleElement()
                .satisfies(flyway -> assertThat(
                                Arrays.stream(flyway.info().applied()).map(MigrationInfo::getScript))
                        .contains(
                                "V1.1__event_store.sql",
                                "vault/V2.1__volunteer_keys.sql",
                                "completeness/V3.1__verified_range.sql",
                                "V4.1__tlog.sql"));
    }

    private HttpRequest.Builder request(String path, String... scopes) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + RunningCommandSide.token(scopes));
    }
}
