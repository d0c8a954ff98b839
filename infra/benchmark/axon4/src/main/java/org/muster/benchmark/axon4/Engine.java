package org.muster.benchmark.axon4;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.json.JacksonSerializer;

/** The JDBC event storage engine as Axon's documentation sets it up without Spring: one connection per unit of work. */
record Engine(HikariDataSource pool, ConnectionProvider connections, JacksonSerializer serializer) {

    static Engine on(HikariDataSource pool) {
        JacksonSerializer serializer = JacksonSerializer.builder()
                .objectMapper(JsonMapper.builder()
                        .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .build())
                .build();
        return new Engine(pool, new UnitOfWorkAwareConnectionProviderWrapper(() -> connection(pool)), serializer);
    }

    JdbcEventStorageEngine storage() {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                // The unit of work commits its connection itself.
                .transactionManager(NoTransactionManager.INSTANCE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    Configurer configurer(JdbcEventStorageEngine storage) {
        return DefaultConfigurer.defaultConfiguration()
                .configureSerializer(configuration -> serializer)
                .configureEventSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> storage);
    }

    /** Inside a unit of work one transaction until its commit; outside, and in its aftermath, each statement is its own. */
    private static Connection connection(HikariDataSource pool) throws SQLException {
        Connection connection = pool.getConnection();
        boolean inTransaction = CurrentUnitOfWork.isStarted()
                && !CurrentUnitOfWork.get().phase().isAfter(UnitOfWork.Phase.PREPARE_COMMIT);
        connection.setAutoCommit(!inTransaction);
        return connection;
    }
}
