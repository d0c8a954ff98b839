package org.muster.messaging.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.testing.TestPostgres;

class LeaderLockTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final long KEY = 42;
    private static final String LOCK = "FROM pg_locks WHERE locktype = 'advisory' AND objid = " + KEY
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

    /** As when both ends of it are too busy to hear each other: nobody else leads, so nothing changes. */
    @Test
    void goes_on_in_another_session_when_its_own_ends_and_nobody_else_leads() throws Exception {
        Database database = TestPostgres.freshDatabase();
        try (PostgresAdvisoryLeaderLock lock = new PostgresAdvisoryLeaderLock(database.dataSource(), KEY)) {
            assertThat(lock.tryAcquire(LIMIT)).isTrue();
            int before = leader(database).orElseThrow();
            endSessionOfLeader(database);
            await().atMost(LIMIT).until(() -> {
                assertThat(lock.isHeld()).isTrue();
                return leader(database).filter(now -> now != before).isPresent();
            });
            assertThat(lock.isHeld()).isTrue();
        }
    }

    /** What the database ends, and what is given up, comes back to the pool as a place for another connection. */
    @Test
    void leaves_a_pool_whole_however_often_its_session_ends() throws Exception {
        Database database = TestPostgres.freshDatabase();
        HikariConfig two = new HikariConfig();
        two.setDataSource(database.dataSource());
        two.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(two)) {
            for (int life = 1; life <= 3; life++) {
                try (PostgresAdvisoryLeaderLock lock = new PostgresAdvisoryLeaderLock(pool, KEY)) {
                    assertThat(lock.tryAcquire(LIMIT)).isTrue();
                    int before = leader(database).orElseThrow();
                    endSessionOfLeader(database);
                    await().atMost(LIMIT)
                            .until(() -> lock.isHeld()
                                    && leader(database)
                                            .filter(now -> now != before)
                                            .isPresent());
                }
            }
            try (Connection one = pool.getConnection();
                    Connection other = pool.getConnection()) {
                assertThat(one.isValid(5) && other.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void is_lost_when_a_rival_has_taken_it() throws Exception {
        Database database = TestPostgres.freshDatabase();
        try (PostgresAdvisoryLeaderLock first = new PostgresAdvisoryLeaderLock(database.dataSource(), KEY);
                Connection rival = database.connect()) {
            assertThat(first.tryAcquire(LIMIT)).isTrue();
            try (Statement waiting = rival.createStatement()) {
                Thread asks = Thread.ofVirtual().start(() -> {
                    try {
                        waiting.execute("SELECT pg_advisory_lock(" + KEY + ")");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                await().atMost(LIMIT).until(() -> isWaitedFor(database));
                endSessionOfLeader(database);
                asks.join();
                await().atMost(LIMIT).until(() -> !first.isHeld());
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
            statement.execute("SELECT pg_terminate_backend(pid) " + LOCK + " AND granted");
        }
    }

    /** The process id of the session that leads. */
    private static Optional<Integer> leader(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pid " + LOCK + " AND granted")) {
            return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
        }
    }

    private static boolean isWaitedFor(Database database) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pid " + LOCK + " AND NOT granted")) {
            return rows.next();
        }
    }
}
