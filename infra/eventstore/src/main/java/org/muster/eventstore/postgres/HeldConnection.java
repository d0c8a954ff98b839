package org.muster.eventstore.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The connection that one thread of the engine works on. Its waiting is bounded, since a network may swallow packets, and
 * another thread can cut it.
 */
public final class HeldConnection implements AutoCloseable {

    private final DataSource dataSource;
    private final int timeoutMillis;
    private volatile Connection held;
    private volatile boolean cut;

    /** @param timeout how long one answer of PostgreSQL may take before the connection counts as lost */
    public HeldConnection(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** Takes a connection in autocommit mode; {@link #close()} gives it back. */
    public Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        held = connection;
        if (cut) {
            cut();
        }
        return connection;
    }

    /** Gives the connection back as it was; a broken one is for the pool to discard. */
    @Override
    public void close() throws SQLException {
        Connection connection = held;
        held = null;
        if (connection != null) {
            try (connection) {
                connection.setNetworkTimeout(Runnable::run, 0);
            }
        }
    }

    /** Gives the connection back after its session was changed, and undoes its settings, locks and subscriptions. */
    public void reset() throws SQLException {
        Connection connection = held;
        held = null;
        if (connection != null) {
            reset(connection);
        }
    }

    static void reset(Connection connection) throws SQLException {
        try (connection;
                Statement undo = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            undo.execute("UNLISTEN *; SELECT pg_advisory_unlock_all(); RESET ALL");
            connection.setNetworkTimeout(Runnable::run, 0);
        }
    }

    /** Ends what runs on the connection, now and from now on. Called by any thread. */
    public void cut() {
        cut = true;
        Connection connection = held;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It was closed meanwhile: nothing runs on it.
                return;
            }
        }
    }
}
