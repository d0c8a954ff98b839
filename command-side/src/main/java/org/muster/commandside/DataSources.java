package org.muster.commandside;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Opens pools of connections beside Spring Boot's own. */
final class DataSources {

    /** How long a start waits for PostgreSQL: whatever starts everything may start it second. */
    private static final long START_TIMEOUT_MILLIS = 30_000;

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private DataSources() {}

    static HikariDataSource open(String name, JdbcConnectionDetails database, int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.getJdbcUrl());
        config.setUsername(database.getUsername());
        config.setPassword(database.getPassword());
        config.setMaximumPoolSize(connectionsMax);
        config.setInitializationFailTimeout(START_TIMEOUT_MILLIS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "muster-command-side-" + name);
        return new HikariDataSource(config);
    }
}
