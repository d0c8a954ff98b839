package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.events.Category;
import org.muster.testing.TestPostgres;

/** The query side starts on tables that an earlier version of a read model left. */
class ChangedReadModelTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String HEADCOUNT = "/reports/headcount?on=2020-06-01&groupBy=station";

    /** What the tables were before assignments had a station, in a database from before versions were kept. */
    private static final String EARLIER = """
            drop schema reporting cascade;
            drop view read_models.assignment;
            alter table assignments_1.assignment drop column station;
            create view read_models.assignment as select * from assignments_1.assignment;
            update read_models.projection_generation set version = 0 where projection = 'assignments';
            """;

    @Test
    void rebuilds_that_one_by_itself_and_serves_the_others_meanwhile() throws Exception {
        Database database = TestPostgres.freshDatabase();
        try (RunningQuerySide querySide = new RunningQuerySide(database, "--muster.query.position-timeout=20s")) {
            querySide.publish(List.of(History.established("UNTAC", "A mission")));
            querySide.publishAndApply(
                    List.of(History.deployed("A1", "V1", "UNTAC", Category.NATIONAL_EXPERT, "2020-01-01")));
            String before = querySide.get(HEADCOUNT).body();
            querySide.stop();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(EARLIER);
                connection.setAutoCommit(false);
                // A query that takes its time: the rebuild cannot switch before it ends.
                statement.executeQuery("select from read_models.assignment").close();

                querySide.start();

                assertThat(querySide.get("/missions").statusCode()).isEqualTo(200);
                HttpResponse<String> refused = querySide.get(HEADCOUNT);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(JsonPath.<String>read(refused.body(), "$.detail"))
                        .isEqualTo("Read model assignments is being rebuilt");
                connection.rollback();
            }
            await().atMost(LIMIT).until(() -> querySide.get(HEADCOUNT).statusCode() == 200);
            assertThat(JsonPath.<Object>read(querySide.get(HEADCOUNT).body(), "$.rows"))
                    .isEqualTo(JsonPath.<Object>read(before, "$.rows"));
            querySide.publishAndApply(
                    List.of(History.deployed("A2", "V2", "UNTAC", Category.NATIONAL_EXPERT, "2020-01-01")));
            assertThat(JsonPath.<Integer>read(querySide.get(HEADCOUNT).body(), "$.total.persons"))
                    .isEqualTo(2);
        }
    }
}
