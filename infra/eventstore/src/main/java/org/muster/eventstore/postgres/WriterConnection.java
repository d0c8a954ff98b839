package org.muster.eventstore.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.UnsafeSettingException;

/** The writer's own connection. Its waiting is bounded, and PostgreSQL's settings of durability are checked. */
public final class WriterConnection implements AutoCloseable {

    private static final List<String> DURABLE = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final Connection connection;
    private final AppendSql sql;

    private WriterConnection(Connection connection, AppendSql sql) {
        this.connection = connection;
        this.sql = sql;
    }

    public Connection connection() {
        return connection;
    }

    public AppendSql sql() {
        return sql;
    }

    /** @throws UnsafeSettingException when a crash could lose acknowledged events */
    public static WriterConnection open(DataSource dataSource, EventStoreSettings settings) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            connection.setAutoCommit(true);
            requireDurable(connection);
            long lockMillis = settings.lockTimeout().toMillis();
            long statementMillis = settings.statementTimeout().toMillis() + lockMillis;
            try (Statement set = connection.createStatement()) {
                set.execute("SET application_name = 'eventstore writer'");
                set.execute("SET lock_timeout = " + lockMillis);
                set.execute("SET statement_timeout = " + statementMillis);
                set.execute("SET idle_in_transaction_session_timeout = " + statementMillis);
            }
            // A network that swallows packets must not hold the writer forever.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(statementMillis + 5_000));
            return new WriterConnection(connection, new AppendSql(connection));
        } catch (SQLException | RuntimeException e) {
            discard(connection, e);
            throw e;
        }
    }

    /** Checks the settings without which "acknowledged" does not mean "stored". */
    static void requireDurable(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT name, setting FROM pg_settings WHERE name = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("text", DURABLE.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String value = rows.getString(2);
                    // synchronous_commit also knows local, remote_write and remote_apply: all flush here first.
                    if (value.equals("off")) {
                        throw new UnsafeSettingException(rows.getString(1), value);
                    }
                }
            }
        }
    }

    /** @return the sessions that hold the head row, for a person to read */
    public String holders() throws SQLException {
        String sql = """
                SELECT string_agg(format('pid %s (%s, %s, in transaction since %s)', a.pid,
                           coalesce(nullif(a.application_name, ''), 'no name'), a.state, a.xact_start), ', ')
                FROM pg_stat_activity a
                WHERE a.pid <> pg_backend_pid() AND EXISTS (
                    SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.granted
                       AND l.relation = 'eventstore.head'::regclass
                       AND l.mode NOT IN ('AccessShareLock'))""";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            String holders = rows.getString(1);
            return holders == null ? "a session that has just gone" : holders;
        }
    }

    /** Gives the session back as it was; a broken one is for the pool to discard. */
    @Override
    public void close() throws SQLException {
        HeldConnection.reset(connection);
    }

    private static void discard(Connection connection, Exception because) {
        try {
            connection.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
