package org.muster.messaging.leadership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leadership as a session-level advisory lock of PostgreSQL. It ends with its session: at once when the process is killed,
 * within five seconds when its machine vanishes, since the server probes this connection, and within four when the process
 * is frozen, since then it says nothing more. Holds one connection of the data source as long as it leads, which no pooler
 * in transaction mode may stand behind.
 */
public final class PostgresAdvisoryLeaderLock implements LeaderLock {

    private static final Logger log = LoggerFactory.getLogger(PostgresAdvisoryLeaderLock.class);

    private static final long RETRY_INTERVAL_MILLIS = 250;
    private static final long CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int CHECK_TIMEOUT_SECONDS = 3;
    private static final int SILENCE_MAX_SECONDS = 4;
    private static final int TAKEN_UP_WITHIN_SECONDS = 3;

    private final DataSource dataSource;
    private final long key;
    private Connection connection;
    private long checkedAtNanos;

    /**
     * @param dataSource of the database in which rivals meet
     * @param key the number of the lock, the same for all rivals
     */
    public PostgresAdvisoryLeaderLock(DataSource dataSource, long key) {
        this.dataSource = dataSource;
        this.key = key;
    }

    @Override
    public synchronized boolean tryAcquire(Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (isHeld() || tryOnce()) {
                return true;
            }
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            Thread.sleep(Math.min(RETRY_INTERVAL_MILLIS, leftMillis));
        }
    }

    private boolean tryOnce() {
        Connection candidate = null;
        try {
            candidate = dataSource.getConnection();
            candidate.setAutoCommit(true);
            if (lock(candidate)) {
                lead(candidate);
                return true;
            }
            candidate.close();
        } catch (SQLException e) {
            log.debug("Cannot ask for leadership {}", key, e);
            drop(candidate);
        }
        return false;
    }

    /** From here on the session is heard of every second, whatever the leader waits for, until it ends or is given up. */
    private void lead(Connection session) {
        connection = session;
        checkedAtNanos = System.nanoTime();
        // A thread of its own: virtual ones wait behind each other while all cores are busy.
        Thread.ofPlatform().daemon().name("leadership").start(() -> {
            try {
                while (isHeldBy(session)) {
                    TimeUnit.NANOSECONDS.sleep(CHECK_INTERVAL_NANOS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized boolean isHeldBy(Connection session) {
        return connection == session && isHeld();
    }

    private boolean lock(Connection candidate) throws SQLException {
        try (PreparedStatement statement = candidate.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (Statement statement = candidate.createStatement()) {
            // A vanished machine says no goodbye: five silent seconds end its session, and so its leadership.
            statement.execute("SET tcp_keepalives_idle = 2");
            statement.execute("SET tcp_keepalives_interval = 1");
            statement.execute("SET tcp_keepalives_count = 3");
            // A frozen process keeps its connection alive, but not its promise to be heard of every second.
            statement.execute("SET idle_session_timeout = '" + SILENCE_MAX_SECONDS + "s'");
        }
        return true;
    }

    @Override
    public synchronized boolean isHeld() {
        if (connection == null) {
            return false;
        }
        if (System.nanoTime() - checkedAtNanos < CHECK_INTERVAL_NANOS) {
            return true;
        }
        try {
            if (connection.isValid(CHECK_TIMEOUT_SECONDS)) {
                checkedAtNanos = System.nanoTime();
                return true;
            }
        } catch (SQLException e) {
            log.debug("Cannot check leadership {}", key, e);
        }
        return isTakenUpAgain();
    }

    /**
     * The session is gone, or does not answer in time, as on a machine that is too busy for both ends of it. That is no end of
     * leadership while nobody else takes it: whoever publishes goes on.
     */
    private boolean isTakenUpAgain() {
        drop(connection);
        connection = null;
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(TAKEN_UP_WITHIN_SECONDS);
        try {
            do {
                if (tryOnce()) {
                    log.info("Leadership {} goes on in another database session", key);
                    return true;
                }
                Thread.sleep(RETRY_INTERVAL_MILLIS);
            } while (System.nanoTime() < deadlineNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.warn("Leadership {} is lost with its database session", key);
        return false;
    }

    @Override
    public synchronized void close() {
        drop(connection);
        connection = null;
    }

    /** Ends the session itself: a pool that took the connection back alive would keep the lock with it. */
    private static void drop(Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.abort(Runnable::run);
            // A pool learns so that it may open another.
            connection.close();
        } catch (SQLException e) {
            log.debug("Cannot abort a connection", e);
        }
    }
}
