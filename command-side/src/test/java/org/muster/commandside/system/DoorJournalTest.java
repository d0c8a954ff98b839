package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.fresh;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a door records of those who come to it. */
@ResourceLock(value = RunningCommandSide.SHARED, mode = ResourceAccessMode.READ)
class DoorJournalTest {

    private final RunningCommandSide system = RunningCommandSide.shared();

    private List<JsonNode> entries(String caller) {
        return system.get("/audit/door?caller=" + caller, "audit").lines();
    }

    private static List<String> told(List<JsonNode> entries, String kind) {
        return entries.stream()
                .filter(one -> one.path("kind").asString().equals(kind))
                .map(one -> one.path("method").asString() + " "
                        + one.path("target").asString()
                        + (one.has("status") ? " " + one.path("status").asInt() : ""))
                .toList();
    }

    private int get(String path, String caller, String... scopes) {
        String token = caller == null ? null : RunningCommandSide.ISSUER.token(caller, scopes);
        return RunningCommandSide.send(system.request(path, token).build()).status();
    }

    @Test
    void records_who_read_history_and_persons_before_anything_is_shown() {
        String auditor = fresh("auditor");
        assertThat(get("/audit/events?tag=mission:UNTAC&limit=1", auditor, "audit"))
                .isEqualTo(200);
        assertThat(told(entries(auditor), "READ")).containsExactly("GET /audit/events?tag=mission:UNTAC&limit=1");

        String officer = fresh("officer");
        assertThat(get("/personal-data/V-77?purpose=AUDIT", officer, "personal-data"))
                .isEqualTo(404);
        assertThat(told(entries(officer), "READ")).containsExactly("GET /personal-data/V-77?purpose=AUDIT");
    }

    @Test
    void copies_nothing_that_a_reader_typed() {
        String auditor = fresh("auditor");
        assertThat(get("/audit/events?actor=Zyxwenna%20Doe&tag=mission%3AUNTAC&limit=1", auditor, "audit"))
                .isEqualTo(200);
        get("/audit/state/mission/Zyxwenna+D%C3%B6?at=1", auditor, "audit");
        assertThat(get("/audit/events?actor=Zyxwenna+Doe&recordedFrom=2026-01-01T00:00:00Z", auditor, "audit"))
                .isEqualTo(200);
        assertThat(get("/audit/events?Zyxwenna%20Doe", auditor, "audit")).isEqualTo(400);

        assertThat(told(entries(auditor), "READ"))
                .containsExactly(
                        "GET /audit/events?actor=…&tag=mission%3AUNTAC&limit=1",
                        "GET /audit/state/mission/…?at=1",
                        "GET /audit/events?actor=…&recordedFrom=2026-01-01T00:00:00Z",
                        "GET /audit/events?…");
    }

    @Test
    void records_a_sign_in_once_for_each_token() {
        String caller = fresh("sender");
        String token = RunningCommandSide.ISSUER.token(caller, "commands");
        for (int n = 0; n < 3; n++) {
            RunningCommandSide.send(system.request("/commands/catalog", token).build());
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(told(entries(caller), "SIGN_IN")).containsExactly("GET /commands"));
        assertThat(told(entries(caller), "READ")).isEmpty();
    }

    @Test
    void records_who_was_refused_and_copies_nothing_of_a_stranger() {
        String caller = fresh("operator");
        String secret = fresh("Zyxwenna");
        assertThat(get("/personal-data/V-1?purpose=AUDIT", caller, "admin")).isEqualTo(403);
        assertThat(get("/audit/" + secret, null)).isEqualTo(401);
        assertThat(get("/" + secret, null)).isEqualTo(401);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(told(entries(caller), "REFUSED")).containsExactly("GET /personal-data 403");
            assertThat(told(system.get("/audit/door", "audit").lines(), "REFUSED"))
                    .contains("GET /audit 401", "GET /… 401");
        });
        assertThat(JdbcClient.create(system.database().dataSource())
                        .sql("SELECT count(*) FROM audit.door d WHERE d::text LIKE ?")
                        .param("%" + secret + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
