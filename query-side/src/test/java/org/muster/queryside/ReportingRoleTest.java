package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.embedded.Database;
import org.muster.embedded.Databases;
import org.muster.embedded.PostgresServer;
import org.muster.testing.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the role {@code reporting} reads by plain JDBC, and that it reads nothing else; and the dashboards that stand on both. */
class ReportingRoleTest {

    private static final Path DASHBOARDS = Path.of("../infra/deploy/grafana");
    private static final Pattern METRIC =
            Pattern.compile("\\b(muster_[a-z_]+|hikaricp_[a-z_]+|http_server_[a-z_]+|jvm_[a-z_]+)");

    private static PostgresServer server;
    private static Database guest;
    private static RunningQuerySide querySide;

    @BeforeAll
    static void start() {
        server = TestPostgres.start();
        Database database = server.createDatabase("reports", "reports");
        guest = Databases.ensureGuest(server.superuser(), database, "reporting", "a password of the test");
        querySide = new RunningQuerySide(database);
        querySide.publishAndApply(History.ofUnmiset());
    }

    @AfterAll
    static void close() {
        querySide.close();
        server.close();
    }

    @Test
    void its_figures_are_those_of_the_report_now_and_as_known_before() throws Exception {
        for (String known : List.of("", "5", "11")) {
            String body = querySide
                    .get("/reports/strength?from=2002-06&to=2003-02" + (known.isEmpty() ? "" : "&knownAt=" + known))
                    .body();
            List<String> reported = new ArrayList<>();
            List<Object> months = JsonPath.read(body, "$.rows[*].month");
            List<Object> encumbered = JsonPath.read(body, "$.rows[*].encumbered");
            for (int row = 0; row < months.size(); row++) {
                reported.add(months.get(row) + " " + encumbered.get(row));
            }
            assertThat(
                            read(
                                    "set muster.known_at = '" + known + "'",
                                    "select to_char(month, 'YYYY-MM') || ' ' || encumbered from reporting.strength"
                                            + " where month between '2002-06-01' and '2003-02-01' order by mission, month, type"))
                    .as("known at '%s'", known)
                    .isNotEmpty()
                    .isEqualTo(reported);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /reports/headcount?groupBy=mission,type,serviceArea,category,station | $.rows[*].persons | persons from reporting.headcount order by mission, type, service_area, category, station
            /reports/cumulative? | $.rows[*].volunteerMonths | volunteer_months from reporting.cumulative order by mission
            /reports/incumbency? | $.rows[*].averageIncumbency | average_incumbency from reporting.incumbency order by mission, type
            /missions? | $.missions[*].phase | phase from reporting.missions order by starts_on, mission
            """)
    void each_view_says_what_its_report_says_on_a_day_as_known_at_any_time(String report, String values, String view)
            throws Exception {
        boolean always = report.startsWith("/reports/headcount") || report.startsWith("/reports/cumulative");
        for (String known : always ? List.of("", "5", "11") : List.of("")) {
            for (String day : List.of("2002-07-15", "2003-02-01")) {
                List<Object> reported = JsonPath.read(
                        querySide
                                .get(report + "&on=" + day + (known.isEmpty() ? "" : "&knownAt=" + known))
                                .body(),
                        values);
                assertThat(read(
                                "set muster.known_at = '" + known + "'; set muster.day = '" + day + "'",
                                "select " + view))
                        .as("%s known at '%s'", day, known)
                        .isNotEmpty()
                        .isEqualTo(reported.stream().map(String::valueOf).toList());
            }
        }
    }

    @Test
    void an_instant_before_the_first_event_knows_nothing_and_a_day_moves_the_views() throws Exception {
        assertThat(read("set muster.known_at = '1990-01-01T00:00:00Z'", "select count(*) from reporting.strength"))
                .containsExactly("0");
        assertThat(read("set muster.day = '2003-05-01'", "select what || ' ' || days from reporting.ends"))
                .containsExactly("MANDATE 19");
        assertThat(read(
                        "set muster.day = '2002-07-01'",
                        "select phase || ' ' || open_assignments from reporting.closure"))
                .containsExactly("ACTIVE 3");
    }

    @Test
    void no_figure_of_gender_is_small() throws Exception {
        assertThat(read("select 1", "select count(*) from reporting.gender_by_month where persons < 5"))
                .containsExactly("0");
    }

    @Test
    void every_view_and_column_is_documented_and_can_be_read() throws Exception {
        List<String> views =
                read("select 1", "select viewname from pg_views where schemaname = 'reporting' order by 1");
        assertThat(views)
                .contains(
                        "closure",
                        "cumulative",
                        "ends",
                        "evacuations",
                        "gender_by_month",
                        "headcount",
                        "incumbency",
                        "missions",
                        "stations",
                        "strength",
                        "turnover");
        for (String view : views) {
            assertThat(read("select 1", "select count(*) from reporting." + view))
                    .hasSize(1);
        }
        assertThat(read(
                        "select 1",
                        "select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
                                + " where c.relnamespace = 'reporting'::regnamespace"
                                + " and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)"))
                .isEmpty();
    }

    @Test
    void can_read_nothing_else() throws Exception {
        assertThat(read(
                        "select 1",
                        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where n.nspname not in ('pg_catalog', 'information_schema', 'reporting') and c.relkind in ('r', 'v', 'm', 'p')"
                                + " and n.nspname not like 'pg_toast%' and has_schema_privilege(n.oid, 'usage')"
                                + " and has_table_privilege(c.oid, 'select')"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from read_models.assignment",
                "select * from read_models.parked_event",
                "select * from assignments_1.volunteer",
                "create table reporting.mine (a int)",
                "create table public.mine (a int)",
                "drop view reporting.strength",
                "create or replace function reporting.day() returns date language sql as 'select now()::date'",
                "delete from reporting.strength"
            })
    void is_refused(String sql) {
        assertThatThrownBy(() -> read(sql, "select 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void every_query_of_a_dashboard_runs_and_every_metric_exists() throws Exception {
        String metrics = querySide
                .getAs(querySide.issuer().tokenWith("admin"), "/actuator/prometheus")
                .body();
        List<Path> dashboards;
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            dashboards = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(2);
        int checked = 0;
        for (Path dashboard : dashboards) {
            for (JsonNode panel :
                    JsonMapper.shared().readTree(Files.readString(dashboard)).get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    String where =
                            dashboard.getFileName() + ", " + panel.get("title").asString();
                    if (target.has("rawSql")) {
                        assertThat(target.get("rawSql").asString()).as(where).contains("reporting.");
                        read("select 1", target.get("rawSql").asString());
                    } else {
                        assertThat(METRIC.matcher(target.get("expr").asString()).results())
                                .as(where)
                                .isNotEmpty()
                                .allSatisfy(metric ->
                                        assertThat(metrics).containsPattern("(?m)^" + metric.group(1) + "[{ ]"));
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(8);
    }

    /** The first column of what a query answers, after a statement of the same session. */
    private static List<String> read(String before, String query) throws SQLException {
        try (Connection connection = guest.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(before);
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(query)) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
            return rows;
        }
    }
}
