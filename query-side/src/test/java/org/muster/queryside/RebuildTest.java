package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Read models are built anew while reports are answered from them, by people who may. What is reported stays the same. */
@ResourceLock(RunningQuerySide.SHARED)
class RebuildTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Where each table, its columns, keys and indexes are described, without the schema. */
    private static final String STRUCTURE = """
            select c.table_name || '.' || c.column_name || ' ' || c.data_type || ' ' || c.is_nullable
            from information_schema.columns c where c.table_schema = ?
            union all select replace(indexdef, ? || '.', '') from pg_indexes where schemaname = ? order by 1""";

    private final RunningQuerySide querySide = RunningQuerySide.shared();

    @ParameterizedTest
    @ValueSource(strings = {"missions", "assignments"})
    void builds_a_read_model_anew_and_reports_the_same(String name) throws Exception {
        String before = reports();
        String generations = "/admin/projections/" + name + "/generations";
        int old = active(generations);

        HttpResponse<String> asked =
                querySide.post("/admin/projections/" + name + "/rebuild", "{\"switch\": \"if-equal\"}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String where = asked.headers().firstValue("Location").orElseThrow();
        String ended = awaitEnd(where);
        assertThat(JsonPath.<String>read(ended, "$.phase")).as(ended).isEqualTo("SWITCHED");
        assertThat(JsonPath.<String>read(ended, "$.requestedBy")).isEqualTo("tester");
        assertThat(JsonPath.<Boolean>read(ended, "$.report.equal")).isTrue();
        assertThat(
                        JsonPath.<List<Integer>>read(
                                ended,
                                "$.report.tables[?(!(@.name =~ /.*_history|volunteer|duty_station_class|reassignment/))].equal"))
                .isNotEmpty()
                .allSatisfy(rows -> assertThat(rows).isPositive());
        assertThat(JsonPath.<List<Integer>>read(
                        ended, "$.report.tables[?(@.name =~ /(mission|assignment)_history/)].equal"))
                .as("versions that were closed: mandates and assignments end in this history")
                .singleElement(INTEGER)
                .isPositive();
        assertThat(reports()).isEqualTo(before);
        int fresh = active(generations);
        assertThat(structure(name + "_" + fresh))
                .as("made by the same SQL as what earlier versions left")
                .isNotEmpty()
                .isEqualTo(structure(name + "_" + old));
        assertThat(JsonPath.<List<String>>read(admin("/admin/projections").body(), "$.rebuilds[*].projection"))
                .contains(name);
        assertThat(JsonPath.<List<Integer>>read(
                        admin("/admin/projections/" + name + "/rebuilds").body(), "$.rebuilds[*].id"))
                .contains(JsonPath.<Integer>read(ended, "$.id"));

        assertThat(delete(generations + "/" + fresh).statusCode()).isEqualTo(409);
        assertThat(delete(generations + "/" + old).statusCode()).isEqualTo(204);
        assertThat(delete(generations + "/" + old).statusCode()).isEqualTo(404);
    }

    @Test
    void builds_all_read_models_anew_at_once_and_reports_the_same() throws Exception {
        String before = reports();

        HttpResponse<String> asked = querySide.post("/admin/projections/rebuild", "{\"switch\": \"if-equal\"}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(JsonPath.<List<String>>read(asked.body(), "$.rebuilds[*].projection"))
                .containsExactly("assignments", "missions", "service");
        for (String name : List.of("assignments", "missions", "service")) {
            int id = JsonPath.<List<Integer>>read(asked.body(), "$.rebuilds[?(@.projection == '" + name + "')].id")
                    .getFirst();
            String ended = awaitEnd("/admin/projections/" + name + "/rebuilds/" + id);
            assertThat(JsonPath.<String>read(ended, "$.phase")).as(ended).isEqualTo("SWITCHED");
        }
        assertThat(reports()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rebuild|{|400|MALFORMED_JSON",
                "rebuild?now=1|{}|400|INVALID",
                "rebuild||400|MALFORMED_JSON",
                "rebuild|{}|400|INVALID",
                "missions/rebuild||400|MALFORMED_JSON",
                "missions/rebuild|{}|400|INVALID",
                "missions/rebuild|{\"switch\": null}|400|INVALID",
                "missions/rebuild|{\"switch\": \"never\", \"switch\": \"always\"}|400|MALFORMED_JSON",
                "unheard-of/rebuild|{\"switch\": \"never\"}|404|UNKNOWN_PROJECTION",
                "missions/rebuild?now=1|{}|400|INVALID",
                "missions/rebuild|{\"switch\": \"perhaps\"}|400|INVALID",
                "missions/rebuild|{\"switch\": 1}|400|INVALID",
                "missions/rebuild|{\"switsch\": \"never\"}|400|INVALID",
                "missions/rebuild|[]|400|INVALID",
                "missions/rebuild|{|400|MALFORMED_JSON",
                "missions/rebuild/pause||409|NO_REBUILD_RUNNING",
                "missions/rebuild/resume||409|NO_REBUILD_RUNNING",
                "missions/rebuild/cancel||409|NO_REBUILD_RUNNING",
                "unheard-of/rebuild/cancel||404|UNKNOWN_PROJECTION"
            })
    void refuses_what_it_cannot_understand_or_do(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> answer = querySide.post("/admin/projections/" + path, body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonPath.<String>read(answer.body(), "$.code")).isEqualTo(code);
    }

    @Test
    void lets_nobody_rebuild_who_may_only_read() throws Exception {
        assertThat(querySide
                        .send("POST", querySide.issuer().tokenWith("reports"), "/admin/projections/missions/rebuild")
                        .statusCode())
                .isEqualTo(403);
        assertThat(admin("/admin/projections/missions/rebuilds/4711").statusCode())
                .isEqualTo(404);
        assertThat(admin("/admin/projections/missions/rebuilds/x").statusCode()).isEqualTo(400);
        assertThat(delete("/admin/projections/missions/generations/x").statusCode())
                .isEqualTo(400);
    }

    private String awaitEnd(String where) {
        return await().atMost(LIMIT)
                .until(() -> admin(where).body(), state -> !JsonPath.<Boolean>read(state, "$.open"));
    }

    private int active(String generations) throws Exception {
        return JsonPath.<List<Integer>>read(
                        admin(generations).body(), "$.generations[?(@.state == 'ACTIVE')].generation")
                .getFirst();
    }

    private String reports() throws Exception {
        return JsonPath.read(querySide.get("/missions").body(), "$.missions").toString()
                + JsonPath.read(querySide.get("/reports/cumulative").body(), "$.rows")
                + JsonPath.read(
                        querySide
                                .get("/reports/strength?from=2002-01&to=2005-12")
                                .body(),
                        "$.rows");
    }

    private List<String> structure(String schema) {
        return querySide.tables().queryForList(STRUCTURE, String.class, schema, schema, schema);
    }

    private HttpResponse<String> admin(String path) throws Exception {
        return querySide.getAs(querySide.issuer().tokenWith("admin"), path);
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return querySide.send("DELETE", querySide.issuer().tokenWith("admin"), path);
    }
}
