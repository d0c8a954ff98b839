package org.muster.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lets a pool reconnect as soon as PostgreSQL is back. By itself HikariCP waits longer after every failed attempt, up to 5 s,
 * and its users wait with it, also when the pool is closed meanwhile.
 *
 * <p>The pool asks here for a connection and gets it when there is one. Until the first connection was made a failure is
 * passed on at once, so that a wrong address is found at the start.
 */
public final class ReconnectingDataSource implements DataSource {

    private static final long PAUSE_MILLIS = 50;

    private final HikariDataSource pool;
    private final DataSource driver;
    private volatile boolean connectedOnce;

    private ReconnectingDataSource(HikariDataSource pool) {
        this.pool = pool;
        this.driver = new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword());
    }

    /** Puts itself between the pool and its driver. The pool has its JDBC URL and credentials, and has not connected yet. */
    public static void into(HikariDataSource pool) {
        pool.setDataSource(new ReconnectingDataSource(pool));
    }

    @FunctionalInterface
    private interface Attempt {
        Connection connect() throws SQLException;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(driver::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connect(() -> driver.getConnection(username, password));
    }

    private Connection connect(Attempt attempt) throws SQLException {
        while (true) {
            try {
                Connection connection = attempt.connect();
                connectedOnce = true;
                return connection;
            } catch (SQLException e) {
                if (!connectedOnce || pool.isClosed() || !isUnavailable(e) || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Nobody listens, the connection broke, or the server is starting: anything else will not get better by itself. */
    private static boolean isUnavailable(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return driver.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return driver.isWrapperFor(type);
    }
}
