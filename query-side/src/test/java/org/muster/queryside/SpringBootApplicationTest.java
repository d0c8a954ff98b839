package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.muster.testing.TestServers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The query side as people know Spring Boot: {@code @SpringBootTest}, service connections, its own Flyway. */
@SpringBootTest(classes = QuerySide.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestServers.class)
@DirtiesContext
class SpringBootApplicationTest {

    private static final TestIssuer ISSUER = new TestIssuer();

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectProvider<Flyway> flyways;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::issuer);
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void answers_from_the_database_that_one_flyway_migrated() throws IOException, InterruptedException {
        assertThat(flyways.stream().toList())
                .singleElement()
                .satisfies(flyway -> assertThat(flyway.info().pending()).isEmpty());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/missions"))
                            .header("Authorization", "Bearer " + ISSUER.tokenWith("reports"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
