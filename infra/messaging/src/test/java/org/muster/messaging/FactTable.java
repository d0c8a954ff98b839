package org.muster.messaging;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.muster.embedded.Database;

/** A source in PostgreSQL, as far as publishers can tell an event store: positions from 1 without gaps. One writes to it. */
public final class FactTable implements PublicationSource, AutoCloseable {

    private static final int ASK_INTERVAL_MILLIS = 10;

    private final HikariDataSource pool;
    private final Database database;
    private final int keys;

    /** @param user by which the database's own tables tell who is connected */
    public FactTable(Database database, String user, int keys) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setConnectionInitSql("SET application_name = '" + user + "'");
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(2000);
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
        this.database = database;
        this.keys = keys;
    }

    public FactTable create() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE fact (position bigint PRIMARY KEY)");
            Stage.createLeaderLock(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Appends so many, all or none, and says which is the last: the table itself knows what an unheard commit came to. */
    public long append(int count) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet last =
                        statement.executeQuery("WITH last AS (SELECT coalesce(max(position), 0) AS at FROM fact),"
                                + " added AS (INSERT INTO fact SELECT at + n FROM last, generate_series(1, " + count
                                + ") n"
                                + " RETURNING position) SELECT max(position) FROM added")) {
            last.next();
            return last.getLong(1);
        }
    }

    @Override
    public List<OutgoingEvent> readAfter(long position, int limit) {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT position FROM fact WHERE position > ? ORDER BY position LIMIT ?")) {
            select.setLong(1, position);
            select.setInt(2, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<OutgoingEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(InMemorySource.event(rows.getLong(1), keys));
                }
                return events;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The facts cannot be read", e);
        }
    }

    @Override
    public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (head() <= position) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(ASK_INTERVAL_MILLIS);
        }
        return true;
    }

    @Override
    public long head() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(position), 0) FROM fact")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The facts cannot be read", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
