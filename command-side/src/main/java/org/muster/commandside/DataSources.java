package org.muster.commandside;

import com.zaxxer.hikari.HikariDataSource;
import org.muster.eventstore.ReconnectingDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Opens pools of connections beside Spring Boot's own. */
final class DataSources {

    /** How long a start waits for PostgreSQL: whatever starts everything may start it second. */
    private static final long START_TIMEOUT_MILLIS = 30_000;

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private DataSources() {}

    /** Every pool reconnects as soon as PostgreSQL is back. */
    static final class Reconnecting implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof HikariDataSource pool && !pool.isRunning()) {
                ReconnectingDataSource.into(pool);
            }
            return bean;
        }
    }

    /** The same, with a schema on the search path. */
    static HikariDataSource open(String name, JdbcConnectionDetails database, int connectionsMax, String schema) {
        HikariDataSource pool = open(name, database, connectionsMax);
        pool.addDataSourceProperty("currentSchema", schema);
        return pool;
    }

    /** A pool that connects when it is first used. */
    static HikariDataSource open(String name, JdbcConnectionDetails database, int connectionsMax) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(database.getJdbcUrl());
        pool.setUsername(database.getUsername());
        pool.setPassword(database.getPassword());
        pool.setMaximumPoolSize(connectionsMax);
        pool.setInitializationFailTimeout(START_TIMEOUT_MILLIS);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        pool.addDataSourceProperty("ApplicationName", "muster-command-side-" + name);
        return pool;
    }
}
