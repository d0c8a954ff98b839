package org.muster.benchmark.kit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database on the server that all runners share. */
public record Target(String jdbcUrl, String username, String password) {

    /** A pool of exactly {@code size} connections, which the caller closes. */
    public HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    /** Runs statements that set up a schema. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot set up the schema", e);
        }
    }

    /** Leaves the password out, because this text ends up in logs. */
    @Override
    public String toString() {
        return "Target[" + username + "@" + jdbcUrl + "]";
    }
}
