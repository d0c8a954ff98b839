package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.testing.TestPostgres;

class LeaderLockTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long KEY = 42;

    /** What the database ends, and what is given up, comes back to the pool as a place for another connection. */
    @Test
    void leaves_a_pool_whole_however_often_leadership_ends() throws Exception {
        Database database = TestPostgres.freshDatabase();
        HikariConfig two = new HikariConfig();
        two.setDataSource(database.dataSource());
        two.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(two)) {
            for (int life = 1; life <= 3; life++) {
                try (PostgresAdvisoryLeaderLock lock = new PostgresAdvisoryLeaderLock(pool, KEY)) {
                    assertThat(lock.tryAcquire(LIMIT)).isTrue();
                    endSessionOfLeader(database);
                    await().atMost(LIMIT).until(() -> !lock.isHeld());
                    assertThat(lock.tryAcquire(LIMIT)).isTrue();
                }
            }
            try (Connection one = pool.getConnection();
                    Connection other = pool.getConnection()) {
                assertThat(one.isValid(5) && other.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void passes_to_a_rival_when_it_is_given_up() throws Exception {
        Database database = TestPostgres.freshDatabase();
        LeaderLock first = new PostgresAdvisoryLeaderLock(database.dataSource(), KEY);
        try (LeaderLock second = new PostgresAdvisoryLeaderLock(database.dataSource(), KEY)) {
            assertThat(first.tryAcquire(LIMIT)).isTrue();
            assertThat(second.tryAcquire(Duration.ZERO)).isFalse();
            first.close();
            assertThat(second.tryAcquire(LIMIT)).isTrue();
            assertThat(first.tryAcquire(Duration.ZERO)).isFalse();
        }
    }

    private static void endSessionOfLeader(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = "
                    + KEY + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }
    }
}
