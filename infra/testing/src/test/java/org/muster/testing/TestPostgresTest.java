package org.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;

class TestPostgresTest {

    @Test
    void gives_every_test_a_database_of_its_own() throws SQLException {
        Database one = TestPostgres.freshDatabase();
        Database other = TestPostgres.freshDatabase();
        createTable(one);
        createTable(other);

        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
    }

    private static void createTable(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE event (id int)");
        }
    }
}
