package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commandside.system.RunningCommandSide.Answer;

/** Who may do what. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class AccessTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/commands/catalog",
                "/commands",
                "/audit/events",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/env",
                "/admin/completeness",
                "/",
                "/error",
                "/nothing"
            })
    void without_a_token_nothing_is_answered(String path) {
        Answer answer = RunningCommandSide.send(system.request(path, null).build());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void policies_are_adopted_by_administrators_only() {
        Map<String, Object> policy =
                Map.of("term", "SMALL_CELL_MIN", "value", 7, "effectiveFrom", "2099-01-01", "source", "a test");

        Answer refused = system.command(
                "AdoptPolicy", UUID.randomUUID(), policy, RunningCommandSide.token("commands", "import"));
        Answer accepted =
                system.command("AdoptPolicy", UUID.randomUUID(), policy, RunningCommandSide.token("commands", "admin"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("ADMIN_SCOPE_REQUIRED");
        assertThat(accepted.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/commands/catalog, audit admin import",
        "/audit/events, commands admin import",
        "/actuator/prometheus, commands audit import",
        "/admin/completeness, commands audit import"
    })
    void a_token_opens_only_what_its_scopes_name(String path, String scopes) {
        Answer answer = system.get(path, scopes.split(" "));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/commands/",
                "/commands/catalog/",
                "/audit/events/",
                "/audit/",
                "/admin/nothing",
                "/error",
                "/"
            })
    void an_address_at_which_nothing_is_is_404_with_a_token(String path) {
        Answer answer = system.get(path, "commands", "audit", "import", "admin");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("NOT_FOUND");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_token_for_another_audience_or_without_an_end_is_401() {
        for (String token : new String[] {
            RunningCommandSide.ISSUER.tokenFor("dashboard-page", "audit"),
            RunningCommandSide.ISSUER.tokenFor(null, "audit"),
            RunningCommandSide.ISSUER.endlessToken("audit")
        }) {
            assertThat(RunningCommandSide.send(
                                    system.request("/audit/events", token).build())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void expired_foreign_and_broken_tokens_are_401() {
        String expired = RunningCommandSide.ISSUER.token("x", Instant.now().minusSeconds(3600), "audit");
        String foreign = new TestIssuer().token("x", "audit");
        String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwic2NvcGUiOiJhdWRpdCJ9.";

        for (String token : new String[] {expired, foreign, unsigned, "x", "a.b.c", "x".repeat(5_000)}) {
            assertThat(RunningCommandSide.send(
                                    system.request("/audit/events", token).build())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void health_is_open_and_says_no_more_than_its_status() {
        Answer open =
                RunningCommandSide.send(system.request("/actuator/health", null).build());

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().propertyNames()).containsOnly("status", "groups");
        Answer admin = system.get("/actuator/health", "admin");
        assertThat(admin.json()
                        .path("components")
                        .path("publication")
                        .path("status")
                        .asString())
                .isEqualTo("DEGRADED");
        assertThat(RunningCommandSide.send(system.request("/actuator/health/readiness", null)
                                .build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void measures_are_for_the_administrator() {
        system.accepted("EstablishMission", establish(fresh("M")));

        String metrics = system.get("/actuator/prometheus", "admin").text();

        assertThat(metrics)
                .contains(
                        "muster_commands_seconds_count{command=\"EstablishMission\",dry_run=\"false\",outcome=\"Accepted\"}")
                .contains("muster_publisher_lag");
    }

    @Test
    void an_issuer_that_is_away_is_503_and_no_obstacle_to_starting() {
        try (RunningCommandSide lonely =
                RunningCommandSide.fresh("--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1")) {
            Answer answer = lonely.get("/audit/events", "audit");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("ISSUER_UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void the_interface_is_documented() {
        Answer answer =
                RunningCommandSide.send(system.request("/v3/api-docs", null).build());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("openapi").asString()).startsWith("3.1");
        assertThat(answer.json().path("paths").propertyNames())
                .contains("/commands/DeployVolunteer", "/commands", "/audit/events");
    }

    @Test
    void a_form_of_another_site_gets_nowhere() {
        Answer answer = RunningCommandSide.send(system.request("/commands", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("a=b&id=" + UUID.randomUUID()))
                .build());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.response().headers().firstValue("Set-Cookie")).isEmpty();
    }
}
