package org.muster.commandside;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Opens the pools of connections. */
final class DataSources {

    /** How long a start waits for PostgreSQL: whatever starts everything may start it second. */
    private static final long START_TIMEOUT_MILLIS = 30_000;

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private DataSources() {}

    static HikariDataSource open(String name, MusterSettings.EventStore database, int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMaximumPoolSize(connectionsMax);
        config.setInitializationFailTimeout(START_TIMEOUT_MILLIS);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "muster-command-side-" + name);
        return new HikariDataSource(config);
    }
}
