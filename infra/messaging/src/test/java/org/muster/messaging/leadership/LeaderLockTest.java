package org.muster.messaging.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.messaging.Stage;
import org.muster.testing.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class LeaderLockTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ROLE = "test";

    private final Database database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @BeforeEach
    void createTable() throws Exception {
        Stage.createLeaderLock(database);
    }

    private LeaderLock lock(String client) {
        return new LeaderLocks(database.dataSource(), "", client).of(ROLE);
    }

    /** As when both ends of it are too busy to hear each other: nobody else leads, so nothing changes. */
    @Test
    void goes_on_when_all_database_sessions_end_and_leaves_the_pool_whole() throws Exception {
        HikariConfig two = new HikariConfig();
        two.setDataSource(database.dataSource());
        two.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(two);
                LeaderLock lock = new LeaderLocks(pool, "", "first").of(ROLE)) {
            assertThat(lock.tryAcquire(LIMIT)).isTrue();
            for (int life = 1; life <= 3; life++) {
                LocalDateTime before = leaseEnds();
                jdbc.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
                        .query()
                        .listOfRows();
                await().atMost(LIMIT)
                        .ignoreExceptions()
                        .until(() -> lock.isHeld() && leaseEnds().isAfter(before));
            }
            // A pool does not look at a connection that it gave out half a second ago.
            await().atMost(LIMIT).ignoreExceptions().until(() -> {
                try (Connection one = pool.getConnection();
                        Connection other = pool.getConnection()) {
                    return one.isValid(5) && other.isValid(5);
                }
            });
        }
    }

    /** A machine so busy that no connection is left for longer than a lease. */
    @Test
    void is_taken_up_again_after_a_busy_machine_lost_it() throws Exception {
        HikariConfig one = new HikariConfig();
        one.setDataSource(database.dataSource());
        one.setMaximumPoolSize(1);
        one.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(one);
                LeaderLock lock = new LeaderLocks(pool, "", "first").of(ROLE)) {
            assertThat(lock.tryAcquire(LIMIT)).isTrue();
            try (Connection taken = pool.getConnection()) {
                await().atMost(LIMIT).until(() -> !lock.isHeld());
                assertThat(taken.isValid(5)).isTrue();
            }
            await().atMost(LIMIT).until(lock::isHeld);
        }
    }

    @Test
    void is_lost_when_a_rival_has_taken_it() throws Exception {
        try (LeaderLock first = lock("first")) {
            assertThat(first.tryAcquire(LIMIT)).isTrue();
            jdbc.sql("UPDATE leader_lock SET client_id = 'rival', expired_after = expired_after + interval '1 hour'")
                    .update();
            await().atMost(LIMIT).until(() -> !first.isHeld());
        }
    }

    @Test
    void passes_to_a_rival_when_it_is_given_up() throws Exception {
        LeaderLock first = lock("first");
        LeaderLock second = lock("second");
        assertThat(first.tryAcquire(LIMIT)).isTrue();
        assertThat(second.tryAcquire(Duration.ofMillis(500))).isFalse();
        first.close();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.tryAcquire(LIMIT)).isTrue();
        assertThat(first.tryAcquire(Duration.ofMillis(500))).isFalse();
        first.close();
        second.close();
    }

    /** Not waited for until the lease would have ended. */
    @Test
    void leaves_no_lease_behind_when_it_is_given_up_and_can_be_had_again() throws Exception {
        LeaderLock lock = lock("first");
        for (int life = 1; life <= 3; life++) {
            assertThat(lock.tryAcquire(LIMIT)).isTrue();
            if (life == 2) {
                // As a thread is that was told to end.
                Thread.currentThread().interrupt();
            }
            lock.close();
            assertThat(Thread.interrupted()).isEqualTo(life == 2);
            assertThat(jdbc.sql("SELECT count(*) FROM leader_lock")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void roles_do_not_disturb_each_other() throws Exception {
        LeaderLocks locks = new LeaderLocks(database.dataSource(), "", "first");
        LeaderLock one = locks.of("one");
        LeaderLock other = locks.of("other");
        assertThat(one.tryAcquire(LIMIT)).isTrue();
        assertThat(other.tryAcquire(LIMIT)).isTrue();
        one.close();
        assertThat(other.isHeld()).isTrue();
        other.close();
    }

    private LocalDateTime leaseEnds() {
        return jdbc.sql("SELECT expired_after FROM leader_lock WHERE client_id = 'first'")
                .query(LocalDateTime.class)
                .single();
    }
}
